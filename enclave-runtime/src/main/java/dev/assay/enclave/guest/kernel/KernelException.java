package dev.assay.enclave.guest.kernel;

import java.io.IOException;

/** Linux refused a call: the message says on which file, which call, why, and what to do. */
public final class KernelException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public KernelException(String file, String call, Errno errno) {
        super(file + ": " + call + " failed with " + errno.name() + " (" + errno.explanation() + ")");
        this.code = errno.code();
    }

    public Errno errno() {
        return new Errno(code);
    }

    public boolean is(Errno... any) {
        for (Errno errno : any) {
            if (errno.code() == code) {
                return true;
            }
        }
        return false;
    }
}
