package dev.assay.enclave.guest.kernel;

/**
 * An open file of the kernel. It is closed when the last call on it has returned: a number that were closed in the
 * middle of a read could by then name another file. Safe for use by many threads.
 */
public final class Descriptor implements AutoCloseable {

    /** A call on the descriptor: what it returns, or the negated errno. */
    @FunctionalInterface
    public interface Call {
        long on(int descriptor);
    }

    private static final int SHUT_BOTH = 2;
    private static final int EBADF = 9;
    private static final int MOST_INTERRUPTIONS = 100;

    private final String file;
    private final int number;
    private int running;
    private boolean closed;

    /** @param file its name, for messages */
    public Descriptor(String file, int number) {
        this.file = file;
        this.number = number;
    }

    /**
     * @param name of the call, for messages
     * @throws KernelException if it failed, or the descriptor is closed
     */
    public long call(String name, Call call) throws KernelException {
        long result = enter() ? run(call) : -EBADF;
        if (result < 0) {
            throw new KernelException(file, name, new Errno((int) -result));
        }
        return result;
    }

    /** EINTR says that nothing was done: a signal of the JVM's own came first. */
    private long run(Call call) {
        try {
            long result = call.on(number);
            for (int i = 0; i < MOST_INTERRUPTIONS && result == -Errno.EINTR.code(); i++) {
                result = call.on(number);
            }
            return result;
        } finally {
            leave();
        }
    }

    private synchronized boolean enter() {
        if (!closed) {
            running++;
        }
        return !closed;
    }

    private synchronized void leave() {
        running--;
        if (closed && running == 0) {
            Libc.close(number);
        }
    }

    @Override
    public void close() {
        if (enter()) {
            synchronized (this) {
                closed = true;
            }
            // Wakes whoever waits on a socket; does nothing to other files.
            Libc.shutdown(number, SHUT_BOTH);
            leave();
        }
    }
}
