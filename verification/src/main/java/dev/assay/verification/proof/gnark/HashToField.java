package dev.assay.verification.proof.gnark;

import dev.assay.verification.Digest;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.sign.Keccak;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a commitment becomes the public input that the circuit sees. Key and prover must agree on it. */
public enum HashToField {
    /** gnark's default: hash_to_field of RFC 9380 with SHA-256 and the domain {@code bsb22-commitment}. */
    RFC_9380 {
        @Override
        Fr hash(byte[] message) {
            return rfc9380(message, "bsb22-commitment");
        }
    },
    /** SHA-256 modulo r: {@code backend.WithVerifierHashToFieldFunction(sha256.New())}. */
    SHA_256 {
        @Override
        Fr hash(byte[] message) {
            return reduce(Digest.sha256(message).bytes());
        }
    },
    /** Keccak-256 modulo r: {@code solidity.WithVerifierTargetSolidityVerifier}. */
    KECCAK_256 {
        @Override
        Fr hash(byte[] message) {
            return reduce(Keccak.keccak256(message));
        }
    };

    /** 32 bytes and 128 bits more, so that the remainder is uniform (RFC 9380, section 5). */
    private static final int UNIFORM_BYTES = 48;

    private static final int SHA256_BLOCK_BYTES = 64;

    abstract Fr hash(byte[] message);

    /** hash_to_field to one element (RFC 9380, section 5.2), with expand_message_xmd and SHA-256 (section 5.3.1). */
    static Fr rfc9380(byte[] message, String domain) {
        return reduce(expand(message, domain));
    }

    static byte[] expand(byte[] message, String domain) {
        byte[] suffix = Arrays.copyOf(domain.getBytes(StandardCharsets.US_ASCII), domain.length() + 1);
        suffix[domain.length()] = (byte) domain.length();
        byte[] length = {0, UNIFORM_BYTES, 0};
        byte[] b0 = Digest.sha256(new byte[SHA256_BLOCK_BYTES], message, length, suffix)
                .bytes();
        byte[] b1 = Digest.sha256(b0, new byte[] {1}, suffix).bytes();
        byte[] b2 = Digest.sha256(xor(b0, b1), new byte[] {2}, suffix).bytes();
        byte[] uniform = Arrays.copyOf(b1, UNIFORM_BYTES);
        System.arraycopy(b2, 0, uniform, b1.length, UNIFORM_BYTES - b1.length);
        return uniform;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] sum = new byte[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (byte) (a[i] ^ b[i]);
        }
        return sum;
    }

    private static Fr reduce(byte[] bigEndian) {
        return Fr.of(new BigInteger(1, bigEndian).mod(Fr.MODULUS));
    }
}
