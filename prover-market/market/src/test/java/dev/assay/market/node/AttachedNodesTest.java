package dev.assay.market.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.auction.Bidder;
import dev.assay.market.circuit.Circuits;
import dev.assay.market.circuit.Verifiers;
import dev.assay.market.job.Execution;
import dev.assay.market.job.Job;
import dev.assay.market.job.Status;
import dev.assay.market.lease.NodeTerms;
import dev.assay.market.store.Database;
import dev.assay.market.store.TestServer;
import dev.assay.sandbox.plugin.PluginEngine;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachedNodesTest {

    private static final Quotes ANY = new Quotes(Map.of(), Optional.of(Quotes.Entry.hint(1)));

    private final AttachedNodes nodes = new AttachedNodes(2);
    private @Nullable Database database;
    private @Nullable Circuits circuits;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        Database opened = Database.open(TestServer.EMBEDDED.freshSchema());
        database = opened;
        ArtifactFolder artifacts = new ArtifactFolder(folder);
        circuits = new Circuits(opened, artifacts, new Verifiers(new PluginEngine(), artifacts));
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(database).close();
    }

    private NodeSession attach(int number, FakeStream stream) {
        byte[] address = new byte[Address.SIZE_BYTES];
        address[0] = (byte) number;
        NodeSession session = new NodeSession(
                Address.of(address),
                new NodeTerms(1, "fake", "test"),
                stream,
                Objects.requireNonNull(database),
                Objects.requireNonNull(circuits),
                Duration.ofSeconds(1));
        nodes.add(session);
        return session;
    }

    @Test
    void tableFullOfNodesThatServeNothingKeepsNobodyOut() {
        FakeStream oldest = new FakeStream();
        FakeStream newer = new FakeStream();
        attach(1, oldest);
        attach(2, newer);
        attach(3, new FakeStream());
        assertNotNull(oldest.ended);
        assertNull(newer.ended);
        assertEquals(2, nodes.count());
    }

    @Test
    void nodesThatServeAreNotPushedOut() {
        attach(1, new FakeStream()).quote(ANY);
        attach(2, new FakeStream()).quote(ANY);
        assertEquals(
                ErrorCode.OVERLOADED,
                assertThrows(Failure.class, () -> attach(3, new FakeStream())).code());
    }

    @Test
    void nodeIsNotWaitedForAfterThreeOffersInSilence() {
        NodeSession session = attach(1, new FakeStream());
        session.quote(ANY);
        for (int i = 0; i < 3; i++) {
            assertTrue(session.isAwaited());
            session.offer(job(), Instant.EPOCH, Digest.sha256());
        }
        assertFalse(session.isAwaited());
        assertEquals(
                1, nodes.serving(Digest.sha256()).stream().map(Bidder::address).count(), "it may bid");
        session.answered();
        assertTrue(session.isAwaited());
    }

    private static Job job() {
        return new Job(
                Digest.sha256(),
                Address.of(new byte[Address.SIZE_BYTES]),
                Digest.sha256(),
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                0,
                Status.assigned(Execution.PENDING),
                1,
                0,
                0,
                0);
    }
}
