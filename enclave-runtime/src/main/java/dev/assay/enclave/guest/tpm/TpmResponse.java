package dev.assay.enclave.guest.tpm;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a TPM answered, read from front to end; a length is compared with what is left before anything is allocated. */
final class TpmResponse {

    private final String command;
    private final ByteBuffer in;

    private TpmResponse(String command, ByteBuffer in) {
        this.command = command;
        this.in = in;
    }

    /**
     * Behind the header of a success, whose size must be that of the response.
     *
     * @throws TpmException if the TPM refused
     */
    static TpmResponse parse(String tpm, TpmCommand command, byte[] response) throws IOException {
        String name = tpm + ": " + command.code();
        TpmResponse all = new TpmResponse(name, ByteBuffer.wrap(response));
        int tag = all.u16();
        long size = all.u32();
        int code = (int) all.u32();
        if (size != response.length) {
            throw all.malformed("of " + response.length + " bytes says that it has " + size);
        }
        if (code != 0) {
            throw new TpmException(name, code);
        }
        if (tag != (command.isAuthorized() ? TpmCommand.SESSIONS : TpmCommand.NO_SESSIONS)) {
            throw all.malformed("has the tag 0x" + Integer.toHexString(tag));
        }
        return all;
    }

    /** The parameters of a response to an authorized command: what follows them is the authorization's. */
    TpmResponse parameters() throws IOException {
        return new TpmResponse(command, ByteBuffer.wrap(take(u32())));
    }

    int u8() throws IOException {
        return take(1)[0] & 0xFF;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    /** Unsigned. */
    long u32() throws IOException {
        return (long) u16() << 16 | u16();
    }

    /** A TPM2B. */
    byte[] sized() throws IOException {
        return take(u16());
    }

    /** A count of things that have at least so many bytes each. */
    int count(int leastBytes) throws IOException {
        long count = u32();
        if (count > in.remaining() / leastBytes) {
            throw malformed("counts " + count + " in " + in.remaining() + " bytes");
        }
        return (int) count;
    }

    byte[] rest() {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }

    TpmResponse part(byte[] bytes) {
        return new TpmResponse(command, ByteBuffer.wrap(bytes));
    }

    byte[] take(long length) throws IOException {
        if (length > in.remaining()) {
            throw malformed("ends too early");
        }
        byte[] taken = new byte[(int) length];
        in.get(taken);
        return taken;
    }

    IOException malformed(String what) {
        return new IOException(command + ": a response that " + what);
    }
}
