package dev.assay.verification.tee.cca;

import static dev.assay.verification.tee.cca.FaultyCca.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.assay.verification.Bounds;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 16 000 seeded mutations of genuine tokens, and 6 000 more in {@link CcaVectorsTest}: always a verdict, never a throw, and nothing that is signed may change. */
class CcaMutationTest {

    private static final int MUTATIONS = 7_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    record Sample(byte[] token, CcaEndorsements endorsements, TrustAnchors anchors) {

        Verdict<GenuineCca> verify(byte[] mutant) {
            return CcaVerifier.verify(mutant, endorsements, anchors, NOW);
        }
    }

    @Test
    void mutationsOfATokenAreRefused() {
        CcaEndorsements endorsements = CcaEndorsements.of(List.of(FaultyCca.endorsement()));
        mutate(new Sample(new FaultyCca().token(), endorsements, FaultyCca.anchors()), MUTATIONS, 3);
    }

    @Test
    void mutationsOfALegacyTokenAreRefused() {
        CcaEndorsements endorsements = CcaEndorsements.of(List.of(FaultyCca.endorsement()));
        mutate(new Sample(FaultyCca.legacy().token(), endorsements, FaultyCca.anchors()), MUTATIONS, 4);
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertInstanceOf(Verdict.Rejected.class, FaultyCca.verify(bytes));
        }
    }

    static void mutate(Sample sample, int mutations, long seed) {
        Random random = new Random(seed);
        assertInstanceOf(Verdict.Verified.class, sample.verify(sample.token()));
        assertTimeout(LIMIT, () -> {
            for (int i = 0; i < mutations; i++) {
                byte[] mutant = mutant(sample.token(), random);
                if (!(Bounds.each(() -> sample.verify(mutant)) instanceof Verdict.Rejected)) {
                    assertSameStatement(sample.token(), mutant);
                }
            }
        });
    }

    /** The unprotected headers and the collection around the tokens are not signed; all else is as it was. */
    private static void assertSameStatement(byte[] token, byte[] mutant) {
        CcaToken original = CcaToken.parse(token);
        CcaToken changed = CcaToken.parse(mutant);
        assertSameStatement(original.platform(), changed.platform());
        assertSameStatement(original.realm(), changed.realm());
    }

    private static void assertSameStatement(SignedClaims original, SignedClaims changed) {
        assertArrayEquals(original.protectedHeader(), changed.protectedHeader());
        assertArrayEquals(original.payload(), changed.payload());
        assertArrayEquals(original.signature(), changed.signature());
    }

    private static byte[] mutant(byte[] token, Random random) {
        byte[] mutant = token;
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && mutant.length > 0; i++) {
            mutant = changed(mutant, random);
        }
        return mutant;
    }

    private static byte[] changed(byte[] token, Random random) {
        int at = random.nextInt(token.length);
        byte[] changed = token.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> changed = Arrays.copyOf(token, at);
            case 3 -> changed = spliced(token, at, at, random);
            default -> changed = spliced(token, at, Math.min(token.length, at + 1 + random.nextInt(8)), random);
        }
        return changed;
    }

    /** The bytes from {@code from} to {@code to} go; up to four random ones come. */
    private static byte[] spliced(byte[] token, int from, int to, Random random) {
        byte[] inserted = new byte[random.nextInt(5)];
        random.nextBytes(inserted);
        byte[] out = new byte[token.length - (to - from) + inserted.length];
        System.arraycopy(token, 0, out, 0, from);
        System.arraycopy(inserted, 0, out, from, inserted.length);
        System.arraycopy(token, to, out, from + inserted.length, token.length - to);
        return out;
    }
}
