package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.store.TestServer;
import dev.assay.market.transcript.TranscriptConfig;
import dev.assay.proto.v1.GetCheckpointRequest;
import dev.assay.proto.v1.GetCheckpointResponse;
import dev.assay.proto.v1.TranscriptServiceGrpc;
import dev.assay.verification.Verdict;
import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.LogPolicy;
import dev.assay.verification.transparency.NoteSigner;
import dev.assay.verification.transparency.VerifiedCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market publishes what its witnesses have seen, and nothing else. */
class WitnessedTranscriptTest {

    private static final NoteSigner SIGNER = NoteSigner.of("test/log", KeyKind.NOTE, new byte[32]);

    @TempDir
    Path folder;

    private VerifiedCheckpoint cosigned(TestMarket market, FakeWitness witness, long size) throws InterruptedException {
        LogPolicy policy = new LogPolicy("test/log", SIGNER.key(), Set.of(witness.key()), 1, Duration.ofMinutes(1));
        for (int i = 0; i < 200; i++) {
            try {
                GetCheckpointResponse response = TranscriptServiceGrpc.newBlockingStub(market.channel())
                        .getCheckpoint(GetCheckpointRequest.getDefaultInstance());
                Verdict<VerifiedCheckpoint> verdict =
                        policy.verify(response.getCheckpoint().toByteArray(), Instant.now());
                VerifiedCheckpoint checkpoint = ((Verdict.Verified<VerifiedCheckpoint>)
                                assertInstanceOf(Verdict.Verified.class, verdict, verdict::toString))
                        .value();
                if (checkpoint.size() >= size) {
                    return checkpoint;
                }
            } catch (io.grpc.StatusRuntimeException e) {
                assertEquals(ErrorCode.UNAVAILABLE, Failure.of(e).code());
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no cosigned checkpoint of " + size);
    }

    @Test
    void publishesCheckpointsThatAWitnessCosigned() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(new byte[32]));
        try (FakeWitness witness = new FakeWitness()) {
            TranscriptConfig log = new TranscriptConfig(
                    Optional.empty(),
                    "test/log",
                    Optional.of(key),
                    Duration.ofHours(1),
                    Set.of(witness.configured()),
                    1);
            try (TestMarket market = TestMarket.start(TestServer.EMBEDDED.freshSchema(), folder, log);
                    FakeNode ignored = FakeNode.proving(market, 100)) {
                assertEquals(
                        ErrorCode.UNAVAILABLE,
                        Failure.of(assertThrows(
                                        RuntimeException.class,
                                        () -> TranscriptServiceGrpc.newBlockingStub(market.channel())
                                                .getCheckpoint(GetCheckpointRequest.getDefaultInstance())))
                                .code());
                witness.trust(SIGNER.key());
                Requester alice = new Requester(market);
                alice.watch(alice.open(), 1);
                VerifiedCheckpoint first = cosigned(market, witness, 1);
                assertEquals(1, first.cosignatures().size());
                // A market that starts again does not know what the witness saw last, and asks.
                market.restart();
                try (FakeNode again = FakeNode.proving(market, 100)) {
                    Requester bob = new Requester(market);
                    bob.watch(bob.open(), 1);
                }
                assertEquals(1, cosigned(market, witness, 2).cosignatures().size());
                assertTrue(witness.conflicts.get() > 0);
            }
        }
    }

    @Test
    void namesWhatIsWrongInItsConfiguration() {
        for (String witness : Set.of("none", SIGNER.key().text() + "=https://w/add-checkpoint", "w=https://w")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new TranscriptConfig(
                            Optional.empty(), "log", Optional.empty(), Duration.ZERO, Set.of(witness), 0));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new TranscriptConfig(Optional.empty(), "log", Optional.empty(), Duration.ZERO, Set.of(), 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TranscriptConfig(Optional.empty(), "a log", Optional.empty(), Duration.ZERO, Set.of(), 0));
    }
}
