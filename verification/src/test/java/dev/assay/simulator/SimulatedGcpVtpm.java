package dev.assay.simulator;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.tpm.TpmHash;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.jspecify.annotations.Nullable;

/**
 * A simulated virtual TPM of Google Cloud: it has booted, and makes attestations in the real format (go-tpm-tools) under a
 * throw-away root. Names and a critical extension of every certificate say SIMULATED (see
 * {@link dev.assay.verification.x509.SimulatedMark}), so only anchors built with {@code insecureSimulated} accept it.
 */
public final class SimulatedGcpVtpm {

    /** The name that a policy gives to the machine. */
    public static final String INSTANCE = "projects/SIMULATED-project/zones/zone-a/instances/42";

    private static final String INSTANCE_OID = "1.3.6.1.4.1.11129.2.1.21";
    /** As Google's: of attestation keys too. */
    private static final String FOR_ENDORSEMENT_KEYS = "2.23.133.8.1";

    private static final Duration LIFE = Duration.ofDays(365);

    public final SoftwareTpm tpm;
    public final VtpmCertificate root;
    public final VtpmCertificate intermediate;
    public final VtpmCertificate leaf;

    /** What was measured while the machine booted; Secure Boot is on. */
    public byte[] eventLog;

    private byte @Nullable [] rootDer;

    private SimulatedGcpVtpm(SoftwareTpm tpm, SecureRandom random, Instant now) {
        this.tpm = tpm;
        Instant from = now.minus(LIFE);
        Instant to = now.plus(LIFE);
        root = new VtpmCertificate("SIMULATED EK/AK CA Root", SoftwareTpm.keys("EC", random), from, to)
                .authority(new BasicConstraints(true));
        intermediate = new VtpmCertificate("SIMULATED EK/AK CA Intermediate", SoftwareTpm.keys("EC", random), from, to)
                .authority(new BasicConstraints(0));
        leaf = new VtpmCertificate("SIMULATED AK", tpm.keys(), from, to)
                .extension(INSTANCE_OID, instance())
                .purposes(FOR_ENDORSEMENT_KEYS);
        eventLog = boot(tpm);
    }

    public static SimulatedGcpVtpm create(SecureRandom random, Instant now) {
        return new SimulatedGcpVtpm(SoftwareTpm.withEccKey(random), random, now);
    }

    /** As Google's machines are by default: its attestation key is RSA. */
    public static SimulatedGcpVtpm createWithRsaKey(SecureRandom random, Instant now) {
        return new SimulatedGcpVtpm(SoftwareTpm.withRsaKey(random), random, now);
    }

    /** Measures a boot with Secure Boot on, and gives its log. */
    public static byte[] boot(SoftwareTpm tpm) {
        EventLogWriter log = new EventLogWriter(List.of(TpmHash.SHA1, TpmHash.SHA256, TpmHash.SHA384));
        log.measure(tpm, 0, EventLogWriter.S_CRTM_VERSION, text("SIMULATED firmware\0"));
        log.measure(
                tpm, 7, EventLogWriter.VARIABLE_DRIVER_CONFIG, EventLogWriter.variable("SecureBoot", new byte[] {1}));
        for (int register = 0; register < 8; register++) {
            log.measure(tpm, register, EventLogWriter.SEPARATOR, new byte[4]);
        }
        log.measure(tpm, 8, EventLogWriter.IPL, text("linux /vmlinuz"), text("grub_cmd: linux /vmlinuz\0"));
        return log.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** SHA-256 of the root certificate's DER: what {@code TrustAnchors.insecureSimulated} takes. */
    public Digest rootDigest() {
        return Digest.sha256(rootDer());
    }

    /** The certificates of the root and of the intermediate. */
    public List<byte[]> authorities() {
        return List.of(rootDer(), intermediate.issue(root));
    }

    /** Issued once: each issue has another random signature and so another digest. */
    private byte[] rootDer() {
        if (rootDer == null) {
            rootDer = root.issue();
        }
        return rootDer;
    }

    /** An attestation with quotes over three banks. */
    public byte[] attest(byte[] nonce) {
        return attestation(
                List.of(signed(nonce, TpmHash.SHA1), signed(nonce, TpmHash.SHA256), signed(nonce, TpmHash.SHA384)));
    }

    /** The message around these quotes. */
    public byte[] attestation(List<byte[]> quotes) {
        ProtoWriter message = new ProtoWriter().bytes(1, tpm.publicArea());
        quotes.forEach(quote -> message.bytes(2, quote));
        return message.bytes(3, eventLog).bytes(6, leaf.issue(intermediate)).toByteArray();
    }

    /** The message of one quote over a whole bank. */
    public byte[] signed(byte[] nonce, TpmHash bank) {
        return carry(tpm.quote(nonce, bank), bank);
    }

    /** The message of this quote, signed, beside the registers of the bank. */
    public byte[] carry(byte[] quote, TpmHash bank) {
        ProtoWriter pcrs = new ProtoWriter().number(1, bank.id());
        tpm.bank(bank)
                .forEach((index, value) -> pcrs.bytes(
                        2, new ProtoWriter().number(1, index).bytes(2, value).toByteArray()));
        return new ProtoWriter()
                .bytes(1, quote)
                .bytes(2, tpm.sign(quote))
                .bytes(3, pcrs.toByteArray())
                .toByteArray();
    }

    private static byte[] instance() {
        ASN1EncodableVector properties = new ASN1EncodableVector();
        properties.add(new DERTaggedObject(true, 0, new ASN1Integer(0)));
        properties.add(new DERTaggedObject(true, 1, ASN1Boolean.TRUE));
        ASN1EncodableVector fields = new ASN1EncodableVector();
        fields.add(new DERUTF8String("zone-a"));
        fields.add(new ASN1Integer(7));
        fields.add(new DERUTF8String("SIMULATED-project"));
        fields.add(new ASN1Integer(BigInteger.valueOf(42)));
        fields.add(new DERUTF8String("SIMULATED"));
        fields.add(new DERTaggedObject(true, 0, new DERSequence(properties)));
        try {
            return new DERSequence(fields).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("the extension cannot be encoded", e);
        }
    }
}
