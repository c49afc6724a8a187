package dev.assay.simulator;

import dev.assay.verification.Digest;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A simulated AWS Nitro hypervisor: it makes attestation documents in the real format (COSE_Sign1, ES384, a chain of
 * P-384 certificates) under a throw-away root. Names and a critical extension of every certificate say SIMULATED (see
 * {@link dev.assay.verification.tee.SimulatedMark}), so only anchors built with {@code insecureSimulated} accept it.
 * Safe for use by several threads.
 */
public final class SimulatedNitro {

    /** AWS: a leaf certificate lives three hours, starts a few seconds before launch, and serves many documents. */
    private static final Duration LEAF_LIFE = Duration.ofHours(3);

    private static final Duration LEAF_HEAD_START = Duration.ofSeconds(3);
    /** A new leaf is issued this long before the last one ends, so that a document is never born expired. */
    private static final Duration LEAF_RENEWAL = Duration.ofMinutes(30);

    private static final Duration ROOT_HEAD_START = Duration.ofDays(365);
    private static final byte[] PROTECTED_HEADER = {(byte) 0xA1, 0x01, 0x38, 0x22};

    private final SecureRandom random;
    private final SimulatedCertificate root;
    private Chain chain;

    /** Certificates root first, as in {@code cabundle}; the leaf apart. */
    private record Chain(List<byte[]> cabundle, SimulatedCertificate leaf, Instant notBefore) {

        boolean serves(Instant now) {
            return !now.isBefore(notBefore)
                    && now.isBefore(notBefore.plus(LEAF_LIFE).minus(LEAF_RENEWAL));
        }
    }

    private SimulatedNitro(SecureRandom random, SimulatedCertificate root, Instant now) {
        this.random = random;
        this.root = root;
        this.chain = newChain(now);
    }

    /** Makes a root that starts one year before {@code now}, three intermediates as AWS has them, and a leaf. */
    public static SimulatedNitro create(SecureRandom random, Instant now) {
        SimulatedCertificate root = SimulatedCertificate.root("aws.nitro-enclaves", now.minus(ROOT_HEAD_START), random);
        return new SimulatedNitro(random, root, now);
    }

    /**
     * The root of an earlier {@link #create}, so that whoever pinned it need not pin again after a restart.
     *
     * @param root what {@link #saveRoot} gave
     * @throws IllegalArgumentException if it is something else
     */
    public static SimulatedNitro load(byte[] root, SecureRandom random, Instant now) {
        return new SimulatedNitro(random, SimulatedCertificate.load(root), now);
    }

    /** The root's certificate and its private key, for a file that only the owner reads. */
    public byte[] saveRoot() {
        return root.save();
    }

    /** SHA-256 of the root certificate's DER: what {@code TrustAnchors.insecureSimulated} takes. */
    public Digest rootDigest() {
        return Digest.sha256(root.der());
    }

    /**
     * An attestation document: an untagged COSE_Sign1 with a payload of nine fields, the optional ones null where absent.
     *
     * @param pcrs registers by index 0..31, each of 48 bytes; all-zero PCR0 is what AWS gives a debug enclave
     * @param publicKey at most 1024 bytes
     * @param userData at most 1024 bytes
     * @param nonce at most 1024 bytes
     * @param now the document's timestamp, in milliseconds; within the root's 30 years
     */
    public synchronized byte[] attest(
            Map<Integer, byte[]> pcrs,
            byte @Nullable [] publicKey,
            byte @Nullable [] userData,
            byte @Nullable [] nonce,
            Instant now) {
        return attest("pcrs", pcrs, publicKey, userData, nonce, now);
    }

    /** A document of an instance's NitroTPM: the same, with registers of the TPM. */
    public synchronized byte[] attestTpm(
            Map<Integer, byte[]> pcrs,
            byte @Nullable [] publicKey,
            byte @Nullable [] userData,
            byte @Nullable [] nonce,
            Instant now) {
        return attest("nitrotpm_pcrs", pcrs, publicKey, userData, nonce, now);
    }

    private byte[] attest(
            String registers,
            Map<Integer, byte[]> pcrs,
            byte @Nullable [] publicKey,
            byte @Nullable [] userData,
            byte @Nullable [] nonce,
            Instant now) {
        if (!chain.serves(now)) {
            chain = newChain(now);
        }
        return sign(
                payload(registers, pcrs, publicKey, userData, nonce, now),
                chain.leaf().keys().getPrivate());
    }

    private Chain newChain(Instant now) {
        Instant notBefore = now.minus(LEAF_HEAD_START);
        Instant end = now.plus(Duration.ofDays(1));
        SimulatedCertificate region = root.intermediate("region.aws.nitro-enclaves", 2, notBefore, end, random);
        SimulatedCertificate zone = region.intermediate("zonal.aws.nitro-enclaves", 1, notBefore, end, random);
        SimulatedCertificate instance = zone.intermediate("i-0.aws.nitro-enclaves", 0, notBefore, end, random);
        SimulatedCertificate leaf = instance.leaf("i-0-enc0.aws", notBefore, notBefore.plus(LEAF_LIFE), random);
        return new Chain(List.of(root.der(), region.der(), zone.der(), instance.der()), leaf, notBefore);
    }

    private byte[] payload(
            String registers,
            Map<Integer, byte[]> pcrs,
            byte @Nullable [] publicKey,
            byte @Nullable [] userData,
            byte @Nullable [] nonce,
            Instant now) {
        CborWriter payload = new CborWriter().map(9);
        payload.text("module_id").text("SIMULATED-i-0-enc0");
        payload.text("digest").text("SHA384");
        payload.text("timestamp").uint(now.toEpochMilli());
        payload.text(registers).map(pcrs.size());
        new TreeMap<>(pcrs).forEach((index, pcr) -> payload.uint(index).bytes(pcr));
        payload.text("certificate").bytes(chain.leaf().der());
        payload.text("cabundle").array(chain.cabundle().size());
        chain.cabundle().forEach(payload::bytes);
        optional(payload.text("public_key"), publicKey);
        optional(payload.text("user_data"), userData);
        optional(payload.text("nonce"), nonce);
        return payload.toByteArray();
    }

    private static void optional(CborWriter payload, byte @Nullable [] value) {
        if (value == null) {
            payload.nil();
        } else {
            payload.bytes(value);
        }
    }

    private byte[] sign(byte[] payload, PrivateKey key) {
        byte[] toBeSigned = new CborWriter()
                .array(4)
                .text("Signature1")
                .bytes(PROTECTED_HEADER)
                .bytes(new byte[0])
                .bytes(payload)
                .toByteArray();
        return new CborWriter()
                .array(4)
                .bytes(PROTECTED_HEADER)
                .map(0)
                .bytes(payload)
                .bytes(signature(toBeSigned, key))
                .toByteArray();
    }

    private byte[] signature(byte[] toBeSigned, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("SHA384withECDSAinP1363Format");
            signer.initSign(key, random);
            signer.update(toBeSigned);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ES384", e);
        }
    }
}
