package dev.assay.verification.sign;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 with the padding of the original submission, as Ethereum uses it (not SHA-3 of FIPS 202). */
public final class Keccak {

    private Keccak() {}

    /** The 32-byte hash of the parts, one after the other. */
    public static byte[] keccak256(byte[]... parts) {
        KeccakDigest digest = new KeccakDigest(256);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }
}
