package dev.assay.verification.x509;

import static dev.assay.verification.x509.IssuedCertificates.FROM;
import static dev.assay.verification.x509.IssuedCertificates.TO;
import static dev.assay.verification.x509.IssuedCertificates.authority;
import static dev.assay.verification.x509.IssuedCertificates.ec;
import static dev.assay.verification.x509.IssuedCertificates.leaf;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class RevocationListTest {

    private static final KeyPair KEYS = ec("secp256r1");
    private static final Certificate CA =
            Certificate.parse(authority("CN=Root", KEYS, "CN=Root", KEYS, "SHA256withECDSA"));
    private static final Certificate GOOD =
            Certificate.parse(leaf("CN=Good", KEYS, "CN=Root", KEYS, BigInteger.valueOf(7)));
    private static final Certificate BAD =
            Certificate.parse(leaf("CN=Bad", KEYS, "CN=Root", KEYS, BigInteger.valueOf(8)));

    @Test
    void namesWhatIsRevoked() {
        RevocationList list = RevocationList.parse(list("CN=Root", KEYS, RevocationListTest::number));
        list.check(CA, new SignatureCache(), FROM);
        list.check(CA, new SignatureCache(), TO);
        assertDoesNotThrow(() -> list.checkNotRevoked(GOOD));
        rejected(Reason.CERTIFICATE_REVOKED, () -> list.checkNotRevoked(BAD));
        assertEquals(Set.of(BigInteger.valueOf(8)), list.serials());
        assertEquals(Optional.of(BigInteger.valueOf(5)), list.number());
        assertEquals(FROM, list.thisUpdate());
        assertEquals(TO, list.nextUpdate());
    }

    @Test
    void rejectsListsOfAnotherIssuer() {
        RevocationList other = RevocationList.parse(list("CN=root", KEYS, RevocationListTest::number));
        rejected(Reason.CRL_ISSUER, () -> other.check(CA, new SignatureCache(), FROM));
        RevocationList list = RevocationList.parse(list("CN=Good", KEYS, RevocationListTest::number));
        rejected(Reason.CRL_ISSUER, () -> list.check(GOOD, new SignatureCache(), FROM));
    }

    /** Intel's test PKI has the names of the real one: only the signature tells them apart. */
    @Test
    void rejectsListsOfTheSameNameSignedByAnotherKey() {
        RevocationList forged = RevocationList.parse(list("CN=Root", ec("secp256r1"), RevocationListTest::number));
        rejected(Reason.CRL_SIGNATURE, () -> forged.check(CA, new SignatureCache(), FROM));
    }

    @Test
    void rejectsListsOutOfTheirTime() {
        RevocationList list = RevocationList.parse(list("CN=Root", KEYS, RevocationListTest::number));
        rejected(Reason.CRL_NOT_CURRENT, () -> list.check(CA, new SignatureCache(), FROM.minusSeconds(1)));
        rejected(Reason.CRL_NOT_CURRENT, () -> list.check(CA, new SignatureCache(), TO.plusSeconds(1)));
    }

    @Test
    void refusesListsThatSayLessThanTheySeemTo() {
        malformed(list("CN=Root", KEYS, builder -> extension(builder, Extension.deltaCRLIndicator)));
        malformed(list("CN=Root", KEYS, RevocationListTest::indirect));
        malformed(build(new X509v2CRLBuilder(new X500Name("CN=Root"), Date.from(FROM)), KEYS));
    }

    @Test
    void refusesWhatIsNoList() {
        byte[] der = list("CN=Root", KEYS, RevocationListTest::number);
        malformed(new byte[0]);
        malformed(Arrays.copyOf(der, der.length + 1));
        malformed(Arrays.copyOf(der, der.length - 1));
        malformed(new byte[(1 << 20) + 1]);
        malformed(CA.der());
    }

    @Test
    void damagedListsAreRefusedOrNotSigned() {
        byte[] der = list("CN=Root", KEYS, RevocationListTest::number);
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = der.clone();
            damaged[random.nextInt(der.length)] ^= (byte) (1 + random.nextInt(255));
            assertThrows(Rejection.class, () -> RevocationList.parse(damaged).check(CA, new SignatureCache(), FROM));
        }
    }

    private static void number(X509v2CRLBuilder builder) {
        try {
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(5)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void extension(X509v2CRLBuilder builder, org.bouncycastle.asn1.ASN1ObjectIdentifier oid) {
        try {
            builder.addExtension(oid, true, new CRLNumber(BigInteger.ONE));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void indirect(X509v2CRLBuilder builder) {
        try {
            builder.addExtension(
                    Extension.issuingDistributionPoint, true, new IssuingDistributionPoint(null, true, false));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] list(String issuer, KeyPair keys, Consumer<X509v2CRLBuilder> more) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name(issuer), Date.from(FROM));
        builder.setNextUpdate(Date.from(TO));
        builder.addCRLEntry(BigInteger.valueOf(8), Date.from(Instant.EPOCH), 0);
        more.accept(builder);
        return build(builder, keys);
    }

    private static byte[] build(X509v2CRLBuilder builder, KeyPair keys) {
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void malformed(byte[] der) {
        rejected(Reason.CRL_MALFORMED, () -> RevocationList.parse(der));
    }

    private static void rejected(Reason reason, Runnable check) {
        assertEquals(reason, assertThrows(Rejection.class, check::run).reason());
    }
}
