package dev.assay.verification.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

    private static final Program PROGRAM =
            new Program("median-price", digest("code"), new Program.Limits(65536, 1000, Duration.ofSeconds(1)));
    private static final Circuit CIRCUIT = new Circuit(
            "reserves",
            Circuit.GROTH16_BN254,
            digest("vk"),
            digest("zkey"),
            digest("wasm"),
            Optional.of(digest("r1cs")),
            3);

    @Test
    void readsWhatItWrites() {
        assertEquals(new Verdict.Verified<>(PROGRAM), Workload.parse(PROGRAM.manifest()));
        assertEquals(new Verdict.Verified<>(CIRCUIT), Workload.parse(CIRCUIT.manifest()));
        Circuit bare = new Circuit(
                "x", Circuit.GROTH16_BN254, digest("vk"), digest("zkey"), digest("wasm"), Optional.empty(), 0);
        assertEquals(new Verdict.Verified<>(bare), Workload.parse(bare.manifest()));
    }

    private static final CircuitTerms TERMS = CircuitTerms.NONE
            .withOwner(Address.ofHex("0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a"))
            .withInputValidator(digest("validator"))
            .withSample(digest("proof"), digest("public"));
    private static final PluginCircuit PLUGIN = new PluginCircuit(
            "delay",
            "wesolowski-rsa2048",
            new PluginCircuit.Verifier(digest("module"), 1 << 20, Duration.ofSeconds(2)),
            digest("vk"),
            Map.of("parameters", digest("parameters"), "a table", digest("table")),
            TERMS);

    @Test
    void readsCircuitsWithTermsAndWithPlugins() {
        assertEquals(new Verdict.Verified<>(PLUGIN), Workload.parse(PLUGIN.manifest()));
        Circuit circuit = CIRCUIT.withTerms(TERMS);
        assertEquals(new Verdict.Verified<>(circuit), Workload.parse(circuit.manifest()));
        assertEquals(6 + 1, PLUGIN.artifacts().size());
        assertEquals(4 + 3, circuit.artifacts().size());
    }

    @Test
    void theIdCommitsToThePluginAndItsKey() {
        PluginCircuit.Verifier other = new PluginCircuit.Verifier(digest("other"), 1 << 20, Duration.ofSeconds(2));
        assertNotEquals(
                PLUGIN.id(),
                new PluginCircuit("delay", "wesolowski-rsa2048", other, digest("vk"), PLUGIN.files(), TERMS).id());
        assertNotEquals(
                PLUGIN.id(),
                new PluginCircuit(
                                "delay",
                                "wesolowski-rsa2048",
                                PLUGIN.verifier(),
                                digest("another"),
                                PLUGIN.files(),
                                TERMS)
                        .id());
    }

    @Test
    void refusesAPluginCircuitThatIsNotWhole() {
        String text = new String(PLUGIN.manifest(), StandardCharsets.UTF_8);
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("wesolowski-rsa2048", Circuit.GROTH16_BN254)));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("1048576", "1")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("2000", "30001")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("\"sampleProof\"", "\"sampleProofs\"")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("0x19e7", "0X19E7")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("\"files\":{", "\"files\":[],\"more\":{")));
    }

    @Test
    void isNamedByTheHashOfItsManifest() {
        assertEquals(Digest.sha256(PROGRAM.manifest()), PROGRAM.id());
    }

    @Test
    void theManifestIsTheDocumentedText() {
        assertEquals(
                "{\"assay\":\"program/v1\",\"code\":\"" + digest("code").hex()
                        + "\",\"engine\":\"wasm\",\"memoryBytes\":65536,\"name\":\"median-price\",\"outputBytes\":1000,"
                        + "\"timeMillis\":1000}",
                new String(PROGRAM.manifest(), StandardCharsets.UTF_8));
    }

    /** An id that is out in the world must not change its meaning, nor a circuit its id. */
    @ParameterizedTest
    @CsvSource({
        "groth16-bn254, 985de01a29d27e7849bc570418c18191f31e4dceaf19e12648df7b40cf094b00",
        "plonk-bn254, 0e85de09281bb905e7fd6977f0dc6a36ea8a2e4cf09beb6bec8b26b09d040159",
        "fflonk-bn254, 5d8237fdbc4c8111f08e1c20e30ae75e9e4a157943b80f959df40d3e4b02d866",
    })
    void theIdOfACircuitStaysWhatItWas(String proofSystem, String id) {
        Circuit circuit = new Circuit(
                "reserves", proofSystem, digest("vk"), digest("zkey"), digest("wasm"), Optional.of(digest("r1cs")), 3);
        assertEquals(id, circuit.id().hex());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"assay\":\"program/v2\"}",
                "{\"assay\":1}",
                "{\"assay\":\"circuit/v1\"}",
            })
    void refusesOtherObjects(String text) {
        assertEquals(Reason.MANIFEST_INVALID, reason(text));
    }

    @Test
    void refusesEveryOtherSpellingOfAManifest() {
        String text = new String(PROGRAM.manifest(), StandardCharsets.UTF_8);
        assertEquals(Reason.MANIFEST_INVALID, reason(text + " "));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("65536", "6.5536e4")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("1000}", "1000,\"z\":1}")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("wasm", "\\u0077asm")));
        assertEquals(
                Reason.MANIFEST_INVALID,
                reason(text.replace(digest("code").hex(), digest("code").hex().toUpperCase(java.util.Locale.ROOT))));
    }

    @Test
    void refusesValuesOutOfRange() {
        String text = new String(PROGRAM.manifest(), StandardCharsets.UTF_8);
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("65536", "1")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("65536", "99999999999999999")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("65536", "9999999999999999999999")));
        assertEquals(Reason.MANIFEST_INVALID, reason(text.replace("median-price", "m\\u0000")));
        assertThrows(IllegalArgumentException.class, () -> new Program("", digest("x"), Program.Limits.standard()));
    }

    @Test
    void refusesALargeManifestBeforeReadingIt() {
        assertEquals(Reason.TOO_LARGE, reason(" ".repeat(Workload.MAX_MANIFEST_BYTES + 1)));
    }

    @Test
    void everyMutationGivesAVerdictAndNoOtherManifestTheSameId() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] seed = i % 2 == 0 ? CIRCUIT.manifest() : PLUGIN.manifest();
            byte[] mutated = seed.clone();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            if (Workload.parse(mutated) instanceof Verdict.Verified<Workload>(Workload workload)) {
                assertEquals(Digest.sha256(mutated), workload.id());
            }
        }
    }

    private static Reason reason(String text) {
        return assertInstanceOf(Verdict.Rejected.class, Workload.parse(text.getBytes(StandardCharsets.UTF_8)))
                .reason();
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
