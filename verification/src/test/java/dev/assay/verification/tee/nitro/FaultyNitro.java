package dev.assay.verification.tee.nitro;

import dev.assay.simulator.CborWriter;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * A fake AWS root that signs anything: the parts of a right document, which a test changes before {@link #document()} puts
 * them together and signs. Unlike {@code SimulatedNitro} it does not say that it is no hardware.
 */
public final class FaultyNitro {

    public static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    static final NitroPolicy POLICY = policy().build();

    private static final KeyPair ROOT_KEYS = FaultyCertificate.newKeys("secp384r1");
    private static final KeyPair INTERMEDIATE_KEYS = FaultyCertificate.newKeys("secp384r1");
    private static final KeyPair LEAF_KEYS = FaultyCertificate.newKeys("secp384r1");

    final FaultyCertificate root;
    final FaultyCertificate intermediate;
    final FaultyCertificate leaf;

    /** CBOR by name, in the order of a real document. The certificates are put in last, unless a test has put some. */
    public final Map<String, byte[]> fields = new LinkedHashMap<>();

    byte[] protectedHeader = {(byte) 0xA1, 0x01, 0x38, 0x22};
    Function<byte[], byte[]> payloadFault = payload -> payload;
    Function<byte[], byte[]> signatureFault = signature -> signature;

    private byte @Nullable [] issuedRoot;

    public FaultyNitro() {
        Instant from = NOW.minus(Duration.ofDays(10));
        Instant to = NOW.plus(Duration.ofDays(10));
        String rootName = "CN=aws.nitro-enclaves,O=Test";
        root = new FaultyCertificate(rootName, ROOT_KEYS, new X500Name(rootName), ROOT_KEYS, from, to);
        root.constraints(new BasicConstraints(true)).usage(KeyUsage.keyCertSign);
        intermediate = new FaultyCertificate(
                "CN=i-0.aws.nitro-enclaves,O=Test", INTERMEDIATE_KEYS, root.subject, ROOT_KEYS, from, to);
        intermediate.constraints(new BasicConstraints(0)).usage(KeyUsage.keyCertSign);
        leaf = new FaultyCertificate(
                "CN=i-0-enc0.aws,O=Test",
                LEAF_KEYS,
                intermediate.subject,
                INTERMEDIATE_KEYS,
                NOW.minusSeconds(60),
                NOW.plusSeconds(3 * 3600));
        leaf.constraints(new BasicConstraints(false)).usage(KeyUsage.digitalSignature);
        putFields();
    }

    private void putFields() {
        put("module_id", cbor -> cbor.text("i-0-enc0"));
        put("digest", cbor -> cbor.text("SHA384"));
        put("timestamp", cbor -> cbor.uint(NOW.toEpochMilli()));
        put("pcrs", cbor -> cbor.map(2).uint(0).bytes(pcr(1)).uint(4).bytes(pcr(2)));
    }

    public static byte[] pcr(int fill) {
        byte[] pcr = new byte[48];
        Arrays.fill(pcr, (byte) fill);
        return pcr;
    }

    static NitroPolicy.Builder policy() {
        return NitroPolicy.builder()
                .anyMeasurement()
                .refuseDebug()
                .freshness(Freshness.keyBinding(Duration.ofMinutes(10)))
                .clockSkew(Duration.ofSeconds(30));
    }

    public FaultyNitro put(String field, Function<CborWriter, CborWriter> value) {
        fields.put(field, value.apply(new CborWriter()).toByteArray());
        return this;
    }

    public byte[] document() {
        return envelope(payload());
    }

    private byte[] payload() {
        fields.putIfAbsent("certificate", new CborWriter().bytes(leaf.issue()).toByteArray());
        fields.putIfAbsent("cabundle", bundle(List.of(rootDer(), intermediate.issue())));
        CborWriter payload = new CborWriter().map(fields.size());
        fields.forEach((name, value) -> payload.text(name).raw(value));
        return payload.toByteArray();
    }

    byte[] envelope(byte[] signedPayload) {
        byte[] signature = signatureFault.apply(sign(signedPayload));
        return new CborWriter()
                .array(4)
                .bytes(protectedHeader)
                .map(0)
                .bytes(payloadFault.apply(signedPayload))
                .bytes(signature)
                .toByteArray();
    }

    private byte[] sign(byte[] payload) {
        try {
            Signature signer = Signature.getInstance("SHA384withECDSAinP1363Format");
            signer.initSign(LEAF_KEYS.getPrivate());
            signer.update(new CborWriter()
                    .array(4)
                    .text("Signature1")
                    .bytes(protectedHeader)
                    .bytes(new byte[0])
                    .bytes(payload)
                    .toByteArray());
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Under the test's own root, whatever it has become. */
    Verdict<VerifiedNitro> verify() {
        return verify(POLICY);
    }

    Verdict<VerifiedNitro> verify(NitroPolicy policy) {
        return NitroVerifier.verify(document(), anchors(), policy, NOW);
    }

    public TrustAnchors anchors() {
        return TrustAnchors.pinned(Set.of(Digest.sha256(rootDer())));
    }

    /** Issued once: each issue has another random signature and so another digest. */
    byte[] rootDer() {
        if (issuedRoot == null) {
            issuedRoot = root.issue();
        }
        return issuedRoot;
    }

    static byte[] bundle(List<byte[]> certificates) {
        CborWriter bundle = new CborWriter().array(certificates.size());
        certificates.forEach(bundle::bytes);
        return bundle.toByteArray();
    }
}
