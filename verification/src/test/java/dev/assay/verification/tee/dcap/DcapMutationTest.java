package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Bounds;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 28 000 seeded mutations of quotes and collateral: always a verdict, never a throw, and nothing signed may change. */
class DcapMutationTest {

    private static final int QUOTES = 8_000;
    private static final int TEXTS = 2_000;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Fake fake = new Fake();

    @Test
    void mutationsOfDomainsQuotesAreRefused() {
        mutateQuote(fake.domain(5).quote(), QuoteWriter.TDX, 1);
    }

    @Test
    void mutationsOfEnclavesQuotesAreRefused() {
        mutateQuote(fake.enclave().quote(), QuoteWriter.SGX, 2);
    }

    private void mutateQuote(byte[] quote, int tee, long seed) {
        Random random = new Random(seed);
        // Knowing the platform, so that what is not in its chain is found out without verifying that chain.
        VerifiedCollateral collateral = simulated(
                        DcapVerifier.verify(quote, fake.intel.endorsements(tee), fake.anchors(), Fake.NOW))
                .collateral();
        assertTimeout(LIMIT, () -> {
            for (int i = 0; i < QUOTES; i++) {
                byte[] mutant = mutant(quote, random);
                Verdict<GenuineQuote> verdict = Bounds.each(() -> DcapVerifier.verify(mutant, collateral, Fake.NOW));
                if (!(verdict instanceof Verdict.Rejected)) {
                    assertSameStatement(quote, mutant);
                }
            }
        });
    }

    /** The white space of the PEM chain and zero padding are not signed; all else of an accepted mutant is as it was. */
    private static void assertSameStatement(byte[] quote, byte[] mutant) {
        DcapEvidence original = verified(DcapEvidence.parse(quote));
        DcapEvidence changed = verified(DcapEvidence.parse(mutant));
        assertArrayEquals(original.signedBytes(), changed.signedBytes());
        assertArrayEquals(
                original.signature().qeReport().bytes(),
                changed.signature().qeReport().bytes());
        assertEquals(certificates(original), certificates(changed));
    }

    private static Object certificates(DcapEvidence quote) {
        CertificationData.Chain chain =
                (CertificationData.Chain) quote.signature().certification();
        return IntelChain.pck(chain.pem()).certificates().stream()
                .map(certificate -> certificate.digest())
                .toList();
    }

    @Test
    void mutationsOfCollateralAreRefusedUnlessNothingSignedChanged() {
        byte[][] parts = parts(fake.intel.endorsements(QuoteWriter.TDX));
        Random random = new Random(3);
        assertTimeout(LIMIT, () -> {
            for (int i = 0; i < TEXTS; i++) {
                int part = i % parts.length;
                byte[] mutant = mutant(parts[part], random);
                DcapEndorsements wrong = endorsements(parts, part, mutant);
                Verdict<VerifiedCollateral> verdict =
                        Bounds.each(() -> VerifiedCollateral.verify(wrong, fake.anchors(), Fake.NOW));
                // The PCK CRL's signature is verified with the chain of a quote; see the next test.
                if (part != 4 && !(verdict instanceof Verdict.Rejected)) {
                    assertSameText(parts[part], mutant);
                }
            }
        });
    }

    @Test
    void mutationsOfTheRevocationListOfPlatformsAreRefused() {
        byte[][] parts = parts(fake.intel.endorsements(QuoteWriter.SGX));
        byte[] right = parts[4];
        byte[] quote = fake.enclave().quote();
        Random random = new Random(4);
        for (int i = 0; i < TEXTS / 10; i++) {
            byte[] mutant = mutant(right, random);
            DcapEndorsements wrong = endorsements(parts, 4, mutant);
            Verdict<GenuineQuote> verdict =
                    Bounds.each(() -> DcapVerifier.verify(quote, wrong, fake.anchors(), Fake.NOW));
            assertTrue(verdict instanceof Verdict.Rejected || Arrays.equals(right, mutant));
        }
    }

    private static byte[][] parts(DcapEndorsements right) {
        return new byte[][] {
            right.tcbInfo(), right.qeIdentity(), right.tcbInfoIssuerChain(), right.rootCrl(), right.pckCrl()
        };
    }

    /** The parts, but one of them changed. */
    private static DcapEndorsements endorsements(byte[][] parts, int part, byte[] mutant) {
        byte[][] changed = parts.clone();
        changed[part] = mutant;
        return DcapEndorsements.builder()
                .tcbInfo(changed[0])
                .qeIdentity(changed[1])
                .issuerChain(changed[2])
                .rootCrl(changed[3])
                .pckCrl(changed[4])
                .build();
    }

    /** Not signed are white space around what is, and whether a signature has capital letters. */
    private static void assertSameText(byte[] original, byte[] mutant) {
        if (original[0] == '{') {
            List<byte[]> signed = List.copyOf(Json.readRawMembers(original).values());
            List<byte[]> changed = List.copyOf(Json.readRawMembers(mutant).values());
            assertArrayEquals(signed.getFirst(), changed.getFirst());
            assertTrue(withoutSpace(signed.getLast()).equalsIgnoreCase(withoutSpace(changed.getLast())));
        } else {
            assertEquals(withoutSpace(original), withoutSpace(mutant));
        }
    }

    private static String withoutSpace(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).replaceAll("[ \t\r\n\0]", "");
    }

    @Test
    void mutationsOfCollateralFilesAreReadOrRefused() {
        byte[] file = "{\"tcb_info\":\"{}\",\"tcb_info_signature\":\"00\",\"root_ca_crl\":\"00\",\"pck_crl\":\"00\"}"
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int i = 0; i < TEXTS; i++) {
            byte[] mutant = mutant(file, random);
            assertInstanceOf(Verdict.Rejected.class, Bounds.each(() -> DcapEndorsements.parse(mutant)));
        }
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(6);
        for (int i = 0; i < QUOTES; i++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            assertInstanceOf(Verdict.Rejected.class, DcapEvidence.parse(bytes));
        }
    }

    private static byte[] mutant(byte[] original, Random random) {
        byte[] mutant = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && mutant.length > 0; i++) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(6)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt();
                case 2 -> mutant = Arrays.copyOf(mutant, at);
                case 3 -> mutant = spliced(mutant, at, at, random);
                case 4 -> mutant = spliced(mutant, at, Math.min(mutant.length, at + 1 + random.nextInt(8)), random);
                // Header, lengths and types of a quote are near its start.
                default -> mutant[random.nextInt(Math.min(mutant.length, 64))] = (byte) random.nextInt();
            }
        }
        return mutant;
    }

    /** The bytes from {@code from} to {@code to} go; up to four random ones come. */
    private static byte[] spliced(byte[] original, int from, int to, Random random) {
        byte[] inserted = new byte[random.nextInt(5)];
        random.nextBytes(inserted);
        byte[] out = new byte[original.length - (to - from) + inserted.length];
        System.arraycopy(original, 0, out, 0, from);
        System.arraycopy(inserted, 0, out, from, inserted.length);
        System.arraycopy(original, to, out, from + inserted.length, original.length - to);
        return out;
    }
}
