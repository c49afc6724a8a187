package dev.assay.cli;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command and exits with its status. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        StandardError.restore();
        System.exit(run(args));
    }

    /** Runs one command; returns its exit status. */
    public static int run(String... args) {
        CommandLine command = Values.register(new CommandLine(new AssayCommand()));
        command.addMixin("help", new Help());
        addHelp(command);
        command.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .setExpandAtFiles(false)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler(Main::wrongUse)
                .setExecutionExceptionHandler((e, failed, parsed) -> Failures.report(e, wantsJson(args)));
        try {
            return command.execute(args.length == 0 ? new String[] {"--help"} : args);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            return Failures.report(e, wantsJson(args));
        }
    }

    private static void addHelp(CommandLine command) {
        for (CommandLine child : command.getSubcommands().values()) {
            if (!child.getCommandSpec().mixins().containsKey("help")
                    && !child.getCommandName().equals("help")) {
                child.addMixin("help", new Help());
            }
            addHelp(child);
        }
    }

    private static int execute(ParseResult parsed) {
        refuseOptionsThatNobodyReads(parsed);
        return new RunLast().execute(parsed);
    }

    /** Only the last command runs: an option of one before it would be given, and not be heeded. */
    private static void refuseOptionsThatNobodyReads(ParseResult parsed) {
        for (ParseResult level = parsed; level.hasSubcommand(); level = level.subcommand()) {
            boolean asksForHelp = level.isUsageHelpRequested() || level.isVersionHelpRequested();
            if (!asksForHelp && !level.matchedOptions().isEmpty()) {
                String command = level.subcommand().commandSpec().name();
                throw new ParameterException(
                        level.subcommand().commandSpec().commandLine(),
                        level.matchedOptions().getFirst().longestName() + " stands before \"" + command
                                + "\", where it is of no effect: options come after it");
            }
        }
    }

    private static int wrongUse(ParameterException e, String[] args) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String similar = e instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getUnmatched().isEmpty()
                ? unmatched.getSuggestions().stream().findFirst().orElse("")
                : "";
        String remedy = (similar.isEmpty() ? "" : "Did you mean " + similar + "? ") + "See: " + name + " --help";
        return Failures.report(
                CommandFailure.usage(
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""), remedy),
                wantsJson(args));
    }

    private static boolean wantsJson(String[] args) {
        return Arrays.asList(args).contains("--json");
    }
}
