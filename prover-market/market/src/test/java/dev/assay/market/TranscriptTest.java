package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.HostPort;
import dev.assay.edge.Wire;
import dev.assay.market.store.DatabaseAddress;
import dev.assay.market.store.TestServer;
import dev.assay.market.transcript.TranscriptConfig;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.GetBookRequest;
import dev.assay.proto.v1.GetCheckpointRequest;
import dev.assay.proto.v1.GetConsistencyRequest;
import dev.assay.proto.v1.GetInclusionRequest;
import dev.assay.proto.v1.GetInclusionResponse;
import dev.assay.proto.v1.GetRoundRequest;
import dev.assay.proto.v1.Inclusion;
import dev.assay.proto.v1.TranscriptServiceGrpc;
import dev.assay.proto.v1.TranscriptServiceGrpc.TranscriptServiceBlockingStub;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.transcript.AuditReport;
import dev.assay.verification.transcript.AuditedRound;
import dev.assay.verification.transcript.PublishedLog;
import dev.assay.verification.transcript.RoundEntry;
import dev.assay.verification.transcript.TranscriptAudit;
import dev.assay.verification.transcript.TranscriptAudit.Known;
import dev.assay.verification.transparency.ConsistencyProof;
import dev.assay.verification.transparency.InclusionProof;
import dev.assay.verification.transparency.LogPolicy;
import dev.assay.verification.transparency.NoteKey;
import dev.assay.verification.transparency.VerifiedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A market's rounds in its log, read as anybody reads them. */
@ParameterizedClass
@EnumSource(TestServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranscriptTest {

    private static final TranscriptConfig LOG = new TranscriptConfig(
            Optional.of(new HostPort("127.0.0.1", 0)), "test/log", Optional.empty(), Duration.ZERO, Set.of(), 0);

    @Parameter
    @SuppressWarnings("UnusedVariable")
    private TestServer server = TestServer.EMBEDDED;

    private @Nullable TestMarket started;
    private @Nullable DatabaseAddress schema;
    private final List<FakeNode> nodes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path other;

    @BeforeParameterizedClassInvocation
    void start(TestServer server, @TempDir Path folder) throws Exception {
        schema = server.freshSchema();
        started = TestMarket.start(schema, folder, LOG);
    }

    @AfterParameterizedClassInvocation
    void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    @AfterEach
    void part() {
        nodes.forEach(FakeNode::close);
        nodes.clear();
    }

    private TestMarket market() {
        return Objects.requireNonNull(started);
    }

    private TranscriptServiceBlockingStub stub() {
        return TranscriptServiceGrpc.newBlockingStub(market().channel());
    }

    private FakeNode bidding(long priceMicros) {
        FakeNode node = FakeNode.attached(market(), priceMicros, 4);
        nodes.add(node);
        return node;
    }

    private NoteKey key() {
        return value(NoteKey.parse(
                stub().getCheckpoint(GetCheckpointRequest.getDefaultInstance()).getKey()));
    }

    private static <T> T value(Verdict<T> verdict) {
        return ((Verdict.Verified<T>) assertInstanceOf(Verdict.Verified.class, verdict, verdict::toString)).value();
    }

    private VerifiedCheckpoint checkpoint(byte[] note) {
        return value(LogPolicy.withoutWitnesses(key()).verify(note, Instant.now()));
    }

    private Inclusion inclusion(Digest job) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            GetInclusionResponse response = stub().getInclusion(GetInclusionRequest.newBuilder()
                    .setJobId(Wire.bytes(job))
                    .build());
            if (response.hasInclusion()) {
                return response.getInclusion();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the award is not in the log");
    }

    /** A job that one of two nodes proved; which one, the machine's load decides too. */
    private Digest awarded() {
        part();
        nodes.add(FakeNode.proving(market(), 100));
        nodes.add(FakeNode.proving(market(), 200));
        Requester alice = new Requester(market());
        Digest job = alice.open();
        assertEquals(
                Fulfilment.FULFILMENT_FULFILLED, alice.watch(job, 1).getLast().getFulfilment());
        return job;
    }

    private byte[] get(String path) {
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://" + market().transcriptAddress() + "/" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? response.body() : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private AuditReport audit(Known known) {
        PublishedLog log = path -> Optional.of(get(path)).filter(bytes -> bytes.length > 0);
        return TranscriptAudit.run(log, LogPolicy.withoutWitnesses(key()), SigningDomain.dev(), known, Instant.now());
    }

    @Test
    void anAwardIsInTheLogWithAProof() throws Exception {
        Digest job = awarded();
        Inclusion inclusion = inclusion(job);
        VerifiedCheckpoint checkpoint = checkpoint(inclusion.getCheckpoint().toByteArray());
        value(checkpoint.verify(
                inclusion.getEntry().toByteArray(),
                new InclusionProof(
                        inclusion.getIndex(),
                        checkpoint.size(),
                        inclusion.getPathList().stream().map(Wire::digest).toList())));
        RoundEntry entry = value(RoundEntry.parse(inclusion.getEntry().toByteArray()));
        assertEquals(RoundEntry.jobTag(job), entry.job());
    }

    @Test
    void theLogOnlyGrows() throws Exception {
        inclusion(awarded());
        VerifiedCheckpoint before = checkpoint(stub().getCheckpoint(GetCheckpointRequest.getDefaultInstance())
                .getCheckpoint()
                .toByteArray());
        inclusion(awarded());
        var response = stub().getConsistency(GetConsistencyRequest.newBuilder()
                .setOlderSize(before.size())
                .build());
        VerifiedCheckpoint after = checkpoint(response.getCheckpoint().toByteArray());
        assertTrue(after.size() > before.size());
        value(before.verifyGrowth(
                after,
                new ConsistencyProof(
                        before.size(),
                        after.size(),
                        response.getPathList().stream().map(Wire::digest).toList())));
    }

    /** Attack 7: the auctioneer picks a friend or invents a second bid. Whoever reads the log computes both again. */
    @Test
    void anybodyRecomputesWinnerAndPriceFromTheOpenedBids() throws Exception {
        Digest job = awarded();
        inclusion(job);
        List<byte[]> acks = new ArrayList<>();
        nodes.forEach(node -> node.acknowledgements.drainTo(acks));
        assertFalse(acks.isEmpty());
        AuditReport report = audit(new Known(List.of(), acks));
        assertEquals(List.of(), report.findings());
        AuditedRound round = report.rounds().stream()
                .filter(audited ->
                        audited.jobId().equals(job) && audited.record().sale().isPresent())
                .reduce((first, second) -> second)
                .orElseThrow();
        long paidMicros = new Requester(market()).get(job).getResult().getPriceMicros();
        assertEquals(paidMicros, round.record().sale().orElseThrow().priceMicros());
    }

    @Test
    void bidsThatNobodyTookAreWrittenDownToo() throws Exception {
        FakeNode dear = bidding(Requester.MAX_PRICE_MICROS + 1);
        Requester alice = new Requester(market());
        Digest job = alice.open();
        byte[] ack = dear.take(dear.acknowledgements);
        inclusion(job);
        alice.cancel(job);
        AuditReport report = audit(new Known(List.of(), List.of(ack)));
        assertEquals(List.of(), report.findings());
        assertTrue(report.rounds().stream()
                .anyMatch(round ->
                        round.jobId().equals(job) && round.record().sale().isEmpty()));
    }

    /** Nobody is asked, so all that there is of such a round is quotes: they are opened like bids. */
    @Test
    void roundsThatStandingQuotesWonAreRecomputedToo() throws Exception {
        part();
        FakeNode cheap = quoting(100);
        quoting(300);
        Thread.sleep(300);
        Requester alice = new Requester(market());
        Digest job = alice.open();
        assertEquals(
                Fulfilment.FULFILMENT_FULFILLED, alice.watch(job, 1).getLast().getFulfilment());
        inclusion(job);
        AuditReport report = audit(Known.NOTHING);
        assertEquals(List.of(), report.findings());
        AuditedRound round = report.rounds().stream()
                .filter(audited -> audited.jobId().equals(job))
                .findFirst()
                .orElseThrow();
        assertEquals(cheap.address(), round.record().sale().orElseThrow().winner());
        assertEquals(300, round.record().sale().orElseThrow().priceMicros());
    }

    /** A node that says nothing but its quote, and proves what it gets. */
    private FakeNode quoting(long priceMicros) {
        SigningKey key = SigningKey.generate(new SecureRandom());
        FakeNode node = FakeNode.attached(market(), key, priceMicros, 4);
        node.onOffer = offer -> {};
        node.onAward = node::submitSample;
        nodes.add(node);
        node.quote(StandingQuoteTest.signed(key, priceMicros, 0, Duration.ofMinutes(1)));
        return node;
    }

    /** The bid was acknowledged: without a round of it, its node could show that the market dropped it. */
    @Test
    void bidsForAJobThatWasCancelledInTheWindowAreWrittenDownToo() throws Exception {
        FakeNode bidder = bidding(100);
        FakeNode silent = bidding(200);
        silent.onOffer = offer -> {};
        Requester alice = new Requester(market());
        // Far away, so that the window is long.
        Digest job = alice.open(Duration.ofHours(2));
        byte[] ack = bidder.take(bidder.acknowledgements);
        alice.cancel(job);
        inclusion(job);
        AuditReport report = audit(new Known(List.of(), List.of(ack)));
        assertEquals(List.of(), report.findings());
        assertEquals(0, report.undecidedAcks());
        AuditedRound round = report.rounds().stream()
                .filter(audited -> audited.jobId().equals(job))
                .findFirst()
                .orElseThrow();
        assertTrue(round.record().sale().isEmpty());
        assertTrue(round.record().passedOver().containsValue("JOB_GONE"));
    }

    @Test
    void grpcAndHttpServeTheSame() throws Exception {
        Inclusion inclusion = inclusion(awarded());
        byte[] record = stub().getRound(GetRoundRequest.newBuilder()
                        .setIndex(inclusion.getIndex())
                        .build())
                .getRecord()
                .toByteArray();
        assertArrayEquals(record, get("record/" + inclusion.getIndex()));
        assertEquals(0, get("record/999999").length);
        assertFalse(
                stub().getRound(GetRoundRequest.newBuilder().setIndex(999_999).build())
                        .hasRecord());
        assertFalse(stub().getBook(GetBookRequest.newBuilder()
                        .setDigest(Wire.bytes(Digest.sha256()))
                        .build())
                .hasBook());
        assertEquals(0, get("../../etc/passwd").length);
        assertEquals(0, get("tile/0/999").length);
        assertEquals(key().text(), new String(get("key"), java.nio.charset.StandardCharsets.UTF_8).strip());
    }

    /** Two processes on one database make one log, signed by one key. */
    @Test
    void aSecondReplicaAppendsToTheSameLog() throws Exception {
        Digest first = awarded();
        inclusion(first);
        part();
        // Without the key's file: it appends, and the process that has the key signs.
        try (TestMarket second = TestMarket.start(Objects.requireNonNull(schema), other, LOG)) {
            nodes.add(FakeNode.proving(second, 50));
            Requester bob = new Requester(second);
            Digest job = bob.open();
            bob.watch(job, 1);
            Inclusion inclusion = inclusion(job);
            checkpoint(inclusion.getCheckpoint().toByteArray());
            assertEquals(List.of(), audit(Known.NOTHING).findings());
        }
    }
}
