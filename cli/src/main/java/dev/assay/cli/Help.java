package dev.assay.cli;

import picocli.CommandLine.Option;

/** {@code --help} for every command. */
final class Help {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;
}
