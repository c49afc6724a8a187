package dev.assay.verification.tee.nitro;

import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Documents of one simulated hypervisor: what is accepted has the payload that was signed. */
public final class NitroFuzz implements FuzzTarget {

    private static final String ROOT = "root";
    private static final String DOCUMENT = SEED + "document";

    @Override
    public Map<String, byte[]> make() {
        SimulatedNitro nitro = SimulatedNitro.create(new SecureRandom(), FaultyNitro.NOW);
        Map<String, byte[]> files = new HashMap<>();
        files.put(ROOT, nitro.rootDigest().bytes());
        files.put(
                DOCUMENT,
                nitro.attest(
                        Map.of(0, FaultyNitro.pcr(1), 4, FaultyNitro.pcr(2)),
                        new byte[33],
                        new byte[111],
                        new byte[32],
                        FaultyNitro.NOW));
        return files;
    }

    @Override
    public Property over(Corpus files) {
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(Digest.of(files.given(ROOT))));
        byte[] document = files.given(DOCUMENT);
        simulated(NitroVerifier.verify(document, anchors, FaultyNitro.POLICY, FaultyNitro.NOW));
        Digest payload = payload(document);
        return input -> {
            Verdict<VerifiedNitro> verdict = NitroVerifier.verify(input, anchors, FaultyNitro.POLICY, FaultyNitro.NOW);
            if (!(verdict instanceof Verdict.Rejected)) {
                assertEquals(payload, payload(input));
            }
        };
    }

    /** Tag 18 and the unprotected header are not signed. */
    private static Digest payload(byte[] document) {
        return Digest.sha256(CoseSign1.parse(document).payload());
    }
}
