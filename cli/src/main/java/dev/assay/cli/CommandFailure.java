package dev.assay.cli;

/** Ends a command: its exit status, what was wrong in one line, and what to do in another. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;
    private final String remedy;

    private CommandFailure(ExitStatus status, String what, String remedy) {
        super(what, null, false, false);
        this.status = status;
        this.remedy = remedy;
    }

    public static CommandFailure usage(String what, String remedy) {
        return new CommandFailure(ExitStatus.USAGE, what, remedy);
    }

    public static CommandFailure world(String what, String remedy) {
        return new CommandFailure(ExitStatus.WORLD, what, remedy);
    }

    public static CommandFailure rejected(String what, String remedy) {
        return new CommandFailure(ExitStatus.REJECTED, what, remedy);
    }

    public ExitStatus status() {
        return status;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }
}
