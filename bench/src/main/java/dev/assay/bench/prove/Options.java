package dev.assay.bench.prove;

import dev.assay.node.prove.Backend;
import dev.assay.node.prove.BackendChoice;
import dev.assay.node.prove.CpuLevel;
import dev.assay.node.prove.NativeBackend;
import dev.assay.node.prove.NativeEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code --backend auto|java|native --level portable|adx|ifma --log2 N --runs N --zkey FILE --wtns FILE --json}. */
record Options(List<String> arguments) {

    private static final int DEFAULT_LOG2 = 16;
    private static final int DEFAULT_RUNS = 5;

    static Options of(List<String> arguments) {
        return new Options(List.copyOf(arguments));
    }

    int log2() {
        return value("--log2").map(Integer::parseInt).orElse(DEFAULT_LOG2);
    }

    int runs() {
        return value("--runs").map(Integer::parseInt).orElse(DEFAULT_RUNS);
    }

    Optional<Path> zkey() {
        return value("--zkey").map(Path::of);
    }

    Optional<Path> wtns() {
        return value("--wtns").map(Path::of);
    }

    boolean isJson() {
        return arguments.contains("--json");
    }

    Backend backend() throws NativeEngine.Missing {
        if (value("--level").isPresent()) {
            return engine();
        }
        BackendChoice.Chosen chosen =
                BackendChoice.of(value("--backend").orElse("auto")).choose();
        System.err.println("backend " + chosen.why());
        return chosen.backend();
    }

    NativeBackend engine() throws NativeEngine.Missing {
        NativeEngine engine = NativeEngine.load();
        String wanted = value("--level").orElse(engine.levels().getLast().label());
        CpuLevel level = engine.levels().stream()
                .filter(has -> has.label().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("--level " + wanted + ": there are " + engine.levels()));
        System.err.println("backend native, " + level.label());
        return engine.backend(level);
    }

    private Optional<String> value(String option) {
        int at = arguments.indexOf(option);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
    }
}
