package dev.assay.verification.tee.cca;

import static dev.assay.verification.tee.cca.FaultyCca.filled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CcaEndorsementsTest {

    // The base point of P-256.
    private static final String POINT =
            "\"x\":\"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY\",\"y\":\"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU\"";
    private static final String ENDORSEMENT = """
            [{"instance-id":"%s","implementation-id":"%s","pkey":{"kty":"EC","crv":"P-256",%s}}]""".formatted("01" + "ab".repeat(32), "CD".repeat(32), POINT);

    @Test
    void readsAStoreOfTrustAnchors() {
        CcaEndorsement endorsement = parse(ENDORSEMENT).endorsements().getFirst();
        assertEquals(NistCurve.P256, endorsement.attestationKey().curve());
        assertArrayEquals(filled(32, 0xCD), endorsement.implementationId());
        assertEquals(1, endorsement.instanceId()[0]);
        assertEquals(Instant.MAX, endorsement.notAfter());
        String ending = ENDORSEMENT.replace("}}]", "},\"not-after\":\"2030-01-01T00:00:00Z\"}]");
        assertEquals(
                Instant.parse("2030-01-01T00:00:00Z"),
                parse(ending).endorsements().getFirst().notAfter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P-256->P-384",
                "P-256->P-521",
                "EC->RSA",
                "axfR->axfS",
                "axfR->",
                "axfR->*",
                "01ab->02ab",
                "01ab->01",
                "CDCD->CD",
                "implementation-id->implementation",
                "}}]->},\"not-after\":\"tomorrow\"}]",
                "}}]->},\"extra\":1}]",
                "]->",
                "[->{"
            })
    void refusesWhatIsNoSuchStore(String change) {
        String[] parts = change.split("->", 2);
        assertThrows(
                IllegalArgumentException.class,
                () -> parse(ENDORSEMENT.replaceFirst(Pattern.quote(parts[0]), parts[1])));
    }

    @Test
    void refusesTwoEndorsementsOfOnePlatform() {
        CcaEndorsement one = FaultyCca.endorsement();
        assertThrows(IllegalArgumentException.class, () -> CcaEndorsements.of(List.of(one, one)));
    }

    @ParameterizedTest
    @EnumSource
    void theDigestOfAKeyIsThatOfItsSubjectPublicKeyInfo(NistCurve curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve == NistCurve.P256 ? "secp256r1" : "secp384r1"));
        PublicKey key = generator.generateKeyPair().getPublic();
        byte[] info = key.getEncoded();
        byte[] point = Arrays.copyOfRange(info, info.length - 2 * curve.coordinateBytes(), info.length);
        assertEquals(Digest.sha256(info), CcaEndorsement.keyDigest(EcdsaKey.of(curve, point)));
    }

    private static CcaEndorsements parse(String json) {
        return CcaEndorsements.parse(json.getBytes(StandardCharsets.US_ASCII));
    }
}
