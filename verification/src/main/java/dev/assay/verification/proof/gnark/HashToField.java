package dev.assay.verification.proof.gnark;

import dev.assay.verification.Digest;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.kzg.Scalar;
import dev.assay.verification.sign.Keccak;
import java.io.ByteArrayOutputStream;
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

    /** hash_to_field to one element of BN254's (RFC 9380, section 5.2). */
    static Fr rfc9380(byte[] message, String domain) {
        return reduce(expand(message, domain, UNIFORM_BYTES));
    }

    /** The same for either curve: both r need 32 bytes, and so both lengths are the same. */
    static Scalar rfc9380(Curve curve, byte[] message, String domain) {
        return Scalar.reduced(curve, expand(message, domain, UNIFORM_BYTES));
    }

    /** expand_message_xmd with SHA-256 (RFC 9380, section 5.3.1), for less than 256 bytes. */
    static byte[] expand(byte[] message, String domain, int sizeBytes) {
        byte[] suffix = Arrays.copyOf(domain.getBytes(StandardCharsets.US_ASCII), domain.length() + 1);
        suffix[domain.length()] = (byte) domain.length();
        byte[] length = {0, (byte) sizeBytes, 0};
        byte[] first = Digest.sha256(new byte[SHA256_BLOCK_BYTES], message, length, suffix)
                .bytes();
        byte[] block = new byte[Digest.SIZE_BYTES];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1; out.size() < sizeBytes; i++) {
            block = Digest.sha256(xor(first, block), new byte[] {(byte) i}, suffix)
                    .bytes();
            out.writeBytes(block);
        }
        return Arrays.copyOf(out.toByteArray(), sizeBytes);
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
