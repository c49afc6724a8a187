package dev.assay.verification.transparency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPolicyTest {

    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static final LogPolicy GO = new LogPolicy(RealLogs.GO_ORIGIN, RealLogs.GO_KEY, Set.of(), 0, Duration.ZERO);
    private static final LogPolicy ARCHE = new LogPolicy(
            RealLogs.ARCHE_KEY.name(),
            RealLogs.ARCHE_KEY,
            Set.of(RealLogs.REMORA, RealLogs.LITTLE_GARDEN, RealLogs.STAGEMOLE, RealLogs.SMARTIT),
            4,
            Duration.ofMinutes(1));

    private final NoteSigner log = NoteSigner.generate("example.com/log", KeyKind.NOTE, new SecureRandom());
    private final NoteSigner witness =
            NoteSigner.generate("example.com/witness", KeyKind.COSIGNATURE, new SecureRandom());

    static <T> T verified(Verdict<T> verdict) {
        return ((Verdict.Verified<T>) assertInstanceOf(Verdict.Verified.class, verdict)).value();
    }

    static Reason reason(Verdict<?> verdict) {
        return assertInstanceOf(Verdict.Rejected.class, verdict).reason();
    }

    @Test
    void verifiesCheckpointsOfGosChecksumDatabase() {
        VerifiedCheckpoint older = verified(GO.verify(RealLogs.GO_2021, NOW));
        VerifiedCheckpoint newer = verified(GO.verify(RealLogs.GO_2026, NOW));
        assertEquals(6_476_701, older.size());
        assertEquals(65_209_736, newer.size());
        assertEquals(
                Reason.LOG_CONSISTENCY_INVALID,
                reason(older.verifyGrowth(newer, new ConsistencyProof(older.size(), newer.size(), List.of()))));
        assertEquals(
                Reason.LOG_ROLLED_BACK,
                reason(newer.verifyGrowth(older, new ConsistencyProof(newer.size(), older.size(), List.of()))));
    }

    @Test
    void verifiesCosignaturesOfWitnessesThatRun() {
        VerifiedCheckpoint checkpoint = verified(ARCHE.verify(RealLogs.ARCHE, NOW));
        assertEquals(4, checkpoint.cosignatures().size());
        assertEquals(
                Instant.ofEpochSecond(0x6a122120),
                checkpoint.cosignatures().getFirst().at());
        assertArrayEquals(RealLogs.ARCHE, checkpoint.signedNote());
    }

    @Test
    void rejectsCosignaturesFromTheFuture() {
        assertEquals(
                Reason.LOG_COSIGNATURE_IN_FUTURE,
                reason(ARCHE.verify(RealLogs.ARCHE, Instant.ofEpochSecond(0x6a122120 - 61))));
        verified(ARCHE.verify(RealLogs.ARCHE, Instant.ofEpochSecond(0x6a122120 - 60)));
    }

    @Test
    void rejectsCheckpointsThatWereChanged() {
        byte[] changed = new String(RealLogs.GO_2026, StandardCharsets.UTF_8)
                .replace("65209736", "65209737")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(Reason.LOG_SIGNATURE_INVALID, reason(GO.verify(changed, NOW)));
    }

    @Test
    void rejectsCheckpointsOfAnotherLogOrKey() {
        LogPolicy other = new LogPolicy("another", RealLogs.GO_KEY, Set.of(), 0, Duration.ZERO);
        assertEquals(Reason.LOG_ORIGIN_MISMATCH, reason(other.verify(RealLogs.GO_2026, NOW)));
        LogPolicy mine = new LogPolicy(RealLogs.GO_ORIGIN, log.key(), Set.of(), 0, Duration.ZERO);
        assertEquals(Reason.LOG_SIGNATURE_MISSING, reason(mine.verify(RealLogs.GO_2026, NOW)));
    }

    private LogPolicy witnessed() {
        return new LogPolicy(log.key().name(), log.key(), Set.of(witness.key()), 1, Duration.ofMinutes(1));
    }

    @Test
    void rejectsCheckpointsThatTooFewWitnessesSaw() {
        Checkpoint checkpoint = new Checkpoint(log.key().name(), 1, TreeHash.leaf(new byte[1]));
        byte[] alone = log.sign(checkpoint);
        assertEquals(Reason.LOG_WITNESSES_MISSING, reason(witnessed().verify(alone, NOW)));
        byte[] both = verified(WitnessRequest.withCosignatures(alone, witness.cosign(checkpoint, NOW), witness.key()));
        assertEquals(1, verified(witnessed().verify(both, NOW)).cosignatures().size());
        byte[] twice = verified(WitnessRequest.withCosignatures(both, witness.cosign(checkpoint, NOW), witness.key()));
        assertArrayEquals(both, twice);
    }

    /** Names are free: a witness that invents a hundred must not keep the next one's line out. */
    @Test
    void keepsOnlyTheLineOfTheWitnessThatWasAsked() {
        Checkpoint checkpoint = new Checkpoint(log.key().name(), 1, TreeHash.leaf(new byte[1]));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 99; i++) {
            lines.append(new NoteSignature("invented/" + i, i, new byte[72]).line());
        }
        byte[] alone = log.sign(checkpoint);
        byte[] hostile = lines.toString().getBytes(StandardCharsets.UTF_8);
        NoteKey other = NoteSigner.generate("example.com/hostile", KeyKind.COSIGNATURE, new SecureRandom())
                .key();
        byte[] after = verified(WitnessRequest.withCosignatures(alone, hostile, other));
        assertArrayEquals(alone, after);
        byte[] both = verified(WitnessRequest.withCosignatures(after, witness.cosign(checkpoint, NOW), witness.key()));
        assertEquals(1, verified(witnessed().verify(both, NOW)).cosignatures().size());
    }

    @Test
    void rejectsCosignaturesOfAnotherCheckpoint() {
        Checkpoint checkpoint = new Checkpoint(log.key().name(), 1, TreeHash.leaf(new byte[1]));
        Checkpoint other = new Checkpoint(log.key().name(), 1, TreeHash.leaf(new byte[2]));
        byte[] both = verified(
                WitnessRequest.withCosignatures(log.sign(checkpoint), witness.cosign(other, NOW), witness.key()));
        assertEquals(Reason.LOG_COSIGNATURE_INVALID, reason(witnessed().verify(both, NOW)));
    }

    private VerifiedCheckpoint signed(int leaves, int variant) {
        Digest root = tree(leaves, variant).root();
        byte[] note = log.sign(new Checkpoint(log.key().name(), leaves, root));
        return verified(LogPolicy.withoutWitnesses(log.key()).verify(note, NOW));
    }

    private static MerkleTree tree(int leaves, int variant) {
        return MerkleTree.of(java.util.stream.IntStream.range(0, leaves)
                .mapToObj(i -> TreeHash.leaf(new byte[] {(byte) i, (byte) variant}))
                .toList());
    }

    @Test
    void acceptsALogThatGrew() {
        verified(signed(5, 0).verifyGrowth(signed(9, 0), tree(9, 0).consistency(5)));
        verified(signed(9, 0).verifyGrowth(signed(9, 0), tree(9, 0).consistency(9)));
    }

    @Test
    void rejectsALogThatRewroteItsHistory() {
        assertEquals(
                Reason.LOG_CONSISTENCY_INVALID,
                reason(signed(5, 0).verifyGrowth(signed(9, 1), tree(9, 1).consistency(5))));
        assertEquals(
                Reason.LOG_CONSISTENCY_INVALID,
                reason(signed(5, 0).verifyGrowth(signed(9, 0), tree(9, 0).consistency(4))));
    }

    @Test
    void rejectsTwoRootsOfOneSize() {
        assertEquals(
                Reason.LOG_EQUIVOCATION,
                reason(signed(9, 0).verifyGrowth(signed(9, 1), tree(9, 1).consistency(9))));
    }

    @Test
    void provesEntriesOfItsOwnSizeOnly() {
        VerifiedCheckpoint nine = signed(9, 0);
        VerifiedEntry entry = verified(nine.verify(new byte[] {4, 0}, tree(9, 0).inclusion(4)));
        assertEquals(4, entry.index());
        assertEquals(
                Reason.LOG_INCLUSION_INVALID,
                reason(nine.verify(new byte[] {4, 1}, tree(9, 0).inclusion(4))));
        assertEquals(
                Reason.LOG_INCLUSION_INVALID,
                reason(nine.verify(new byte[] {4, 0}, tree(8, 0).inclusion(4))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA=",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n- a AAAAAAA=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAA==\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a+b AAAAAAA=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAB=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA\n",
                "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA=\n",
                "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA=\n",
                "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n\n— a AAAAAAA=\n",
                "a\n1\n\n— a AAAAAAA=\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA=\n",
                "a\t\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nx\n\n— a AAAAAAA=\n",
            })
    void rejectsWhatIsNoSignedCheckpoint(String text) {
        assertEquals(Reason.MALFORMED, reason(GO.verify(text.getBytes(StandardCharsets.UTF_8), NOW)));
    }

    @Test
    void rejectsNotesThatAreNotUtf8OrTooLarge() {
        byte[] note = RealLogs.GO_2026.clone();
        note[3] = (byte) 0xFF;
        assertEquals(Reason.MALFORMED, reason(GO.verify(note, NOW)));
        assertEquals(Reason.TOO_LARGE, reason(GO.verify(new byte[Note.MAX_SIZE_BYTES + 1], NOW)));
        String many = new String(RealLogs.GO_2026, StandardCharsets.UTF_8) + "— a AAAAAAA=\n".repeat(100);
        assertEquals(Reason.TOO_LARGE, reason(GO.verify(many.getBytes(StandardCharsets.UTF_8), NOW)));
    }

    @Test
    void extensionLinesAreSignedAndKept() {
        Checkpoint checkpoint = new Checkpoint(log.key().name(), 0, TreeHash.EMPTY, List.of("more", "and more"));
        verified(LogPolicy.withoutWitnesses(log.key()).verify(log.sign(checkpoint), NOW));
        assertEquals(checkpoint, Checkpoint.read(checkpoint.text()));
    }
}
