package dev.assay.bench.prove;

import dev.assay.node.prove.Backend;
import dev.assay.node.prove.BackendChoice;
import dev.assay.node.prove.CpuLevel;
import dev.assay.node.prove.NativeBackend;
import dev.assay.node.prove.NativeEngine;
import dev.assay.verification.pairing.Curve;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code --backend auto|java|native --level portable|adx|ifma --log2 N|FROM..TO --curve bn254|bls12-381 --witness chain|mix
 * --runs N --zkey FILE --wtns FILE --wasm FILE --input FILE --peer rapidsnark=FILE --peer snarkjs=FILE --svg FILE --json}.
 */
record Options(List<String> arguments) {

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,2})(?:\\.\\.([0-9]{1,2}))?");
    private static final String DEFAULT_LOG2 = "16";
    private static final int MAX_LOG2 = 24;
    private static final int DEFAULT_RUNS = 5;

    /** @throws IllegalArgumentException for a value that cannot be used */
    static Options of(List<String> arguments) {
        Options options = new Options(List.copyOf(arguments));
        options.sizes();
        options.curve();
        options.witness();
        options.peers().forEach(Peer::check);
        return options;
    }

    /** Powers of two, ascending; {@code --log2 12..20} names all from the first to the last. */
    List<Integer> sizes() {
        Matcher range = RANGE.matcher(value("--log2").orElse(DEFAULT_LOG2));
        if (!range.matches()) {
            throw wrongSize();
        }
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        if (from < 1 || to < from || to > MAX_LOG2) {
            throw wrongSize();
        }
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private static IllegalArgumentException wrongSize() {
        return new IllegalArgumentException("--log2 takes 1 to " + MAX_LOG2 + ", or a range such as 12..20");
    }

    /** Of the synthetic circuit. */
    Curve curve() {
        String wanted = value("--curve").orElse(Curve.BN254.name());
        return Stream.of(Curve.BN254, Curve.BLS12_381)
                .filter(curve -> curve.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--curve " + wanted + ": bn254 or bls12-381"));
    }

    SyntheticCircuit.Values witness() {
        String wanted = value("--witness").orElse("chain");
        return switch (wanted) {
            case "chain" -> SyntheticCircuit.Values.CHAIN;
            case "mix" -> SyntheticCircuit.Values.MIX;
            default -> throw new IllegalArgumentException("--witness " + wanted + ": chain or mix");
        };
    }

    /** Such as {@code rapidsnark=/usr/bin/prover}. */
    List<String> peers() {
        return IntStream.range(0, arguments.size() - 1)
                .filter(i -> arguments.get(i).equals("--peer"))
                .mapToObj(i -> arguments.get(i + 1))
                .toList();
    }

    Optional<Path> svg() {
        return value("--svg").map(Path::of);
    }

    int runs() {
        return value("--runs").map(Integer::parseInt).orElse(DEFAULT_RUNS);
    }

    Optional<Path> zkey() {
        return value("--zkey").map(Path::of);
    }

    /** circom's program; with {@link #input} witnesses are computed as well. */
    Optional<Path> wasm() {
        return value("--wasm").map(Path::of);
    }

    Optional<Path> input() {
        return value("--input").map(Path::of);
    }

    Optional<Path> wtns() {
        return value("--wtns").map(Path::of);
    }

    boolean isJson() {
        return arguments.contains("--json");
    }

    Backend backend() throws NativeEngine.Missing {
        return value("--level").isPresent() ? engine() : chosen().backend();
    }

    /** For people. */
    String choice() throws NativeEngine.Missing {
        return value("--level").isPresent()
                ? "native, for " + engine().level().label() + " processors"
                : chosen().why();
    }

    private BackendChoice.Chosen chosen() throws NativeEngine.Missing {
        return BackendChoice.of(value("--backend").orElse("auto")).choose();
    }

    NativeBackend engine() throws NativeEngine.Missing {
        NativeEngine engine = NativeEngine.load();
        String wanted = value("--level").orElse(engine.levels().getLast().label());
        CpuLevel level = engine.levels().stream()
                .filter(has -> has.label().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("--level " + wanted + ": there are " + engine.levels()));
        return engine.backend(level);
    }

    private Optional<String> value(String option) {
        int at = arguments.indexOf(option);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
    }
}
