package dev.assay.bench.peer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** snarkjs' verifier contracts on a chain. */
record EvmContracts(NpmFolder npm, Anvil anvil) implements AutoCloseable {

    private static final String SOLC = "solc@0.8.37";

    /** A key with its contract, which is not there if Solidity does not compile it. */
    record Deployed(ProofFiles files, Optional<String> address) {}

    /** Aborts the test where there is no npm, or no anvil for this machine. */
    static EvmContracts start() throws IOException, InterruptedException {
        assumeTrue(Anvil.runsHere(), "npm has anvil for this test for Linux on x86-64 only");
        NpmFolder npm = NpmFolder.with(NpmFolder.SNARKJS, SOLC, Anvil.PACKAGE);
        return new EvmContracts(npm, Anvil.start(npm));
    }

    /** New keys and proofs of a small circuit, one for each system, with the contracts that snarkjs exports. */
    List<Deployed> fresh() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("assay.root"), "bench/src/test/resources/peer");
        List<String> lines = npm.run(
                "make-proofs.mjs",
                Path.of("/dev/null"),
                folder.resolve("polynomial.r1cs").toString(),
                folder.resolve("polynomial.wtns").toString());
        List<ProofFiles> files = new ArrayList<>();
        for (String line : lines) {
            Map<String, JsonValue> made = ((JsonObject) Json.read(line.getBytes(StandardCharsets.UTF_8))).members();
            files.add(ProofFiles.of(member(made, "key"), member(made, "proof"), member(made, "public")));
        }
        return deploy(files, lines);
    }

    private static JsonValue member(Map<String, JsonValue> members, String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    /** Of Groth16, whose contracts are filled in from snarkjs' template as its export does; one for each key. */
    List<Deployed> deploy(List<ProofFiles> files) throws IOException, InterruptedException {
        List<ProofFiles> distinct = new ArrayList<>();
        Map<JsonValue, Integer> indices = new HashMap<>();
        for (ProofFiles one : files) {
            if (indices.putIfAbsent(key(one), distinct.size()) == null) {
                distinct.add(one);
            }
        }
        List<Deployed> contracts =
                deploy(distinct, distinct.stream().map(ProofFiles::line).toList());
        return files.stream()
                .map(one -> new Deployed(
                        one, contracts.get(indices.getOrDefault(key(one), 0)).address()))
                .toList();
    }

    private static JsonValue key(ProofFiles files) {
        return files.at(ProofFiles.Place.of("key"));
    }

    private List<Deployed> deploy(List<ProofFiles> files, List<String> sources)
            throws IOException, InterruptedException {
        Path input = Files.createTempFile(npm.path(), "sources", ".jsonl");
        Files.write(input, sources);
        List<String> bytecodes = npm.run("compile-contracts.mjs", input);
        Files.delete(input);
        List<Deployed> deployed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            boolean compiled = !bytecodes.get(i).equals("none");
            deployed.add(new Deployed(
                    files.get(i), compiled ? Optional.of(anvil.deploy(bytecodes.get(i))) : Optional.empty()));
        }
        return deployed;
    }

    /** The contract's answer, or nothing if there is no contract or no way to ask it. */
    Optional<Boolean> accepts(Optional<String> contract, ProofFiles files) throws IOException, InterruptedException {
        Optional<byte[]> calldata = EvmCalldata.of(files);
        return contract.isEmpty() || calldata.isEmpty()
                ? Optional.empty()
                : Optional.of(anvil.returnsTrue(contract.get(), calldata.get()));
    }

    @Override
    public void close() {
        anvil.close();
    }
}
