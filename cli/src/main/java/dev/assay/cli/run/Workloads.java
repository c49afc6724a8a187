package dev.assay.cli.run;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.InputFile;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.Program;
import dev.assay.verification.workload.Provable;
import dev.assay.verification.workload.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the workload that an argument names: a .wasm file, a folder with a circuit, or an id. */
public final class Workloads {

    private static final int MAX_NAME_LENGTH = 64;
    private static final String MANIFEST = "manifest.json";

    private Workloads() {}

    public static NamedWorkload named(String argument) throws IOException {
        Path path = Path.of(argument);
        if (Files.isDirectory(path)) {
            return circuit(path);
        }
        if (Files.exists(path)) {
            return program(path);
        }
        if (argument.matches("[0-9a-fA-F]{64}")) {
            return NamedWorkload.published(Digest.ofHex(argument));
        }
        throw CommandFailure.usage(
                "there is no " + argument,
                "A workload is a program's .wasm file, a folder with a circuit's files, or the 64 digits of an id.");
    }

    private static NamedWorkload program(Path wasm) throws IOException {
        if (!wasm.toString().endsWith(".wasm")) {
            throw CommandFailure.usage(
                    wasm + " is no .wasm file", "Compile the program to WebAssembly; samples/programs shows how.");
        }
        Program program = new Program(nameOf(wasm), digestOf(wasm), Program.Limits.standard());
        return NamedWorkload.inFiles(program, List.of(wasm));
    }

    /** The folder's one .zkey, one .wasm, verification key, and .r1cs if there is one. */
    public static NamedWorkload circuit(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(MANIFEST))) {
            return manifest(folder);
        }
        Path zkey = only(folder, ".zkey");
        Path wasm = only(folder, ".wasm");
        Path keyFile = verificationKey(folder);
        List<Path> r1cs = withEnding(folder, ".r1cs");
        if (r1cs.size() > 1) {
            throw CommandFailure.usage(folder + " has " + r1cs.size() + " .r1cs files", "Leave one of them there.");
        }
        Optional<Digest> constraints = r1cs.isEmpty() ? Optional.empty() : Optional.of(digestOf(r1cs.getFirst()));
        ProofKey key = key(keyFile);
        Circuit circuit = new Circuit(
                nameOf(folder),
                key.proofSystem(),
                key.digest(),
                digestOf(zkey),
                digestOf(wasm),
                constraints,
                key.publicInputs());
        List<Path> files = new ArrayList<>(List.of(keyFile, wasm, zkey));
        files.addAll(r1cs);
        return NamedWorkload.inFiles(circuit, files);
    }

    /** A folder whose manifest is written out, for circuits with terms or with a verifier plugin: its files go by hash. */
    private static NamedWorkload manifest(Path folder) throws IOException {
        byte[] bytes = InputFile.read(folder.resolve(MANIFEST), Workload.MAX_MANIFEST_BYTES);
        if (!(Workload.parse(bytes) instanceof Verdict.Verified<Workload>(Provable circuit))) {
            throw CommandFailure.usage(
                    folder.resolve(MANIFEST) + " is no manifest of a circuit",
                    "It is canonical JSON, without white space or a last newline; docs/protocol.md has its members.");
        }
        List<Path> files = new ArrayList<>();
        for (Path file : withEnding(folder, "")) {
            if (circuit.artifacts().contains(digestOf(file))) {
                files.add(file);
            }
        }
        return NamedWorkload.inFiles(circuit, files);
    }

    private static ProofKey key(Path file) throws IOException {
        return switch (ProofKey.load(InputFile.read(file, Json.MAX_SIZE_BYTES))) {
            case Verdict.Verified<ProofKey>(ProofKey key) -> key;
            case Verdict.Simulated<ProofKey>(ProofKey key) -> key;
            case Verdict.Rejected<ProofKey> rejected ->
                throw CommandFailure.rejected(
                        "rejected: the verification key " + file + ": " + rejected.reason() + ": " + rejected.detail(),
                        "A Groth16, PLONK or FFLONK key as snarkjs writes it is needed.");
        };
    }

    private static Path verificationKey(Path folder) throws IOException {
        Path usual = folder.resolve("verification_key.json");
        if (Files.exists(usual)) {
            return usual;
        }
        List<Path> keys = new ArrayList<>();
        for (Path file : withEnding(folder, ".json")) {
            boolean small = Files.size(file) <= Json.MAX_SIZE_BYTES;
            if (small && Files.readString(file, StandardCharsets.ISO_8859_1).contains("\"nPublic\"")) {
                keys.add(file);
            }
        }
        return onlyOf(folder, "verification key (verification_key.json)", keys);
    }

    private static Path only(Path folder, String ending) throws IOException {
        return onlyOf(folder, ending + " file", withEnding(folder, ending));
    }

    private static Path onlyOf(Path folder, String what, List<Path> found) {
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw CommandFailure.usage(
                folder + " has " + (found.isEmpty() ? "no " : found.size() + " of its kind: ") + what,
                "A circuit's folder has one .zkey, one .wasm and a verification_key.json, and perhaps a .r1cs.");
    }

    private static List<Path> withEnding(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(Path path) {
        Path file = path.toAbsolutePath().normalize().getFileName();
        String name = (file == null ? "workload" : file.toString())
                .replaceAll("\\.wasm$", "")
                .replaceAll("[^ -~]", "-");
        return name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
    }

    private static Digest digestOf(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), Digest.newSha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Digest.of(in.getMessageDigest().digest());
        }
    }
}
