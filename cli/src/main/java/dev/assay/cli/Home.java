package dev.assay.cli;

import java.nio.file.Path;

/** The folder where the command keeps what outlives it: {@code ~/.assay}, or {@code ASSAY_HOME}. */
public final class Home {

    /** SHA-256 of the simulated root of the network on this machine, written by {@code assay up}. */
    public static final String SIMULATED_ROOT = "simulated-root.sha256";

    private Home() {}

    public static Path folder() {
        String home = System.getenv("ASSAY_HOME");
        return home == null || home.isBlank() ? Path.of(System.getProperty("user.home"), ".assay") : Path.of(home);
    }
}
