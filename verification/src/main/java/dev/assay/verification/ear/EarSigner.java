package dev.assay.verification.ear;

import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A verifier's key, which signs its results: ES256 with a key of P-256, ES384 with one of P-384 (RFC 7518, section 3.4). */
public final class EarSigner {

    private enum Algorithm {
        ES256("SHA256withECDSAinP1363Format", -7),
        ES384("SHA384withECDSAinP1363Format", -35);

        private final String jca;
        /** RFC 9053, section 2.1. */
        private final int cose;

        Algorithm(String jca, int cose) {
            this.jca = jca;
            this.cose = cose;
        }
    }

    /** RFC 9782, section 5: a media type, and the profile that narrows it. */
    private static final String MEDIA_TYPE = "; eat_profile=\"" + AttestationResult.PROFILE + "\"";

    private static final int COSE_SIGN1 = 18;

    private final ECPrivateKey key;
    private final Algorithm algorithm;

    private EarSigner(ECPrivateKey key, Algorithm algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /** @throws IllegalArgumentException if the key is of another curve than P-256 and P-384 */
    public static EarSigner of(ECPrivateKey key) {
        return switch (key.getParams().getOrder().bitLength()) {
            case 256 -> new EarSigner(key, Algorithm.ES256);
            case 384 -> new EarSigner(key, Algorithm.ES384);
            default -> throw new IllegalArgumentException("a key of P-256 or P-384 signs attestation results");
        };
    }

    /** A JWS in compact serialisation (RFC 7515, section 7.1) with media type {@code application/eat-jwt}. */
    public String jwt(AttestationResult result) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"eat-jwt\"}";
        String signed = base64(header.getBytes(StandardCharsets.US_ASCII)) + "." + base64(EarJson.encode(result));
        return signed + "." + base64(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A COSE_Sign1 message with tag 18 (RFC 9052, section 4.2) and media type {@code application/eat-cwt}. */
    public byte[] cwt(AttestationResult result) {
        byte[] headers = CborEncoding.encode(new Mapping(Map.of(
                new Int(1), new Int(algorithm.cose), new Int(16), new Text("application/eat-cwt" + MEDIA_TYPE))));
        byte[] payload = EarCbor.encode(result);
        byte[] signature = sign(CborEncoding.encode(new Array(
                List.of(new Text("Signature1"), new Bytes(headers), new Bytes(new byte[0]), new Bytes(payload)))));
        CborValue message =
                new Array(List.of(new Bytes(headers), new Mapping(Map.of()), new Bytes(payload), new Bytes(signature)));
        return CborEncoding.encode(new Tagged(COSE_SIGN1, message));
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm.jca);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
