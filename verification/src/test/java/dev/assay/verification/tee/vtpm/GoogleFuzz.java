package dev.assay.verification.tee.vtpm;

import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedGcpVtpm;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.tpm.TpmHash;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Attestations of one simulated machine of Google's: what is accepted is that machine, its nonce and its registers. */
public final class GoogleFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final String ROOT = "root.der";
    private static final String INTERMEDIATE = "intermediate.der";

    @Override
    public Map<String, byte[]> make() {
        SimulatedGcpVtpm google = SimulatedGcpVtpm.create(new SecureRandom(), NOW);
        Map<String, byte[]> files = new HashMap<>();
        files.put(ROOT, google.authorities().getFirst());
        files.put(INTERMEDIATE, google.authorities().getLast());
        files.put(SEED + "three-banks", google.attest(new byte[32]));
        files.put(SEED + "one-bank", google.attestation(List.of(google.signed(new byte[32], TpmHash.SHA256))));
        return files;
    }

    @Override
    public Property over(Corpus files) {
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(Digest.sha256(files.given(ROOT))));
        AkEndorsements endorsements =
                AkEndorsements.insecureWithoutRevocation(List.of(files.given(ROOT), files.given(INTERMEDIATE)));
        Map<String, String> all = new TreeMap<>();
        files.seeds()
                .forEach(seed ->
                        all.putAll(statement(simulated(GcpVtpmVerifier.verify(seed, endorsements, anchors, NOW)))));
        return input -> {
            switch (GcpVtpmVerifier.verify(input, endorsements, anchors, NOW)) {
                case Verdict.Verified<GenuineVtpm> verified ->
                    throw new AssertionError("simulated anchors verify nothing");
                case Verdict.Simulated<GenuineVtpm>(GenuineVtpm vtpm) ->
                    assertTrue(all.entrySet().containsAll(statement(vtpm).entrySet()));
                case Verdict.Rejected<GenuineVtpm> rejected ->
                    assertEquals(rejected.findings().getFirst().reason(), rejected.reason());
            }
        };
    }

    /** Whole quotes may be left out, and the instance where the certificate has none. */
    private static Map<String, String> statement(GenuineVtpm vtpm) {
        Map<String, String> statement = new TreeMap<>();
        vtpm.measurements()
                .forEach((name, value) -> statement.put(name, HexFormat.of().formatHex(value)));
        statement.put("nonce", HexFormat.of().formatHex(vtpm.nonce()));
        statement.put("instance", vtpm.instance().orElse("none"));
        return statement;
    }
}
