package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNvidia;
import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.TrustAnchors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reports of one simulated GPU, and the files that carry reports: what is accepted is what the GPU signed. */
public final class SpdmFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final int SIGNATURE_BYTES = 96;
    private static final String CHAIN = "chain.pem";
    private static final String ROOT = "root";
    private static final String REPORT = SEED + "report";

    @Override
    public Map<String, byte[]> make() {
        SimulatedNvidia nvidia = SimulatedNvidia.create(NOW);
        SimulatedNvidiaDevice gpu = nvidia.gpu("0011223344556677");
        Map<String, byte[]> files = new HashMap<>();
        files.put(ROOT, nvidia.deviceRootDigest().bytes());
        files.put(CHAIN, gpu.chainPem());
        files.put(REPORT, gpu.report(new byte[32]));
        files.put(SEED + "switch", nvidia.nvSwitch("0011223344556677").report(new byte[32]));
        files.put(
                SEED + "file",
                "[{\"arch\": \"HOPPER\", \"nonce\": \"00\", \"evidence\": \"EeAB/w==\", \"certificate\": \"LS0t\"}]"
                        .getBytes(StandardCharsets.UTF_8));
        return files;
    }

    @Override
    public Property over(Corpus files) {
        byte[] chain = files.given(CHAIN);
        NvidiaAnchors anchors = new NvidiaAnchors(
                TrustAnchors.insecureSimulated(Set.of(Digest.of(files.given(ROOT)))),
                TrustAnchors.insecureSimulated(Set.of(Digest.of(files.given(ROOT)))));
        byte[] report = files.given(REPORT);
        simulated(verify(report, chain, anchors));
        Digest statement = statement(report);
        return input -> {
            NvidiaEvidence.parseJson(input);
            if (!(verify(input, chain, anchors) instanceof Verdict.Rejected)) {
                assertTrue(statement(input).equals(statement), "nothing that is signed is another");
            }
        };
    }

    private static Verdict<GenuineNvidia> verify(byte[] report, byte[] chain, NvidiaAnchors anchors) {
        return switch (NvidiaEvidence.parse(report, chain)) {
            case Verdict.Verified<NvidiaEvidence>(NvidiaEvidence evidence) ->
                NvidiaVerifier.verify(evidence, NvidiaEndorsements.none(), anchors, NOW);
            case Verdict.Simulated<NvidiaEvidence> none -> throw new AssertionError("parsing decides nothing");
            case Verdict.Rejected<NvidiaEvidence> rejected -> new Verdict.Rejected<>(rejected.findings());
        };
    }

    private static Digest statement(byte[] report) {
        return Digest.sha256(Arrays.copyOf(report, report.length - SIGNATURE_BYTES));
    }
}
