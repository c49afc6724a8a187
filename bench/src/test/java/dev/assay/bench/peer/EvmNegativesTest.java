package dev.assay.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.bench.peer.EvmContracts.Deployed;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNull;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published proofs and their negatives, asked of snarkjs' contracts on a chain. */
class EvmNegativesTest {

    private static final Path VECTORS = Path.of(System.getProperty("assay.root"), "../shared/vectors/zk");

    /** Each set of negatives beside the proof that it was made from. */
    private static final Map<String, String> SETS = Map.of(
            "negatives-risc0-tests", "risc0-groth16-tests",
            "negatives-risc0-v3", "risc0-receipt-v3_0",
            "negatives-sp1-v4", "sp1-v4-groth16");

    private static EvmContracts contracts;

    /** Keys that prove nothing: who deploys a contract has decided to trust its key, and nothing examines it. */
    private static final List<String> ONLY_WE_REFUSE = List.of(
            "toxic-vk-gamma-eq-delta-forged KEY_GAMMA_EQUALS_DELTA",
            "vk-ic-infinity-extra-input KEY_IC_COUNT_MISMATCH");

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.exists(VECTORS), "the shared vectors are not on this machine");
        contracts = EvmContracts.start();
    }

    @AfterAll
    static void stop() {
        if (contracts != null) {
            contracts.close();
        }
    }

    @Test
    void contractsRefuseEveryNegativeButThoseOfBadKeys() throws Exception {
        for (Map.Entry<String, String> set : SETS.entrySet()) {
            List<String> names = new ArrayList<>();
            List<ProofFiles> files = new ArrayList<>();
            JsonValue key =
                    Json.read(Files.readAllBytes(VECTORS.resolve(set.getValue()).resolve("verification_key.json")));
            read(set.getKey(), key, names, files);
            List<String> differences = new ArrayList<>();
            List<Deployed> deployed = contracts.deploy(files);
            for (int i = 0; i < files.size(); i++) {
                Optional<Boolean> theirs = contracts.accepts(deployed.get(i).address(), files.get(i));
                Optional<String> ours = SnarkjsDifferentialTest.refusal(files.get(i));
                if (theirs.isPresent() && theirs.get() != ours.isEmpty()) {
                    differences.add(
                            names.get(i) + ours.map(reason -> " " + reason).orElse(" accepted"));
                }
            }
            assertEquals(ONLY_WE_REFUSE, differences, set.getKey());
        }
    }

    private static void read(String set, JsonValue key, List<String> names, List<ProofFiles> files) throws IOException {
        byte[] json = Files.readAllBytes(VECTORS.resolve(set).resolve("negatives.json"));
        for (JsonValue element : ((JsonArray) Json.read(json)).elements()) {
            Map<String, JsonValue> members = ((JsonObject) element).members();
            JsonValue own = member(members, "vk");
            names.add(((JsonString) member(members, "name")).value());
            files.add(ProofFiles.of(
                    own instanceof JsonNull ? key : own, member(members, "proof"), member(members, "public")));
        }
    }

    private static JsonValue member(Map<String, JsonValue> members, String name) {
        return Objects.requireNonNull(members.get(name), name);
    }
}
