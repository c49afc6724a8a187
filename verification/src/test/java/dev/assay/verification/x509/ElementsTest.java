package dev.assay.verification.x509;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.x509.IssuedCertificates.FROM;
import static dev.assay.verification.x509.IssuedCertificates.TO;
import static dev.assay.verification.x509.IssuedCertificates.ec;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ASN.1 library reads and RFC 5280 does not allow, as fuzzing against the JDK's reader showed. */
class ElementsTest {

    private static final int VERSION = 0;
    private static final int VALIDITY = 4;
    private static final int SUBJECT = 5;
    private static final int EXTENSIONS = 7;
    private static final int ENTRIES = 5;

    private static final KeyPair KEYS = ec("secp256r1");
    private static final byte[] CERTIFICATE = IssuedCertificates.leaf("CN=Leaf", KEYS, "CN=Root", KEYS, BigInteger.TWO);
    private static final byte[] LIST = list();

    @Test
    void rejectsVersionsUnderAnotherTag() {
        ASN1Integer version3 = new ASN1Integer(2);
        refused(tbs -> tbs.set(VERSION, new DERTaggedObject(true, 16, version3)));
        refused(tbs -> tbs.set(VERSION, new DERTaggedObject(true, BERTags.APPLICATION, 0, version3)));
    }

    @Test
    void rejectsExtensionsThatComeTwice() {
        refused(tbs -> tbs.add(tbs.get(EXTENSIONS)));
    }

    @Test
    void rejectsOptionalElementsOutOfTheirOrder() {
        DERTaggedObject uniqueId = new DERTaggedObject(false, 2, new DERBitString(new byte[] {1}));
        Certificate.parse(changed(CERTIFICATE, tbs -> tbs.add(EXTENSIONS, uniqueId)));
        refused(tbs -> tbs.add(uniqueId));
    }

    @Test
    void rejectsNamesThatAreNoTexts() {
        for (ASN1Encodable value :
                List.of(DERNull.INSTANCE, new DERTaggedObject(true, BERTags.PRIVATE, 40, DERNull.INSTANCE))) {
            X500Name name = new X500Name(new RDN[] {new RDN(BCStyle.SERIALNUMBER, value)});
            refused(tbs -> tbs.set(SUBJECT, name));
        }
    }

    /** Of the validity, which is the fifth element. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "20260801000000+0100",
                "20260801000000.5Z",
                "20261301000000Z",
                "20260230000000Z",
                "20260801000060Z",
                "20260801000000"
            })
    void rejectsTimesThatAreNoWholeSecondsOfUtc(String text) {
        refused(tbs -> tbs.set(VALIDITY, validity(new DERGeneralizedTime(text))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2608010000Z", "260801000000+0100", "261301000000Z"})
    void rejectsShortTimesThatAreNoWholeSecondsOfUtc(String text) {
        refused(tbs -> tbs.set(VALIDITY, validity(new DERUTCTime(text))));
    }

    /** The library, by the calendar of that time, takes it for 1000-01-05. */
    @Test
    void readsTimesLongPastAsOthersDo() {
        byte[] der =
                changed(CERTIFICATE, tbs -> tbs.set(VALIDITY, validity(new DERGeneralizedTime("09991231235959Z"))));
        assertEquals(
                Instant.parse("0999-12-31T23:59:59Z"), Certificate.parse(der).notAfter());
        byte[] old = changed(CERTIFICATE, tbs -> tbs.set(VALIDITY, validity(new DERUTCTime("500101000000Z"))));
        assertEquals(
                Instant.parse("1950-01-01T00:00:00Z"), Certificate.parse(old).notAfter());
    }

    private static DERSequence validity(ASN1Encodable notAfter) {
        return new DERSequence(new ASN1Encodable[] {new DERUTCTime("260701000000Z"), notAfter});
    }

    private static void refused(Consumer<List<ASN1Encodable>> change) {
        rejected(Reason.CERTIFICATE_MALFORMED, () -> Certificate.parse(changed(CERTIFICATE, change)));
    }

    @Test
    void readsTheListAsItWas() {
        assertEquals(
                Set.of(BigInteger.valueOf(8)),
                RevocationList.parse(changed(LIST, tbs -> {})).serials());
    }

    /** The library reads the first and passes over the second. */
    @Test
    void rejectsListsWithEntriesTwice() {
        refusedList(tbs -> tbs.add(tbs.get(ENTRIES)));
    }

    @Test
    void rejectsListsWithExtensionsUnderAnotherTag() {
        ASN1Encodable none = new DERSequence();
        refusedList(tbs -> tbs.add(new DERTaggedObject(true, 1, none)));
        refusedList(tbs -> {
            tbs.add(new DERTaggedObject(true, 0, none));
            tbs.add(new DERTaggedObject(true, 0, none));
        });
    }

    @Test
    void rejectsEntriesWithoutATime() {
        refusedList(tbs -> tbs.set(
                ENTRIES, new DERSequence(new DERSequence(new ASN1Encodable[] {new ASN1Integer(8), DERNull.INSTANCE}))));
    }

    private static void refusedList(Consumer<List<ASN1Encodable>> change) {
        rejected(Reason.CRL_MALFORMED, () -> RevocationList.parse(changed(LIST, change)));
    }

    /** The signed part with a change, under the signature of another. */
    private static byte[] changed(byte[] der, Consumer<List<ASN1Encodable>> change) {
        ASN1Encodable[] parts = ASN1Sequence.getInstance(der).toArray();
        List<ASN1Encodable> tbs =
                new ArrayList<>(Arrays.asList(ASN1Sequence.getInstance(parts[0]).toArray()));
        change.accept(tbs);
        parts[0] = new DERSequence(tbs.toArray(new ASN1Encodable[0]));
        try {
            return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] list() {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name("CN=Root"), Date.from(FROM));
        builder.setNextUpdate(Date.from(TO));
        builder.addCRLEntry(BigInteger.valueOf(8), Date.from(FROM), 0);
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
