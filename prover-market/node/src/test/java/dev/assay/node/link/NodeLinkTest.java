package dev.assay.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.AttachNodeResponse;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeBid;
import dev.assay.proto.v1.NodeHello;
import dev.assay.proto.v1.NodeLeaseLost;
import dev.assay.proto.v1.NodeOffer;
import dev.assay.proto.v1.NodeSettled;
import dev.assay.proto.v1.NodeSubmission;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Attach;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeLinkTest {

    private static final Path RESERVES = Path.of(System.getProperty("assay.root"), "samples", "circuits", "reserves");
    private static final Path UNIVERSAL =
            Path.of(System.getProperty("assay.root"), "prover-market/node/src/test/resources/universal");
    private static final Digest JOB = Digest.sha256(new byte[] {1});

    @TempDir
    Path folder;

    private ArtifactFolder artifacts;
    private FakeMarket market;
    private Node node;
    private Circuit circuit;

    @BeforeEach
    void start() throws IOException {
        artifacts = new ArtifactFolder(folder.resolve("market"));
        circuit = new Circuit(
                "reserves",
                Circuit.GROTH16_BN254,
                put("verification_key.json"),
                put("reserves.zkey"),
                put("reserves.wasm"),
                Optional.of(put("reserves.r1cs")),
                3);
        market = new FakeMarket(artifacts, 0);
        node = Node.start(config(1));
    }

    private Digest put(String file) throws IOException {
        return artifacts.put(Files.readAllBytes(RESERVES.resolve(file)));
    }

    private NodeConfig config(int capacity) {
        return config(capacity, Set.of());
    }

    private NodeConfig config(int capacity, Set<Digest> circuits) {
        NodeConfig d = NodeConfig.defaults();
        return new NodeConfig(
                market.address(),
                folder.resolve("node"),
                capacity,
                1234,
                circuits,
                d.maxArtifactBytes(),
                d.chainId(),
                d.deployment(),
                "java",
                d.engines(),
                d.engineTime());
    }

    @AfterEach
    void stop() throws InterruptedException {
        node.close();
        market.close();
    }

    @Test
    void answersTheChallengeWithItsOwnSignature() throws Exception {
        market.challenge();
        NodeHello hello = market.await(AttachNodeRequest::hasHello).getHello();

        Attach attach = new Attach(FakeMarket.NONCE, node.address());
        assertEquals(node.address(), Wire.address(hello.getNode()));
        assertInstanceOf(
                Verdict.Verified.class,
                Signed.verify(attach, hello.getSignature().toByteArray(), node.address(), SigningDomain.dev()));
        assertTrue(market.await(AttachNodeRequest::hasQuotes).getQuotes().hasAnyCircuit());
    }

    @Test
    void bidsProvesAndSubmitsAProofThatVerifies() throws Exception {
        attach();
        offer();
        NodeBid bid = market.await(AttachNodeRequest::hasBid).getBid();
        Bid statement = new Bid(JOB, 1234, bid.getExpectedMillis(), Wire.digest(bid.getSalt()));
        assertInstanceOf(
                Verdict.Verified.class,
                Signed.verify(statement, bid.getSignature().toByteArray(), node.address(), SigningDomain.dev()));

        award(1, Files.readAllBytes(RESERVES.resolve("input.json")));
        NodeSubmission submission =
                market.await(AttachNodeRequest::hasSubmission).getSubmission();

        assertEquals(1, submission.getFencingToken());
        assertInstanceOf(
                Verdict.Verified.class,
                key(RESERVES.resolve("verification_key.json"))
                        .verify(
                                submission.getProof().toByteArray(),
                                submission.getPublicInputs().toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plonk", "fflonk"})
    void provesCircuitsOfOtherProofSystems(String system) throws Exception {
        circuit = universal(system, system + "-bn254");
        attach();
        award(1, Files.readAllBytes(UNIVERSAL.resolve("input.json")));
        NodeSubmission submission =
                market.await(AttachNodeRequest::hasSubmission).getSubmission();

        ProofKey key = key(UNIVERSAL.resolve(system + ".json"));
        assertInstanceOf(
                Verdict.Verified.class,
                key.verify(
                        submission.getProof().toByteArray(),
                        submission.getPublicInputs().toByteArray()));
    }

    /** The proof would be of the zkey's system, and never paid for. */
    @ParameterizedTest
    @CsvSource({"plonk, groth16-bn254", "plonk, groth16-bls12-381", "plonk, fflonk-bn254", "fflonk, plonk-bn254"})
    void givesBackAJobWhoseZkeyIsOfAnotherProofSystem(String system, String named) throws Exception {
        circuit = universal(system, named);
        attach();
        award(1, Files.readAllBytes(UNIVERSAL.resolve("input.json")));

        assertEquals("ARTIFACT_INVALID", surrenderCode());
    }

    @Test
    void givesBackAJobWhoseZkeyIsOverAnotherCurve() throws Exception {
        circuit = new Circuit(
                "reserves",
                Circuit.GROTH16_BLS12_381,
                circuit.verificationKey(),
                circuit.zkey(),
                circuit.wasm(),
                circuit.r1cs(),
                3);
        attach();
        award(1, Files.readAllBytes(RESERVES.resolve("input.json")));

        assertEquals("ARTIFACT_INVALID", surrenderCode());
    }

    @Test
    void givesBackAJobOfAProofSystemThatItDoesNotProve() throws Exception {
        circuit = universal("plonk", "plonk-bls12-381");
        attach();
        award(1, Files.readAllBytes(UNIVERSAL.resolve("input.json")));

        assertEquals("NOT_SUPPORTED", surrenderCode());
    }

    private Circuit universal(String system, String named) throws IOException {
        return new Circuit(
                "polynomial",
                named,
                artifacts.put(Files.readAllBytes(UNIVERSAL.resolve(system + ".json"))),
                artifacts.put(Files.readAllBytes(UNIVERSAL.resolve(system + ".zkey"))),
                artifacts.put(Files.readAllBytes(UNIVERSAL.resolve("polynomial.wasm"))),
                Optional.empty(),
                3);
    }

    private String surrenderCode() throws InterruptedException {
        return market.await(m -> m.hasSurrender() || m.hasSubmission())
                .getSurrender()
                .getCode();
    }

    @Test
    void givesBackAJobWhoseInputTheCircuitRefuses() throws Exception {
        attach();
        award(1, "{\"nonsense\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertEquals(
                "INPUT_REJECTED",
                market.await(AttachNodeRequest::hasSurrender).getSurrender().getCode());
    }

    @Test
    void givesBackAJobWhoseArtifactsAreMissing() throws Exception {
        attach();
        circuit = new Circuit("x", Circuit.GROTH16_BN254, JOB, JOB, JOB, Optional.empty(), 3);
        award(1, new byte[] {'{', '}'});

        assertEquals(
                "ARTIFACT_MISSING",
                market.await(AttachNodeRequest::hasSurrender).getSurrender().getCode());
    }

    @Test
    void givesBackAJobOfACircuitThatItDoesNotServe() throws Exception {
        node.close();
        market.close();
        market = new FakeMarket(artifacts, 0);
        node = Node.start(config(1, Set.of(JOB)));
        attach();
        award(1, Files.readAllBytes(RESERVES.resolve("input.json")));

        assertEquals("NOT_SUPPORTED", surrenderCode());
    }

    @Test
    void keepsASecondNodeOutOfItsFolder() {
        assertThrows(IOException.class, () -> Node.start(config(1)));
    }

    @Test
    void passesWhileItIsFull() throws Exception {
        attach();
        award(1, Files.readAllBytes(RESERVES.resolve("input.json")));
        offer();

        assertEquals("BUSY", market.await(AttachNodeRequest::hasPass).getPass().getCode());
        market.await(AttachNodeRequest::hasSubmission);
    }

    @Test
    void heartbeatsNameTheLeasesItHolds() throws Exception {
        attach();
        award(42, Files.readAllBytes(RESERVES.resolve("input.json")));

        market.await(
                m -> m.hasHeartbeat() && m.getHeartbeat().getFencingTokensList().contains(42L));
        market.send(AttachNodeResponse.newBuilder()
                .setLeaseLost(NodeLeaseLost.newBuilder()
                        .setJobId(Wire.bytes(JOB))
                        .setFencingToken(42)
                        .setCode("LEASE_LOST"))
                .build());
        market.await(
                m -> m.hasHeartbeat() && m.getHeartbeat().getFencingTokensList().isEmpty());
    }

    @Test
    void attachesAgainWhenTheStreamBreaks() throws Exception {
        attach();
        market.breakStream();
        attach();
        offer();
        market.await(AttachNodeRequest::hasBid);
    }

    /** The market keeps the lease for a while, so the node keeps the work. */
    @Test
    void finishesItsWorkOverABrokenStream() throws Exception {
        attach();
        award(42, Files.readAllBytes(RESERVES.resolve("input.json")));
        market.await(AttachNodeRequest::hasProgress);
        market.breakStream();
        attach();
        market.await(
                m -> m.hasHeartbeat() && m.getHeartbeat().getFencingTokensList().contains(42L));
        assertEquals(
                42,
                market.await(AttachNodeRequest::hasSubmission).getSubmission().getFencingToken());
    }

    @Test
    void toldToStopItFinishesWhatItHasAndTakesNothingNew() throws Exception {
        attach();
        award(7, Files.readAllBytes(RESERVES.resolve("input.json")));
        market.await(AttachNodeRequest::hasProgress);
        Thread leaving = Thread.ofVirtual().start(node::leave);
        market.await(AttachNodeRequest::hasDrain);
        offer();
        assertEquals(
                "LEAVING", market.await(AttachNodeRequest::hasPass).getPass().getCode());
        market.await(AttachNodeRequest::hasSubmission);
        market.send(AttachNodeResponse.newBuilder()
                .setSettled(NodeSettled.newBuilder().setJobId(Wire.bytes(JOB)).setFencingToken(7))
                .build());
        assertTrue(leaving.join(Duration.ofSeconds(10)));
    }

    @Test
    void attachesAgainWhenTheMarketWasGone() throws Exception {
        attach();
        int port = market.address().port();
        market.close();
        market = new FakeMarket(artifacts, port);
        attach();
    }

    @Test
    void keepsItsKeyOverARestart() throws Exception {
        var before = node.address();
        node.close();
        node = Node.start(config(1));
        assertEquals(before, node.address());
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("node/node.key"))));
    }

    @Test
    void givesItsLeasesBackWhenItStops() throws Exception {
        attach();
        award(7, Files.readAllBytes(RESERVES.resolve("input.json")));
        market.await(AttachNodeRequest::hasProgress);
        node.close();

        assertEquals(
                7, market.await(AttachNodeRequest::hasSurrender).getSurrender().getFencingToken());
    }

    private void attach() throws InterruptedException {
        market.challenge();
        market.await(AttachNodeRequest::hasHello);
        market.await(AttachNodeRequest::hasQuotes);
        market.welcome();
    }

    private void offer() {
        market.send(AttachNodeResponse.newBuilder()
                .setOffer(NodeOffer.newBuilder().setJobId(Wire.bytes(JOB)).setCircuitId(Wire.bytes(circuit.id())))
                .build());
    }

    private void award(long token, byte[] input) {
        market.send(AttachNodeResponse.newBuilder()
                .setAward(NodeAward.newBuilder()
                        .setJobId(Wire.bytes(JOB))
                        .setFencingToken(token)
                        .setManifest(ByteString.copyFrom(circuit.manifest()))
                        .setInput(ByteString.copyFrom(input)))
                .build());
    }

    private static ProofKey key(Path json) throws IOException {
        return ProofKey.load(Files.readAllBytes(json)) instanceof Verdict.Verified<ProofKey>(ProofKey key)
                ? key
                : org.junit.jupiter.api.Assertions.fail(json + " was refused");
    }
}
