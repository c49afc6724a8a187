package dev.assay.client;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.TeeResult;
import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Request;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** An enclave with real evidence, keys and receipts, that answers every input with the input reversed. */
final class FakeEnclave {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    final SimulatedNitro nitro;
    final SigningKey key = SigningKey.generate(new SecureRandom());
    private final byte[] hpkeKey = new byte[32];
    private final Map<Integer, byte[]> pcrs;

    FakeEnclave() {
        nitro = SimulatedNitro.create(new SecureRandom(), NOW);
        Arrays.fill(hpkeKey, (byte) 9);
        byte[] pcr0 = new byte[48];
        Arrays.fill(pcr0, (byte) 7);
        pcrs = Map.of(0, pcr0, 1, new byte[48], 2, new byte[48]);
    }

    SigningKey key() {
        return key;
    }

    Digest root() {
        return nitro.rootDigest();
    }

    byte[] evidence(byte[] nonce) {
        EnclaveKeys keys =
                new EnclaveKeys(key.publicKey(), hpkeKey, NOW.minusSeconds(60), NOW.plus(Duration.ofHours(1)));
        return nitro.attest(pcrs, keys.signingKey(), keys.encode(), nonce.length == 0 ? null : nonce, NOW);
    }

    /** Evidence of the same enclave image that binds no key. */
    byte[] evidenceWithoutKeys() {
        return nitro.attest(pcrs, null, null, null, NOW);
    }

    static byte[] output(byte[] input) {
        byte[] output = new byte[input.length];
        for (int i = 0; i < input.length; i++) {
            output[i] = input[input.length - 1 - i];
        }
        return output;
    }

    TeeResult run(Request request, byte[] input, byte[] evidence) {
        return run(request, input, evidence, key, Receipt.SUCCEEDED);
    }

    TeeResult run(Request request, byte[] input, byte[] evidence, SigningKey signer, int status) {
        byte[] output = status == Receipt.SUCCEEDED ? output(input) : new byte[0];
        Receipt receipt = new Receipt(
                request.digest(SigningDomain.dev()),
                request.workload(),
                Digest.sha256(input),
                Digest.sha256(output),
                status,
                Duration.ofMillis(3),
                65536,
                NOW,
                NOW.plusMillis(3),
                Digest.sha256(evidence),
                "aws-nitro",
                true);
        return TeeResult.newBuilder()
                .setOutput(ByteString.copyFrom(output))
                .setReceipt(Wire.toWire(receipt, signer.sign(receipt.digest(SigningDomain.dev()))))
                .setEvidence(ByteString.copyFrom(evidence))
                .build();
    }
}
