package dev.assay.cli.service;

/** An orderly end at SIGTERM or Ctrl-C. */
public final class Stopping {

    private final Thread hook;

    private Stopping(Thread hook) {
        this.hook = hook;
    }

    /** What is to be closed. */
    @FunctionalInterface
    public interface Close {
        void close() throws Exception;
    }

    /** Closes when the process is asked to stop, and ends it with status 0: that it stopped is what was asked for. */
    public static Stopping whenAsked(Close close) {
        Thread hook = new Thread(() -> stop(close), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Stopping(hook);
    }

    /** For an end of another kind, whose status counts. */
    public void cancel() {
        try {
            boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is stopping already, and that end counts.
        }
    }

    private static void stop(Close close) {
        int status = 0;
        try {
            close.close();
        } catch (Exception e) {
            System.err.println("assay: not stopped in order: " + e.getMessage());
            status = 3;
        }
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }
}
