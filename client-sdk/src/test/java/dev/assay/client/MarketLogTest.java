package dev.assay.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.edge.ErrorCode;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.LogPolicy;
import dev.assay.verification.transparency.NoteSigner;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketLogTest {

    private static final Digest JOB = FakeLog.job("mine");

    @TempDir
    Path folder;

    private final FakeLog log = new FakeLog();
    private Server server;
    private ManagedChannel channel;
    private AssayClient client;

    @BeforeEach
    void start() throws IOException {
        String name = UUID.randomUUID().toString();
        server = InProcessServerBuilder.forName(name).addService(log).build().start();
        channel = InProcessChannelBuilder.forName(name).build();
        Trust trust = Trust.production(AttestedResultTest.policy());
        client = AssayClient.over(channel, SigningKey.generate(new SecureRandom()), trust, Instant::now);
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    /** As if the application had been started again. */
    private MarketLog visitor() {
        LogPolicy policy = LogPolicy.withoutWitnesses(FakeLog.SIGNER.key());
        return client.marketLog(new LogTrust(policy, folder.resolve("seen").resolve("checkpoint")));
    }

    private Reason rejection() {
        return assertThrows(VerificationException.class, () -> visitor().visit())
                .reason();
    }

    @Test
    void aLogThatGrowsIsFollowed() throws Exception {
        assertEquals(0, visitor().visit().size());
        for (int i = 1; i < 9; i++) {
            log.award(FakeLog.job("job " + i));
            assertEquals(i, visitor().visit().size());
            assertEquals(i, visitor().visit().size());
        }
    }

    @Test
    void findsAHistoryThatWasRewrittenBetweenVisits() throws Exception {
        log.award(JOB);
        log.award(FakeLog.job("another"));
        visitor().visit();
        log.entries.set(0, log.entries.get(1));
        log.award(FakeLog.job("a third"));
        assertEquals(Reason.LOG_CONSISTENCY_INVALID, rejection());
        assertEquals(Reason.LOG_CONSISTENCY_INVALID, rejection(), "it is not forgotten");
    }

    @Test
    void findsTwoFacesOfOneSize() throws Exception {
        log.award(JOB);
        visitor().visit();
        log.entries.clear();
        log.award(FakeLog.job("another"));
        assertEquals(Reason.LOG_EQUIVOCATION, rejection());
    }

    @Test
    void findsALogThatWasRolledBack() throws Exception {
        log.award(JOB);
        log.award(FakeLog.job("another"));
        visitor().visit();
        log.entries.removeLast();
        assertEquals(Reason.LOG_ROLLED_BACK, rejection());
    }

    @Test
    void findsACheckpointOfAnotherKey() {
        byte[] seed = new byte[NoteSigner.SEED_SIZE_BYTES];
        seed[0] = 1;
        LogPolicy policy = LogPolicy.withoutWitnesses(
                NoteSigner.of("fake/log", KeyKind.NOTE, seed).key());
        MarketLog other = client.marketLog(new LogTrust(policy, folder.resolve("other")));
        assertEquals(
                Reason.LOG_SIGNATURE_MISSING,
                assertThrows(VerificationException.class, other::visit).reason());
    }

    @Test
    void anAwardIsFoundInTheLog() throws Exception {
        log.award(FakeLog.job("another"));
        visitor().visit();
        log.award(JOB);
        log.award(FakeLog.job("a third"));
        assertEquals(1, visitor().awarded(JOB, Duration.ofSeconds(5)).index());
        assertEquals(3, visitor().visit().size());
    }

    @Test
    void anAwardThatIsNotInTheLogIsMissed() {
        log.award(FakeLog.job("another"));
        JobFailedException missed =
                assertThrows(JobFailedException.class, () -> visitor().awarded(JOB, Duration.ofMillis(200)));
        assertEquals(ErrorCode.UNAVAILABLE, missed.code());
    }

    @Test
    void anAwardInAnotherLogThanTheOneThatWasSeenIsNone() throws Exception {
        log.award(FakeLog.job("another"));
        log.award(FakeLog.job("a third"));
        visitor().visit();
        log.entries.clear();
        log.award(JOB);
        log.award(FakeLog.job("another"));
        log.award(FakeLog.job("a third"));
        VerificationException found =
                assertThrows(VerificationException.class, () -> visitor().awarded(JOB, Duration.ofSeconds(5)));
        assertEquals(Reason.LOG_CONSISTENCY_INVALID, found.reason());
    }
}
