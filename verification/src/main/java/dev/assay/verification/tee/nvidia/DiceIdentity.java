package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublicKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What the issuer of a leaf certificate, the device's boot ROM, measured before it handed out the leaf's key: the firmware
 * identifier (FWID) of the TCG DICE Attestation Architecture.
 *
 * @param fwid SHA-384 of the firmware
 * @param deviceKey the boot ROM's key, where the extension has it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DiceIdentity(byte[] fwid, Optional<byte[]> deviceKey) {

    /** CompositeDeviceID {version, deviceID, fwid}: Hopper and LS10. */
    private static final String COMPOSITE_DEVICE_ID = "2.23.133.5.4.1";
    /** DiceTcbInfo, whose element 6 is a list of FWIDs, the first of the firmware that holds the key: Blackwell. */
    private static final String TCB_INFO = "2.23.133.5.4.1.1";

    private static final int FWIDS = 6;
    private static final int SHA384_BYTES = 48;

    /** @throws Rejection unless the leaf has exactly one of the two extensions, well formed */
    static DiceIdentity of(Certificate leaf) {
        Optional<byte[]> composite = leaf.extension(COMPOSITE_DEVICE_ID);
        Optional<byte[]> tcbInfo = leaf.extension(TCB_INFO);
        if (composite.isPresent() == tcbInfo.isPresent()) {
            throw invalid("no DICE extension, or two");
        }
        try {
            return composite.isPresent() ? ofComposite(composite.get()) : ofTcbInfo(tcbInfo.orElseThrow());
        } catch (Rejection rejection) {
            throw rejection;
        } catch (IOException | RuntimeException e) {
            // The ASN.1 classes throw many kinds of exception on hostile bytes; all mean the same here.
            throw invalid("a malformed DICE extension");
        }
    }

    private static DiceIdentity ofComposite(byte[] der) throws IOException {
        ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
        if (sequence.size() != 3) {
            throw invalid("a DICE extension of " + sequence.size() + " elements");
        }
        SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(sequence.getObjectAt(1));
        return new DiceIdentity(
                fwid(sequence.getObjectAt(2)),
                Optional.of(key.getPublicKeyData().getOctets()));
    }

    private static DiceIdentity ofTcbInfo(byte[] der) throws IOException {
        for (ASN1Encodable element : ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der))) {
            if (element instanceof ASN1TaggedObject tagged && tagged.getTagNo() == FWIDS) {
                ASN1Sequence fwids = ASN1Sequence.getInstance(tagged, false);
                return new DiceIdentity(
                        fwid(fwids.size() == 0 ? ASN1Sequence.getInstance(fwids) : fwids.getObjectAt(0)),
                        Optional.empty());
            }
        }
        throw invalid("a DICE extension without FWIDs");
    }

    private static byte[] fwid(ASN1Encodable encoded) {
        ASN1Sequence sequence = ASN1Sequence.getInstance(encoded);
        if (sequence.size() != 2
                || !NISTObjectIdentifiers.id_sha384.equals(ASN1ObjectIdentifier.getInstance(sequence.getObjectAt(0)))) {
            throw invalid("a FWID that is not SHA-384");
        }
        byte[] digest = ASN1OctetString.getInstance(sequence.getObjectAt(1)).getOctets();
        if (digest.length != SHA384_BYTES) {
            throw invalid("a FWID of " + digest.length + " bytes");
        }
        return digest;
    }

    /** The device that the extension names is the one whose key signed the leaf. */
    void checkIssuer(Certificate issuer) {
        if (deviceKey.isPresent() && !isKey(issuer.key(), deviceKey.get())) {
            throw invalid("the DICE extension names another device key");
        }
    }

    private static boolean isKey(PublicKey key, byte[] encoded) {
        return key instanceof PublicKey.Ec(EcdsaKey point) && Arrays.equals(point.encoded(), encoded);
    }

    /** The firmware that reports is the firmware that was measured; older firmware does not name itself. */
    void checkFirmware(OpaqueFields fields) {
        if (fields.fwid().isPresent() && !Arrays.equals(fields.fwid().get(), fwid)) {
            throw invalid("the report names other firmware than the certificate");
        }
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.DEVICE_IDENTITY, detail);
    }
}
