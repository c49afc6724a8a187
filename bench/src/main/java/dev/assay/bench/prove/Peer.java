package dev.assay.bench.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Another prover, as a process that reads the same files: what it takes includes its start and its reading. */
record Peer(String name, List<String> command) implements Contender {

    private static final Set<String> KNOWN = Set.of("rapidsnark", "snarkjs");

    /**
     * @param argument {@code rapidsnark=FILE}, its prover, or {@code snarkjs=FILE}, its cli.cjs, which node runs
     * @throws IllegalArgumentException if it names another peer, or no file
     */
    static void check(String argument) {
        String[] parts = argument.split("=", 2);
        if (parts.length < 2 || !KNOWN.contains(parts[0]) || !Files.isReadable(Path.of(parts[1]))) {
            throw new IllegalArgumentException("--peer " + argument + ": rapidsnark=FILE or snarkjs=FILE");
        }
    }

    /**
     * @param argument that was checked
     * @param folder for what it writes
     */
    static Peer of(String argument, Path zkey, Path wtns, Path folder) {
        String[] parts = argument.split("=", 2);
        return switch (parts[0]) {
            case "snarkjs" -> new Peer("snarkjs", command(zkey, wtns, folder, "node", parts[1], "groth16", "prove"));
            default -> new Peer("rapidsnark", command(zkey, wtns, folder, parts[1]));
        };
    }

    /** snarkjs' whole way from an input; rapidsnark computes no witness. */
    static Peer fromInput(String argument, Path input, Path wasm, Path zkey, Path folder) {
        String[] parts = argument.split("=", 2);
        if (!parts[0].equals("snarkjs")) {
            throw new IllegalArgumentException(
                    "--peer " + parts[0] + " computes no witness: leave out --wasm and --input");
        }
        List<String> command = new ArrayList<>(List.of("node", parts[1], "groth16", "fullprove"));
        List.of(input, wasm, zkey, folder.resolve("proof.json"), folder.resolve("public.json"))
                .forEach(file -> command.add(file.toString()));
        return new Peer("snarkjs", command);
    }

    private static List<String> command(Path zkey, Path wtns, Path folder, String... program) {
        List<String> command = new ArrayList<>(Arrays.asList(program));
        List.of(zkey, wtns, folder.resolve("proof.json"), folder.resolve("public.json"))
                .forEach(file -> command.add(file.toString()));
        return command;
    }

    @Override
    public Timing run() throws IOException, InterruptedException {
        double cpuBefore = CpuTime.CHILDREN.seconds();
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        double wall = (System.nanoTime() - before) / 1e9;
        if (status != 0) {
            throw new IOException(name + " ended with " + status + ": " + said);
        }
        return new Timing(CpuTime.CHILDREN.seconds() - cpuBefore, wall);
    }
}
