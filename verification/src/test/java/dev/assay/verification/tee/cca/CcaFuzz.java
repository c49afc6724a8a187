package dev.assay.verification.tee.cca;

import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.simulator.SimulatedCca;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tokens of one simulated platform: what is accepted has the headers and the claims that were signed. */
public final class CcaFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final String INSTANCE = "instance";
    private static final String IMPLEMENTATION = "implementation";
    private static final String KEY = "key";
    private static final String TOKEN = SEED + "token";

    @Override
    public Map<String, byte[]> make() {
        SimulatedCca cca = SimulatedCca.create(new SecureRandom());
        CcaEndorsement endorsement = cca.endorsement();
        Map<String, byte[]> files = new HashMap<>();
        files.put(INSTANCE, endorsement.instanceId());
        files.put(IMPLEMENTATION, endorsement.implementationId());
        files.put(KEY, endorsement.attestationKey().encoded());
        byte[] measurement = new byte[32];
        files.put(
                TOKEN,
                cca.attest(
                        new byte[64],
                        new byte[64],
                        measurement,
                        List.of(measurement, measurement, measurement, measurement)));
        return files;
    }

    @Override
    public Property over(Corpus files) {
        EcdsaKey key = EcdsaKey.of(NistCurve.P384, files.given(KEY));
        CcaEndorsements endorsements = CcaEndorsements.of(
                List.of(new CcaEndorsement(files.given(INSTANCE), files.given(IMPLEMENTATION), key, Instant.MAX)));
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(CcaEndorsement.keyDigest(key)));
        byte[] token = files.given(TOKEN);
        simulated(CcaVerifier.verify(token, endorsements, anchors, NOW));
        List<Digest> statement = statement(token);
        return input -> {
            if (!(CcaVerifier.verify(input, endorsements, anchors, NOW) instanceof Verdict.Rejected)) {
                assertEquals(statement, statement(input));
            }
        };
    }

    /** The unprotected headers and the collection around the tokens are not signed. */
    private static List<Digest> statement(byte[] token) {
        CcaToken parsed = CcaToken.parse(token);
        return List.of(statement(parsed.platform()), statement(parsed.realm()));
    }

    private static Digest statement(SignedClaims claims) {
        return Digest.sha256(claims.protectedHeader(), claims.payload());
    }
}
