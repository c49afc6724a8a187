package dev.assay.verification.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.verification.Bounds;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** 20,000 seeded mutations of what a log serves, for each parser: always a verdict, and never one for another checkpoint. */
class TransparencyMutationTest {

    private static final int MUTATIONS = 20_000;

    private static final LogPolicy ARCHE = new LogPolicy(
            RealLogs.ARCHE_KEY.name(),
            RealLogs.ARCHE_KEY,
            Set.of(RealLogs.REMORA, RealLogs.STAGEMOLE),
            1,
            Duration.ZERO);

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void mutate(byte[] sample, long seed, Function<byte[], Verdict<?>> parser) {
        Random random = new Random(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = mutant(sample, random);
            Verdict<?> verdict = Bounds.each(() -> parser.apply(mutant));
            assertFalse(verdict instanceof Verdict.Simulated);
        }
    }

    private static byte[] mutant(byte[] sample, Random random) {
        byte[] mutant = sample;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            mutant = changed(mutant, random);
        }
        return mutant;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) "\n +=/-09Ax\u0000".charAt(random.nextInt(11));
            case 2 -> changed = Arrays.copyOf(bytes, at);
            default -> {
                int end = Math.min(bytes.length, at + random.nextInt(8));
                changed = new byte[bytes.length + end - at];
                System.arraycopy(bytes, 0, changed, 0, end);
                System.arraycopy(bytes, at, changed, end, bytes.length - at);
            }
        }
        return changed;
    }

    @Test
    void mutatedCheckpointsSayTheSameOrAreRefused() {
        String said = new String(RealLogs.ARCHE, StandardCharsets.UTF_8).split("\n\n")[0];
        mutate(RealLogs.ARCHE, 1, mutant -> {
            Verdict<VerifiedCheckpoint> verdict = ARCHE.verify(mutant, LogPolicyTest.NOW);
            if (verdict instanceof Verdict.Verified<VerifiedCheckpoint>(VerifiedCheckpoint checkpoint)) {
                assertEquals(said, new String(checkpoint.signedNote(), StandardCharsets.UTF_8).split("\n\n")[0]);
            }
            return verdict;
        });
    }

    @Test
    void mutatedKeysAreParsedOrRefused() {
        mutate(
                text(RealLogs.REMORA.text()),
                2,
                mutant -> NoteKey.parse(new String(mutant, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void mutatedTilePathsHaveOneSpelling() {
        mutate(text("tile/0/x001/x234/067.p/8"), 3, mutant -> {
            String path = new String(mutant, StandardCharsets.ISO_8859_1);
            Verdict<Tile> verdict = Tile.parse(path);
            if (verdict instanceof Verdict.Verified<Tile>(Tile tile)) {
                assertEquals(path, tile.path());
            }
            return verdict;
        });
    }

    @Test
    void mutatedBundlesComeBackAsTheyWere() {
        byte[] bundle = new EntryBundle(List.of(new byte[5], new byte[0], new byte[40], text("entry"))).bytes();
        mutate(bundle, 4, mutant -> {
            Verdict<EntryBundle> verdict = EntryBundle.parse(mutant, 4);
            if (verdict instanceof Verdict.Verified<EntryBundle>(EntryBundle parsed)) {
                assertEquals(Digest.sha256(mutant), Digest.sha256(parsed.bytes()));
            }
            return verdict;
        });
        mutate(new byte[96], 5, mutant -> new Tile(0, 0, 3).hashes(mutant));
    }

    @Test
    void mutatedRequestsToWitnessesComeBackAsTheyWere() {
        byte[] request = new WitnessRequest(20, List.of(TreeHash.EMPTY, TreeHash.EMPTY), RealLogs.GO_2026).bytes();
        mutate(request, 6, mutant -> {
            Verdict<WitnessRequest> verdict = WitnessRequest.parse(mutant);
            if (verdict instanceof Verdict.Verified<WitnessRequest>(WitnessRequest parsed)) {
                assertEquals(Digest.sha256(mutant), Digest.sha256(parsed.bytes()));
            }
            return verdict;
        });
    }

    @Test
    void mutatedCosignaturesAreAddedOrRefused() {
        byte[] lines = text(
                "— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n");
        mutate(lines, 7, mutant -> WitnessRequest.withCosignatures(RealLogs.GO_2026, mutant, RealLogs.REMORA));
    }
}
