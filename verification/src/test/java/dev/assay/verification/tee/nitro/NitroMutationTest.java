package dev.assay.verification.tee.nitro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Bounds;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 25 000 seeded mutations of genuine documents: always a verdict, never a throw, and nothing that is signed may change. */
class NitroMutationTest {

    private static final int MUTATIONS = 10_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private record Sample(byte[] document, TrustAnchors anchors, NitroPolicy policy, Instant time) {

        Verdict<VerifiedNitro> verify(byte[] evidence) {
            return NitroVerifier.verify(evidence, anchors, policy, time);
        }
    }

    @Test
    void mutationsOfASimulatedDocumentAreRefused() {
        SimulatedNitro nitro = SimulatedNitro.create(new SecureRandom(), FaultyNitro.NOW);
        byte[] document =
                nitro.attest(Map.of(0, FaultyNitro.pcr(1)), new byte[33], new byte[111], new byte[32], FaultyNitro.NOW);
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(nitro.rootDigest()));
        mutate(new Sample(document, anchors, FaultyNitro.POLICY, FaultyNitro.NOW), MUTATIONS, 1);
    }

    @Test
    void mutationsOfADocumentUnderAPinnedRootAreRefused() {
        FaultyNitro nitro = new FaultyNitro();
        byte[] document = nitro.document();
        mutate(new Sample(document, nitro.anchors(), FaultyNitro.POLICY, FaultyNitro.NOW), MUTATIONS / 2, 2);
    }

    @Test
    void mutationsOfEveryVectorAreRefused() {
        NitroPolicy policy = NitroPolicy.builder()
                .anyMeasurement()
                .insecureAllowDebug()
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ofMinutes(1))
                .build();
        List<NitroVectors.Case> vectors = NitroVectors.all();
        for (NitroVectors.Case vector : vectors) {
            Instant time = vector.time().orElse(FaultyNitro.NOW);
            mutate(new Sample(vector.evidence(), vector.anchors(), policy, time), MUTATIONS / vectors.size(), 3);
        }
    }

    private static void mutate(Sample sample, int mutations, long seed) {
        Random random = new Random(seed);
        assertTimeout(LIMIT, () -> {
            for (int i = 0; i < mutations; i++) {
                byte[] mutant = mutant(sample.document(), random);
                Verdict<VerifiedNitro> verdict = Bounds.each(() -> sample.verify(mutant));
                if (!(verdict instanceof Verdict.Rejected)) {
                    assertSameStatement(sample, mutant);
                }
            }
        });
    }

    /** Tag 18 and the unprotected header are not signed; all else of an accepted mutant is as it was. */
    private static void assertSameStatement(Sample sample, byte[] mutant) {
        CoseSign1 original = CoseSign1.parse(sample.document());
        CoseSign1 changed = CoseSign1.parse(mutant);
        assertArrayEquals(original.payload(), changed.payload());
        assertArrayEquals(original.signature(), changed.signature());
    }

    private static byte[] mutant(byte[] document, Random random) {
        byte[] mutant = document.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            mutant = changed(mutant, random);
        }
        return mutant;
    }

    private static byte[] changed(byte[] document, Random random) {
        if (document.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(document.length);
        byte[] changed = document.clone();
        switch (random.nextInt(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> changed = Arrays.copyOf(document, at);
            case 3 -> changed = spliced(document, at, at, random);
            case 4 -> changed = spliced(document, at, Math.min(document.length, at + 1 + random.nextInt(8)), random);
            // The CBOR heads of a document are near its start; most of the rest is keys and signatures.
            default -> changed[random.nextInt(Math.min(document.length, 64))] = (byte) random.nextInt();
        }
        return changed;
    }

    /** The bytes from {@code from} to {@code to} go; up to four random ones come. */
    private static byte[] spliced(byte[] document, int from, int to, Random random) {
        byte[] inserted = new byte[random.nextInt(5)];
        random.nextBytes(inserted);
        byte[] out = new byte[document.length - (to - from) + inserted.length];
        System.arraycopy(document, 0, out, 0, from);
        System.arraycopy(inserted, 0, out, from, inserted.length);
        System.arraycopy(document, to, out, from + inserted.length, document.length - to);
        return out;
    }

    @Test
    void unsignedHeadersAreTheOnlyThingThatMayChange() {
        FaultyNitro nitro = new FaultyNitro();
        byte[] document = nitro.document();
        int header = 6; // array head, protected header of one and four bytes
        assertTrue((document[header] & 0xFF) == 0xA0, "the unprotected header is an empty map");
        byte[] withHeader = new byte[document.length + 2];
        System.arraycopy(document, 0, withHeader, 0, header);
        withHeader[header] = (byte) 0xA1;
        withHeader[header + 1] = 0x04;
        withHeader[header + 2] = 0x05;
        System.arraycopy(document, header + 1, withHeader, header + 3, document.length - header - 1);
        assertInstanceOf(
                Verdict.Verified.class,
                NitroVerifier.verify(withHeader, nitro.anchors(), FaultyNitro.POLICY, FaultyNitro.NOW));
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(4);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertInstanceOf(
                    Verdict.Rejected.class,
                    NitroVerifier.verify(bytes, TrustAnchors.awsNitro(), FaultyNitro.POLICY, FaultyNitro.NOW));
        }
    }
}
