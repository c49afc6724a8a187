package dev.assay.bench.verify;

import dev.assay.bench.prove.Scratch;
import dev.assay.verification.pairing.Curve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whole processes that verify one Groth16 proof, in turns, each a number of times: what a shell script waits for, and how
 * much of it the first verification takes inside a fresh JVM.
 */
public final class ColdStart {

    private static final int ROUNDS = 15;

    private final Path root = Path.of(System.getProperty("assay.root", "."));
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    /** Milliseconds of each run by name. */
    private final Map<String, List<Double>> samples = new LinkedHashMap<>();

    private ColdStart() {}

    /** Options: {@code --snarkjs FILE} (its cli.cjs), {@code --rapidsnark FILE} (its verifier), {@code --json}. */
    public static void run(List<String> arguments) throws IOException, InterruptedException {
        ColdStart cold = new ColdStart();
        try (Scratch bn254 = Scratch.create();
                Scratch bls12 = Scratch.create()) {
            cold.prepare(Curve.BN254, arguments, bn254.folder());
            cold.prepare(Curve.BLS12_381, arguments, bls12.folder());
            cold.measure();
        }
        cold.report(arguments.contains("--json"));
    }

    private void measure() throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
                measure(entry.getKey(), entry.getValue());
            }
        }
    }

    private void prepare(Curve curve, List<String> arguments, Path folder) throws IOException {
        TrapdoorKey key = new TrapdoorKey(curve);
        TrapdoorKey.Proof proof = key.proof();
        Files.write(folder.resolve("verification_key.json"), key.json());
        Files.write(folder.resolve("proof.json"), proof.files().proofJson());
        Files.write(folder.resolve("public.json"), proof.files().publicJson());
        List<String> files = List.of("verification_key.json", "public.json", "proof.json").stream()
                .map(name -> folder.resolve(name).toString())
                .toList();
        commands.put("first in JVM, " + curve.name(), java(System.getProperty("java.class.path"), folder));
        commands.put("assay verify proof, " + curve.name(), assay(files));
        peer(arguments, "--snarkjs", "snarkjs, " + curve.name(), List.of("node"), List.of("groth16", "verify"), files);
        if (curve == Curve.BN254) {
            peer(arguments, "--rapidsnark", "rapidsnark, " + curve.name(), List.of(), List.of(), files);
        }
    }

    private static List<String> java(String classPath, Path folder) {
        return List.of(
                binary(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                FirstVerification.class.getName(),
                folder.toString());
    }

    private List<String> assay(List<String> files) {
        String jar = root.resolve("cli/target/assay-launcher.jar").toString();
        return List.of(
                binary(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-cp",
                jar,
                "dev.assay.cli.Main",
                "verify",
                "proof",
                files.get(2),
                "--public",
                files.get(1),
                "--vk",
                files.get(0));
    }

    private static String binary() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void peer(
            List<String> arguments,
            String option,
            String name,
            List<String> interpreter,
            List<String> verb,
            List<String> files) {
        int at = arguments.indexOf(option);
        if (at < 0) {
            return;
        }
        List<String> command = new ArrayList<>(interpreter);
        command.add(arguments.get(at + 1));
        command.addAll(verb);
        command.addAll(files);
        commands.put(name, command);
    }

    private void measure(String name, List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(name + " says: " + said);
        }
        add(name + ", process", (System.nanoTime() - start) / 1e6);
        if (name.startsWith("first")) {
            String[] micros = said.strip().split(" ");
            double load = Integer.parseInt(micros[0]) / 1e3;
            double verify = Integer.parseInt(micros[1]) / 1e3;
            add(name + ", key", load);
            add(name + ", proof", verify);
            add(name + ", key and proof", load + verify);
        }
    }

    private void add(String name, double millis) {
        samples.computeIfAbsent(name, unused -> new ArrayList<>()).add(millis);
    }

    @SuppressWarnings("SystemOut")
    private void report(boolean json) {
        String format = json
                ? "{\"name\":\"%s\",\"unit\":\"ms\",\"min\":%.1f,\"median\":%.1f,\"max\":%.1f,\"runs\":%d}%n"
                : "%-48s min %8.1f  median %8.1f  max %8.1f ms of %d%n";
        samples.forEach((name, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    format,
                    name,
                    sorted.getFirst(),
                    sorted.get(sorted.size() / 2),
                    sorted.getLast(),
                    sorted.size());
        });
    }
}
