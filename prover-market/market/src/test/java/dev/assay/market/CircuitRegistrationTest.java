package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.market.store.TestServer;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CircuitRegistrationTest {

    /** JUnit wants it here; {@link #start} is given it. */
    @Parameter
    @SuppressWarnings("UnusedVariable")
    private TestServer server = TestServer.EMBEDDED;

    private @Nullable TestMarket started;

    @BeforeParameterizedClassInvocation
    void start(TestServer server, @TempDir Path folder) throws Exception {
        started = TestMarket.start(server, folder);
    }

    @AfterParameterizedClassInvocation
    void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private TestMarket market() {
        return Objects.requireNonNull(started);
    }

    private Digest upload(String text) {
        return upload(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Digest upload(byte[] bytes) {
        try {
            return new ArtifactClient(market().channel()).upload(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ErrorCode codeOf(byte[] manifest) {
        return Failure.of(assertThrows(RuntimeException.class, () -> market().register(manifest)))
                .code();
    }

    private static Circuit with(Digest key, Digest zkey, Digest wasm, Optional<Digest> r1cs, int publicInputs) {
        return new Circuit("changed", Circuit.GROTH16_BN254, key, zkey, wasm, r1cs, publicInputs);
    }

    private static final Circuit GOOD = ReservesCircuit.circuit();

    @Test
    void acceptsAnotherNameAndConstraintsLeftOut() {
        byte[] manifest = with(GOOD.verificationKey(), GOOD.zkey(), GOOD.wasm(), Optional.empty(), 3)
                .manifest();
        assertTrue(market().register(manifest));
        assertFalse(market().register(manifest));
    }

    @Test
    void refusesWhatIsNoCircuit() {
        assertEquals(ErrorCode.MANIFEST_INVALID, codeOf("{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(ErrorCode.MANIFEST_INVALID, codeOf("not JSON".getBytes(StandardCharsets.UTF_8)));
        Program program = new Program("program", GOOD.wasm(), Program.Limits.standard());
        assertEquals(ErrorCode.MANIFEST_INVALID, codeOf(program.manifest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stark", "groth16", "plonk-bls12-381", "PLONK-BN254", "gnark-plonk-bn254"})
    void refusesProofSystemsThatNobodyProves(String proofSystem) {
        assertEquals(ErrorCode.NOT_SUPPORTED, codeOf(named(GOOD, proofSystem).manifest()));
    }

    private static Circuit named(Circuit circuit, String proofSystem) {
        return new Circuit(
                circuit.name(),
                proofSystem,
                circuit.verificationKey(),
                circuit.zkey(),
                circuit.wasm(),
                circuit.r1cs(),
                circuit.publicInputs());
    }

    private Circuit uploaded(KeyFiles files) {
        Digest ignoredKey = upload(KeyFiles.bytes(files.json()));
        Digest ignoredZkey = upload(KeyFiles.bytes(files.zkey()));
        return files.circuit();
    }

    @ParameterizedTest
    @EnumSource
    void acceptsCircuitsOfEachProofSystem(KeyFiles files) {
        assertTrue(market().register(uploaded(files).manifest()));
    }

    @ParameterizedTest
    @EnumSource
    void refusesKeysOfAnotherProofSystemThanTheManifestSays(KeyFiles files) {
        Circuit circuit = uploaded(files);
        for (KeyFiles other : KeyFiles.values()) {
            if (other != files) {
                assertEquals(
                        ErrorCode.ARTIFACT_INVALID,
                        codeOf(named(circuit, other.proofSystem).manifest()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesZkeysOfAnotherProofSystemThanTheManifestSays(KeyFiles files) {
        Circuit circuit = uploaded(files);
        for (KeyFiles other : KeyFiles.values()) {
            if (other != files) {
                Circuit mixed = new Circuit(
                        "mixed",
                        circuit.proofSystem(),
                        circuit.verificationKey(),
                        uploaded(other).zkey(),
                        circuit.wasm(),
                        Optional.empty(),
                        circuit.publicInputs());
                assertEquals(ErrorCode.ARTIFACT_INVALID, codeOf(mixed.manifest()));
            }
        }
    }

    @Test
    void refusesArtifactsThatWereNotUploaded() {
        Digest absent = Digest.sha256();
        for (Circuit circuit : new Circuit[] {
            with(absent, GOOD.zkey(), GOOD.wasm(), Optional.empty(), 3),
            with(GOOD.verificationKey(), absent, GOOD.wasm(), Optional.empty(), 3),
            with(GOOD.verificationKey(), GOOD.zkey(), absent, Optional.empty(), 3),
            with(GOOD.verificationKey(), GOOD.zkey(), GOOD.wasm(), Optional.of(absent), 3)
        }) {
            assertEquals(ErrorCode.ARTIFACT_MISSING, codeOf(circuit.manifest()));
        }
    }

    @Test
    void refusesAnotherNumberOfPublicValuesThanTheKeyHas() {
        Circuit two = with(GOOD.verificationKey(), GOOD.zkey(), GOOD.wasm(), Optional.empty(), 2);
        assertEquals(ErrorCode.MANIFEST_INVALID, codeOf(two.manifest()));
    }

    @Test
    void refusesAKeyOnAnotherCurveThanTheManifestSays() throws IOException {
        Digest key = upload(Files.readAllBytes(Path.of(
                System.getProperty("assay.root"),
                "verification/src/test/resources/vectors/groth16-bls12381/verification_key.json")));
        Circuit circuit = with(key, GOOD.zkey(), GOOD.wasm(), Optional.empty(), 1);
        assertEquals(ErrorCode.ARTIFACT_INVALID, codeOf(circuit.manifest()));
    }

    @Test
    void refusesPoisonedArtifacts() {
        String key = new String(ReservesCircuit.file("verification_key.json"), StandardCharsets.UTF_8);
        Digest brokenKey = upload(key.replaceFirst("\"1\"", "\"2\""));
        Digest noKey = upload("{\"protocol\":\"groth16\"}");
        Digest text = upload("just text");
        Digest shortR1cs = upload("r1cs\1\0\0\0\1\0\0\0");
        byte[] zkey = ReservesCircuit.file("reserves.zkey");
        zkey[deltaOf(zkey)] ^= 1;
        Digest otherZkey = upload(zkey);
        byte[] other = ReservesCircuit.file("reserves.r1cs");
        Digest noR1cs = upload(java.util.Arrays.copyOfRange(other, 1, other.length));
        for (Circuit circuit : new Circuit[] {
            with(brokenKey, GOOD.zkey(), GOOD.wasm(), Optional.empty(), 3),
            with(noKey, GOOD.zkey(), GOOD.wasm(), Optional.empty(), 3),
            with(GOOD.verificationKey(), text, GOOD.wasm(), Optional.empty(), 3),
            with(GOOD.verificationKey(), otherZkey, GOOD.wasm(), Optional.empty(), 3),
            with(GOOD.verificationKey(), GOOD.zkey(), text, Optional.empty(), 3),
            with(GOOD.verificationKey(), GOOD.zkey(), GOOD.wasm(), Optional.of(shortR1cs), 3),
            with(GOOD.verificationKey(), GOOD.zkey(), GOOD.wasm(), Optional.of(noR1cs), 3)
        }) {
            assertEquals(ErrorCode.ARTIFACT_INVALID, codeOf(circuit.manifest()));
        }
    }

    /** Where delta2 begins: at the end of section 2, which follows section 1 of four bytes. */
    private static int deltaOf(byte[] zkey) {
        int sizeBytes = java.nio.ByteBuffer.wrap(zkey)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(12 + 12 + 4 + 4);
        return 12 + 12 + 4 + 12 + sizeBytes - 128;
    }
}
