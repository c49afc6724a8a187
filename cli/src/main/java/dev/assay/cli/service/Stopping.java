package dev.assay.cli.service;

/** An orderly end at SIGTERM or Ctrl-C. */
public final class Stopping {

    private Stopping() {}

    /** What is to be closed. */
    @FunctionalInterface
    public interface Close {
        void close() throws Exception;
    }

    /** Closes when the process is asked to stop, and ends it with status 0: that it stopped is what was asked for. */
    public static void whenAsked(Close close) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(close), "stop"));
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
