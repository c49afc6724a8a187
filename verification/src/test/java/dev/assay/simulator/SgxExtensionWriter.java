package dev.assay.simulator;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** The extension of a PCK certificate that names its platform and its TCB. */
public final class SgxExtensionWriter {

    static final ASN1ObjectIdentifier OID = new ASN1ObjectIdentifier("1.2.840.113741.1.13.1");

    public byte[] ppid = new byte[16];
    public int[] components = new int[16];
    public int pceSvn = 11;
    public byte[] pceId = new byte[2];
    public byte[] fmspc = {0, (byte) 0x80, 0x6f, 5, 0, 0};

    public SgxExtensionWriter() {
        Arrays.fill(ppid, (byte) 0x51);
        Arrays.fill(components, 5);
    }

    /** CPUSVN: one byte a component. */
    public byte[] cpuSvn() {
        byte[] cpuSvn = new byte[components.length];
        for (int i = 0; i < cpuSvn.length; i++) {
            cpuSvn[i] = (byte) components[i];
        }
        return cpuSvn;
    }

    public byte[] der() {
        try {
            return new DERSequence(new ASN1Encodable[] {
                        pair("1", new DEROctetString(ppid)),
                        pair("2", tcb()),
                        pair("3", new DEROctetString(pceId)),
                        pair("4", new DEROctetString(fmspc)),
                        pair("5", new ASN1Enumerated(1))
                    })
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("DER cannot be written", e);
        }
    }

    private DERSequence tcb() {
        ASN1EncodableVector tcb = new ASN1EncodableVector();
        for (int i = 0; i < components.length; i++) {
            tcb.add(pair("2." + (i + 1), new ASN1Integer(components[i])));
        }
        tcb.add(pair("2.17", new ASN1Integer(pceSvn)));
        tcb.add(pair("2.18", new DEROctetString(cpuSvn())));
        return new DERSequence(tcb);
    }

    private static DERSequence pair(String arc, ASN1Encodable value) {
        return new DERSequence(new ASN1Encodable[] {OID.branch(arc), value});
    }
}
