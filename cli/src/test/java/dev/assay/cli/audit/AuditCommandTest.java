package dev.assay.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.Digest;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.transcript.BidAck;
import dev.assay.verification.transcript.RoundEntry;
import dev.assay.verification.transparency.Checkpoint;
import dev.assay.verification.transparency.EntryBundle;
import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.NoteSigner;
import dev.assay.verification.transparency.Tile;
import dev.assay.verification.transparency.TileGrowth;
import dev.assay.verification.transparency.TreeHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rounds themselves may be is tested where they are audited; here they are secret yet. */
class AuditCommandTest {

    private static final NoteSigner SIGNER = NoteSigner.of("test/log", KeyKind.NOTE, new byte[32]);

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = folder.resolve("log");
        write("a", "b", "c");
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String... jobs) throws IOException {
        List<byte[]> entries = Stream.of(jobs)
                .map(job -> new RoundEntry(RoundEntry.jobTag(digest(job)), digest("record " + job)).bytes())
                .toList();
        TileGrowth tree =
                TileGrowth.append(0, entries.stream().map(TreeHash::leaf).toList(), tile -> List.of());
        for (Tile tile : tree.tiles().keySet()) {
            ByteArrayOutputStream hashes = new ByteArrayOutputStream();
            tree.tiles().getOrDefault(tile, List.of()).forEach(hash -> hashes.writeBytes(hash.bytes()));
            file(tile.path(), hashes.toByteArray());
        }
        file(Tile.in(entries.size(), Tile.ENTRIES, 0).path(), new EntryBundle(entries).bytes());
        file("checkpoint", SIGNER.sign(new Checkpoint(SIGNER.key().name(), entries.size(), tree.root())));
        file("key", (SIGNER.key().text() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void file(String path, byte[] bytes) throws IOException {
        Path file = log.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private Ran audit(String... more) {
        String[] fixed = {
            "audit", log.toString(), "--state", folder.resolve("state").toString(), "--json"
        };
        return Ran.command(
                Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray(String[]::new));
    }

    private void assertFound(String reason, Ran ran) {
        assertEquals(1, ran.status(), ran.err());
        assertEquals(new JsonString(reason), ran.json().get("reason"));
    }

    @Test
    void anHonestLogIsVerifiedAndItsKeyBelievedFromThenOn() throws IOException {
        Ran first = audit();
        assertEquals(0, first.status(), first.err());
        assertEquals(new JsonString("verified"), first.json().get("verdict"));
        assertEquals(new JsonNumber("3"), first.json().get("secret"));
        assertTrue(first.err().contains("believed from now on"), first.err());
        write("a", "b", "c", "d");
        Ran second = audit();
        assertEquals(0, second.status(), second.err());
        assertEquals("", second.err());
    }

    @Test
    void findsAHistoryThatWasRewrittenSinceTheLastAudit() throws IOException {
        audit();
        write("x", "b", "c", "d");
        assertFound("LOG_CONSISTENCY_INVALID", audit());
        assertFound("LOG_CONSISTENCY_INVALID", audit());
    }

    @Test
    void findsWhatSomebodyElseWasShown() throws IOException {
        Path other = Files.copy(log.resolve("checkpoint"), folder.resolve("other"));
        write("a", "b", "x");
        assertFound("LOG_EQUIVOCATION", audit("--seen", other.toString()));
    }

    @Test
    void findsALogOfAnotherKey() {
        byte[] seed = new byte[32];
        seed[0] = 1;
        String key = NoteSigner.of("test/log", KeyKind.NOTE, seed).key().text();
        assertFound("LOG_SIGNATURE_MISSING", audit("--market-key", key));
    }

    @Test
    void findsABidThatIsInNoRound() throws IOException {
        byte[] note = new BidAck(digest("z"), digest("bid"), digest("seed"), Instant.EPOCH).sign(SIGNER);
        Path ack = Files.write(folder.resolve("ack.txt"), note);
        assertFound("ROUND_BID_DROPPED", audit("--ack", ack.toString()));
    }

    @Test
    void saysThatABidMayYetBeThere() throws IOException {
        byte[] note = new BidAck(digest("a"), digest("bid"), digest("seed"), Instant.EPOCH).sign(SIGNER);
        Ran ran = audit("--ack", Files.write(folder.resolve("ack.txt"), note).toString());
        assertEquals(0, ran.status(), ran.err());
        assertEquals(new JsonNumber("1"), ran.json().get("acksUndecided"));
    }

    /** The first audit saw the rounds, so an hour later they should be public. */
    @Test
    void findsRoundsThatStaySecret() {
        Instant first = Instant.parse("2026-06-01T12:00:00Z");
        assertEquals(0, audit("--at", first.toString()).status());
        assertEquals(0, audit("--at", first.plusSeconds(1000).toString()).status());
        String later = first.plusSeconds(3600).toString();
        assertEquals(0, audit("--at", later, "--publish-after", "1h").status());
        assertFound("ROUND_WITHHELD", audit("--at", later));
    }

    @Test
    void findsTooFewWitnesses() {
        String witness = NoteSigner.of("witness", KeyKind.COSIGNATURE, new byte[32])
                .key()
                .text();
        assertFound("LOG_WITNESSES_MISSING", audit("--witness", witness));
        assertEquals(0, audit("--witness", witness, "--quorum", "0").status());
    }

    @Test
    void saysWhatIsWrongWithItsUse() {
        assertEquals(2, Ran.command("audit", "no-such-folder").status());
        assertEquals(2, audit("--market-key", "none").status());
        assertEquals(
                3,
                Ran.command("audit", "http://127.0.0.1:1/", "--state", folder.toString())
                        .status());
    }
}
