package dev.assay.verification.ear;

import dev.assay.verification.Finding;
import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The claims-set in CBOR, as a CWT carries it. */
final class EarCbor {

    /** RFC 8392, section 4. */
    private static final int EXP = 4;

    private static final int IAT = 6;

    /** RFC 9711, section 10.2. */
    private static final int EAT_NONCE = 10;

    private static final int EAT_PROFILE = 265;
    private static final int SUBMODS = 266;

    /** draft-ietf-rats-ear-03. */
    private static final int STATUS = 1000;

    private static final int VECTOR = 1001;
    private static final int VERIFIER_ID = 1004;

    /** From the space for private use (RFC 8392, section 9.1): what failed, and of which evidence it is said. */
    private static final int FINDINGS = -70_100;

    private static final int EVIDENCE = -70_101;

    private EarCbor() {}

    static byte[] encode(AttestationResult result) {
        Map<CborValue, CborValue> claims = new LinkedHashMap<>();
        claims.put(new Int(EAT_PROFILE), new Text(AttestationResult.PROFILE));
        claims.put(new Int(STATUS), new Int(result.status().value()));
        claims.put(new Int(IAT), new Int(result.issued().getEpochSecond()));
        result.expires().ifPresent(time -> claims.put(new Int(EXP), new Int(time.getEpochSecond())));
        claims.put(new Int(VERIFIER_ID), verifier(result));
        claims.put(new Int(SUBMODS), submods(result));
        result.nonce().ifPresent(nonce -> claims.put(new Int(EAT_NONCE), new Bytes(nonce)));
        return CborEncoding.encode(new Mapping(claims));
    }

    private static Mapping verifier(AttestationResult result) {
        return new Mapping(Map.of(new Int(0), new Text(result.developer()), new Int(1), new Text(result.build())));
    }

    private static Mapping submods(AttestationResult result) {
        Map<CborValue, CborValue> submods = new LinkedHashMap<>();
        result.submods().forEach((name, appraisal) -> submods.put(new Text(name), appraisal(appraisal)));
        return new Mapping(submods);
    }

    private static Mapping appraisal(Appraisal appraisal) {
        Map<CborValue, CborValue> claims = new LinkedHashMap<>();
        claims.put(new Int(STATUS), new Int(appraisal.status().value()));
        claims.put(new Int(VECTOR), vector(appraisal.vector()));
        if (!appraisal.findings().isEmpty()) {
            claims.put(new Int(FINDINGS), findings(appraisal.findings()));
        }
        appraisal.evidence().ifPresent(digest -> claims.put(new Int(EVIDENCE), new Bytes(digest.bytes())));
        return new Mapping(claims);
    }

    private static Mapping vector(Map<TrustClaim, Integer> vector) {
        Map<CborValue, CborValue> claims = new LinkedHashMap<>();
        vector.forEach((claim, value) -> claims.put(new Int(claim.ordinal()), new Int(value)));
        return new Mapping(claims);
    }

    private static Array findings(List<Finding> findings) {
        return new Array(findings.stream()
                .<CborValue>map(finding -> new Text(finding.toString()))
                .toList());
    }
}
