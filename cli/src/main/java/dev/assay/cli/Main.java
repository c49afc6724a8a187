package dev.assay.cli;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
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
