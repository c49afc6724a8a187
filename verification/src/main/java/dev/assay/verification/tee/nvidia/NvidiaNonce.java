package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The nonce that a TEE asks its GPU with, so that neither one's evidence can be replaced by another session's:
 *
 * <pre>SHA-256(len || "assay/nvidia-nonce/v1" || len || SHA-256(CPU evidence) || len || session)</pre>
 *
 * with each {@code len} four bytes, big-endian. It shows that the report was made after the CPU's evidence and for it. It
 * does not show that the GPU sits in that machine: anybody who knows the CPU's evidence can ask any GPU. That is for the
 * measured code in the TEE to see, which opens the encrypted session with the GPU and then asks; so a policy for the CPU
 * must name that code, and the TEE's attested key must sign the digest of the GPU's report.
 */
public final class NvidiaNonce {

    private static final byte[] LABEL = "assay/nvidia-nonce/v1".getBytes(StandardCharsets.US_ASCII);

    private NvidiaNonce() {}

    /**
     * @param cpuEvidence SHA-256 of the evidence of the TEE that drives the GPU, as received
     * @param session what the client chose for this session; empty if it chose nothing
     */
    public static Digest of(Digest cpuEvidence, byte[] session) {
        return Digest.sha256(
                length(LABEL), LABEL, length(cpuEvidence.bytes()), cpuEvidence.bytes(), length(session), session);
    }

    private static byte[] length(byte[] part) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array();
    }
}
