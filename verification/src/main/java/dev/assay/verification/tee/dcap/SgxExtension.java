package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.x509.Certificate;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * What a PCK certificate says of its platform (Intel SGX PCK Certificate and CRL Profile Specification, section 1.3.5,
 * "SGX Extensions").
 */
final class SgxExtension {

    static final String OID = "1.2.840.113741.1.13.1";
    static final int CPU_SVN_BYTES = 16;
    static final int PCE_ID_BYTES = 2;

    private static final int PPID_BYTES = 16;
    private static final int FMSPC_BYTES = 6;
    private static final int COMPONENTS = 16;

    private final byte[] ppid;
    private final byte[] pceId;
    private final byte[] fmspc;
    private final byte[] cpuSvn;
    private final int[] components = new int[COMPONENTS];
    private final int pceSvn;

    private SgxExtension(Map<String, ASN1Encodable> members, Map<String, ASN1Encodable> tcb) {
        ppid = octets(members, OID + ".1", PPID_BYTES);
        pceId = octets(members, OID + ".3", PCE_ID_BYTES);
        fmspc = octets(members, OID + ".4", FMSPC_BYTES);
        for (int i = 0; i < COMPONENTS; i++) {
            components[i] = number(tcb, OID + ".2." + (i + 1), 0xFF);
        }
        pceSvn = number(tcb, OID + ".2.17", 0xFFFF);
        cpuSvn = octets(tcb, OID + ".2.18", CPU_SVN_BYTES);
    }

    /** @throws Rejection unless the certificate has the extension, with every part that a verifier needs, once */
    static SgxExtension of(Certificate pck) {
        byte[] der = pck.extension(OID).orElseThrow(() -> invalid("no SGX extension"));
        try {
            Map<String, ASN1Encodable> members = members(ASN1Primitive.fromByteArray(der));
            return new SgxExtension(members, members(member(members, OID + ".2")));
        } catch (Rejection rejection) {
            throw rejection;
        } catch (IOException | RuntimeException e) {
            // The ASN.1 classes throw many kinds of exception on hostile bytes; all mean the same here.
            throw invalid("not what Intel's profile says: " + e.getClass().getSimpleName());
        }
    }

    /** A sequence of pairs of an object identifier and a value. */
    private static Map<String, ASN1Encodable> members(ASN1Encodable value) {
        Map<String, ASN1Encodable> members = new HashMap<>();
        for (ASN1Encodable element : ASN1Sequence.getInstance(value)) {
            ASN1Sequence pair = ASN1Sequence.getInstance(element);
            String oid = ASN1ObjectIdentifier.getInstance(pair.getObjectAt(0)).getId();
            if (pair.size() != 2 || members.put(oid, pair.getObjectAt(1)) != null) {
                throw invalid("no pair, or twice: " + oid);
            }
        }
        return members;
    }

    private static ASN1Encodable member(Map<String, ASN1Encodable> members, String oid) {
        ASN1Encodable value = members.get(oid);
        if (value == null) {
            throw invalid("lacks " + oid);
        }
        return value;
    }

    private static byte[] octets(Map<String, ASN1Encodable> members, String oid, int length) {
        byte[] octets = ASN1OctetString.getInstance(member(members, oid)).getOctets();
        if (octets.length != length) {
            throw invalid(oid + " has " + octets.length + " bytes");
        }
        return octets;
    }

    private static int number(Map<String, ASN1Encodable> members, String oid, int most) {
        int number = ASN1Integer.getInstance(member(members, oid)).intValueExact();
        if (number < 0 || number > most) {
            throw invalid(oid + " is " + number);
        }
        return number;
    }

    byte[] ppid() {
        return ppid.clone();
    }

    byte[] pceId() {
        return pceId.clone();
    }

    byte[] fmspc() {
        return fmspc.clone();
    }

    byte[] cpuSvn() {
        return cpuSvn.clone();
    }

    /** The SVN of one of the 16 components of the platform's TCB. */
    int component(int index) {
        return components[index];
    }

    int pceSvn() {
        return pceSvn;
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.PCK_EXTENSION_INVALID, "the PCK certificate's SGX extension: " + detail);
    }
}
