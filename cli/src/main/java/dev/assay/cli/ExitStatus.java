package dev.assay.cli;

/** What a command's end means; scripts depend on the numbers. */
public enum ExitStatus {
    /** Done, and verified where there was something to verify. */
    DONE(0),
    /** Checked and rejected. */
    REJECTED(1),
    /** Wrong use: an argument, a file or a configuration is not what it should be. */
    USAGE(2),
    /** The world failed: the network, a file system, a service. */
    WORLD(3);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
