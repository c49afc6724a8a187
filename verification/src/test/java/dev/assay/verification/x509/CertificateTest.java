package dev.assay.verification.x509;

import static dev.assay.verification.x509.IssuedCertificates.FROM;
import static dev.assay.verification.x509.IssuedCertificates.TO;
import static dev.assay.verification.x509.IssuedCertificates.authority;
import static dev.assay.verification.x509.IssuedCertificates.ec;
import static dev.assay.verification.x509.IssuedCertificates.leaf;
import static dev.assay.verification.x509.IssuedCertificates.leafWith;
import static dev.assay.verification.x509.IssuedCertificates.rsa;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTest {

    private static final KeyPair P256 = ec("secp256r1");
    private static final byte[] ROOT = authority("CN=Root", P256, "CN=Root", P256, "SHA256withECDSA");

    @ParameterizedTest
    @CsvSource({
        "secp256r1,SHA256withECDSA",
        "secp384r1,SHA384withECDSA",
        "2048,SHA256withRSA",
        "2048,SHA384withRSA",
        "2048,SHA512withRSA",
    })
    void chainsOfEachAlgorithmAreFollowed(String kind, String algorithm) {
        KeyPair keys = kind.startsWith("secp") ? ec(kind) : rsa(Integer.parseInt(kind));
        Certificate root = Certificate.parse(authority("CN=Root", keys, "CN=Root", keys, algorithm));
        Certificate below = Certificate.parse(authority("CN=Below", P256, "CN=Root", keys, algorithm));
        below.checkIssuedBy(root, new SignatureCache());
        assertTrue(root.isCa() && root.maySignCertificates() && root.maySignRevocationLists());
        assertFalse(root.maySignData());
        Certificate impostor = Certificate.parse(authority("CN=Root", P256, "CN=Root", P256, "SHA256withECDSA"));
        rejected(Reason.CERTIFICATE_SIGNATURE, () -> below.checkIssuedBy(impostor, new SignatureCache()));
        rejected(Reason.CERTIFICATE_ISSUER, () -> root.checkIssuedBy(below, new SignatureCache()));
    }

    @Test
    void bothEndsOfTheValidityAreIncluded() {
        Certificate root = Certificate.parse(ROOT);
        root.checkValidity(FROM);
        root.checkValidity(TO);
        rejected(Reason.CERTIFICATE_NOT_YET_VALID, () -> root.checkValidity(FROM.minusSeconds(1)));
        rejected(Reason.CERTIFICATE_EXPIRED, () -> root.checkValidity(TO.plusSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({"secp521r1,SHA384withECDSA", "1024,SHA256withRSA", "2048,SHA1withRSA"})
    void refusesOtherKeysAndAlgorithms(String kind, String algorithm) {
        KeyPair keys = kind.startsWith("secp") ? ec(kind) : rsa(Integer.parseInt(kind));
        rejected(
                Reason.CERTIFICATE_ALGORITHM,
                () -> Certificate.parse(authority("CN=Root", keys, "CN=Root", keys, algorithm)));
    }

    /** A P-384 key that signs with SHA-256 is none of the vendors'. */
    @Test
    void aCurveHasOneHash() {
        KeyPair p384 = ec("secp384r1");
        Certificate root = Certificate.parse(authority("CN=Root", p384, "CN=Root", p384, "SHA384withECDSA"));
        Certificate below = Certificate.parse(authority("CN=Below", p384, "CN=Root", p384, "SHA256withECDSA"));
        rejected(Reason.CERTIFICATE_SIGNATURE, () -> below.checkIssuedBy(root, new SignatureCache()));
    }

    @Test
    void criticalExtensionsMustBeUnderstood() {
        ASN1ObjectIdentifier own = new ASN1ObjectIdentifier("1.3.6.1.4.1.3704.1.1");
        byte[] der = leafWith(own, P256);
        rejected(Reason.CERTIFICATE_EXTENSION_UNKNOWN, () -> Certificate.parse(der));
        Certificate read = Certificate.parse(der, Set.of(own.getId()));
        assertArrayEquals(new byte[] {0x0c, 1, 'x'}, read.extension(own.getId()).orElseThrow());
        assertTrue(read.extension("1.2.3").isEmpty());
    }

    @Test
    void purposesAreReadAndNoneIsNoLimit() {
        assertEquals(Set.of(), Certificate.parse(ROOT).purposes());
        ExtendedKeyUsage usage = new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_OCSPSigning, KeyPurposeId.getInstance(new ASN1ObjectIdentifier("2.23.133.8.3"))
        });
        Certificate responder = Certificate.parse(leafWith(Extension.extendedKeyUsage, usage, P256));
        assertEquals(Set.of("1.3.6.1.5.5.7.3.9", "2.23.133.8.3"), responder.purposes());
        assertTrue(responder.isForOcsp());
        byte[] broken = leafWith(Extension.extendedKeyUsage, new DERUTF8String("x"), P256);
        rejected(Reason.CERTIFICATE_MALFORMED, () -> Certificate.parse(broken));
    }

    @Test
    void aCommonNameIsReadExactly() {
        assertEquals(Optional.of("A b"), named("CN=A b,O=X"));
        assertEquals(Optional.empty(), named("CN=A,CN=B"));
        assertEquals(Optional.empty(), named("O=X"));
    }

    private static Optional<String> named(String name) {
        return Certificate.parse(leaf(name, P256, "CN=Root", P256, BigInteger.ONE))
                .commonName();
    }

    @Test
    void pemHoldsCertificatesAndNothingElse() {
        String block = pem(ROOT);
        assertEquals(2, Certificate.parsePem(bytes(block + "\n\n" + block), 2).size());
        assertEquals(List.of(), refusedPem());
    }

    /** Each is refused; the list names those that are not. */
    private static List<String> refusedPem() {
        String block = pem(ROOT);
        return List.of(
                        "",
                        "hello",
                        block + "x",
                        "x" + block,
                        block + block + block,
                        block.replace("CERTIFICATE", "X509 CRL"),
                        block.replace("-----END", "----END"),
                        block.replaceFirst("M", "*"))
                .stream()
                .filter(text -> {
                    try {
                        Certificate.parsePem(bytes(text), 2);
                        return true;
                    } catch (Rejection e) {
                        return false;
                    }
                })
                .toList();
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void refusesWhatIsNotExactlyOneInDer() {
        for (byte[] wrong : List.of(
                new byte[0],
                Arrays.copyOf(ROOT, ROOT.length + 1),
                Arrays.copyOf(ROOT, ROOT.length - 1),
                new byte[Certificate.MAX_BYTES + 1])) {
            rejected(Reason.CERTIFICATE_MALFORMED, () -> Certificate.parse(wrong));
        }
    }

    @Test
    void damagedCertificatesAreRefusedOrNotSigned() {
        Certificate root = Certificate.parse(ROOT);
        byte[] der = leaf("CN=Leaf", P256, "CN=Root", P256, BigInteger.TWO);
        Random random = new Random(21);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = der.clone();
            damaged[random.nextInt(der.length)] ^= (byte) (1 + random.nextInt(255));
            assertThrows(Rejection.class, () -> Certificate.parse(damaged).checkIssuedBy(root, new SignatureCache()));
        }
    }

    private static void rejected(Reason reason, Runnable check) {
        assertEquals(reason, assertThrows(Rejection.class, check::run).reason());
    }
}
