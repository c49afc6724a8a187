package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.tee.nvidia.NvidiaSample.ANCHORS;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NOW;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NVIDIA;
import static dev.assay.verification.tee.nvidia.NvidiaSample.gpu;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.assay.simulator.NvidiaCertificate;
import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.simulator.SimulatedOcsp;
import dev.assay.verification.Bounds;
import dev.assay.verification.Verdict;
import dev.assay.verification.xml.CanonicalXml;
import dev.assay.verification.xml.Xml;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More than 20 000 seeded mutations: always a verdict, never a throw, and nothing that is signed may change. */
class NvidiaMutationTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final SimulatedNvidiaDevice GPU = gpu();
    private static final byte[] REPORT = GPU.report(NvidiaSample.NONCE.bytes());

    /** Or the first mutations would pay for the loading of classes. */
    @BeforeAll
    static void warmUp() {
        verify(REPORT, GPU.chainPem(), NvidiaEndorsements.none());
        NvidiaRim.verify(NvidiaSample.driverRim(), ANCHORS.references(), NOW);
    }

    @Test
    void mutationsOfAReportAreRefused() {
        // The signature is the only part that is not signed, and no other one is good.
        mutate(REPORT, 4_000, 1, report -> verify(report, GPU.chainPem(), NvidiaEndorsements.none()));
    }

    @Test
    void mutationsOfAChainAreRefusedOrOfTheSameCertificates() {
        byte[] pem = GPU.chainPem();
        Random random = new Random(2);
        assertCpuTime(() -> {
            for (int i = 0; i < 2_500; i++) {
                byte[] mutant = mutant(pem, random);
                if (!(Bounds.each(() -> verify(REPORT, mutant, NvidiaEndorsements.none()))
                        instanceof Verdict.Rejected)) {
                    // White space between the lines of PEM is not signed.
                    assertArrayEquals(withoutSpace(pem), withoutSpace(mutant));
                }
            }
        });
    }

    private static byte[] withoutSpace(byte[] pem) {
        return new String(pem, StandardCharsets.ISO_8859_1)
                .replaceAll("[ \t\r\n]", "")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void mutationsOfAManifestAreRefusedOrOfTheSameCanonicalForm() {
        byte[] rim = NVIDIA.gpuRim("580.1", Map.of(0, List.of(new byte[48]), 1, List.of(new byte[48], new byte[48])));
        byte[] canonical = canonical(rim);
        Random random = new Random(3);
        assertCpuTime(() -> {
            for (int i = 0; i < 4_500; i++) {
                byte[] mutant = mutant(rim, random);
                Verdict<NvidiaRim> verdict = Bounds.each(() -> NvidiaRim.verify(mutant, ANCHORS.references(), NOW));
                if (!(verdict instanceof Verdict.Rejected)) {
                    assertSameStatement(canonical, canonical(mutant));
                }
            }
        });
    }

    /** What is written before the signature is signed; inside it, white space in base 64 is not. */
    private static void assertSameStatement(byte[] original, byte[] mutant) {
        String one = new String(original, StandardCharsets.UTF_8);
        String other = new String(mutant, StandardCharsets.UTF_8);
        String[] parts = one.split("<ds:Signature ", 2);
        String[] others = other.split("<ds:Signature ", 2);
        assertTrue(parts[0].equals(others[0]), other);
    }

    private static byte[] canonical(byte[] rim) {
        return CanonicalXml.of(Xml.read(rim));
    }

    @Test
    void mutationsOfAnOcspResponseAreNeverBelieved() {
        NvidiaCertificate issuer = GPU.chain().get(2);
        byte[] revoked = SimulatedOcsp.of(issuer).revoked(GPU.chain().get(1), issuer, NOW);
        List<byte[]> good = NvidiaSample.goodResponses(GPU);
        mutate(revoked, 1_000, 4, response -> {
            NvidiaEndorsements endorsements = NvidiaSample.with(List.of(response, good.get(1), good.get(2)), List.of());
            return switch (verify(REPORT, GPU.chainPem(), endorsements)) {
                case Verdict.Simulated<GenuineNvidia>(GenuineNvidia genuine) ->
                    genuine.appraise(NvidiaSample.policy().insecureWithoutRims().build());
                case Verdict.Verified<GenuineNvidia>(GenuineNvidia genuine) -> genuine.appraise(NvidiaSample.strict());
                case Verdict.Rejected<GenuineNvidia> rejected -> rejected;
            };
        });
    }

    @Test
    void mutationsOfAnEvidenceFileAreVerdicts() {
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] json = "[{\"arch\": \"HOPPER\", \"nonce\": \"%s\", \"evidence\": \"%s\", \"certificate\": \"%s\"}]"
                .formatted(
                        NvidiaSample.NONCE.hex(), base64.encodeToString(REPORT), base64.encodeToString(GPU.chainPem()))
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        assertCpuTime(() -> {
            for (int i = 0; i < 8_500; i++) {
                byte[] mutant = mutant(json, random);
                Bounds.each(() -> NvidiaEvidence.parseJson(mutant));
            }
        });
    }

    /** Of this thread, for all mutations together: others may be busy on this machine. */
    private static void assertCpuTime(Runnable mutations) {
        long before = THREADS.getCurrentThreadCpuTime();
        mutations.run();
        assertTrue(THREADS.getCurrentThreadCpuTime() - before < LIMIT.toNanos(), "bounded time");
    }

    private static void mutate(byte[] original, int mutations, long seed, Function<byte[], Verdict<?>> verify) {
        Random random = new Random(seed);
        assertCpuTime(() -> {
            for (int i = 0; i < mutations; i++) {
                byte[] mutant = mutant(original, random);
                if (!Arrays.equals(mutant, original)) {
                    assertInstanceOf(Verdict.Rejected.class, Bounds.each(() -> verify.apply(mutant)));
                }
            }
        });
    }

    private static Verdict<GenuineNvidia> verify(byte[] report, byte[] pem, NvidiaEndorsements endorsements) {
        return switch (NvidiaEvidence.parse(report, pem)) {
            case Verdict.Verified<NvidiaEvidence>(NvidiaEvidence evidence) ->
                NvidiaVerifier.verify(evidence, endorsements, ANCHORS, NOW);
            case Verdict.Simulated<NvidiaEvidence> simulated -> throw new AssertionError(simulated);
            case Verdict.Rejected<NvidiaEvidence> rejected -> new Verdict.Rejected<>(rejected.findings());
        };
    }

    private static byte[] mutant(byte[] original, Random random) {
        byte[] mutant = original.clone();
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
        switch (random.nextInt(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> changed = Arrays.copyOf(bytes, at);
            case 3 -> changed = spliced(bytes, at, at, random);
            case 4 -> changed = spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), random);
            // Headers and lengths are near the start; most of the rest is digests and keys.
            default -> changed[random.nextInt(Math.min(bytes.length, 64))] = (byte) random.nextInt();
        }
        return changed;
    }

    /** The bytes from {@code from} to {@code to} go; up to four random ones come. */
    private static byte[] spliced(byte[] bytes, int from, int to, Random random) {
        byte[] inserted = new byte[random.nextInt(5)];
        random.nextBytes(inserted);
        byte[] out = new byte[bytes.length - (to - from) + inserted.length];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(inserted, 0, out, from, inserted.length);
        System.arraycopy(bytes, to, out, from + inserted.length, bytes.length - to);
        return out;
    }
}
