package dev.assay.cli.verify;

import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.receipt.ReceiptFile;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Receipt;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** A receipt by a simulated enclave, with all that belongs to it. */
final class ReceiptSample {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final byte[] INPUT = "an input".getBytes(StandardCharsets.UTF_8);
    static final byte[] OUTPUT = "an output".getBytes(StandardCharsets.UTF_8);

    final Digest root;
    final byte[] evidence;
    final ReceiptFile file;

    ReceiptSample() {
        SimulatedNitro nitro = SimulatedNitro.create(new SecureRandom(), NOW);
        SigningKey key = SigningKey.generate(new SecureRandom());
        root = nitro.rootDigest();
        byte[] hpke = new byte[32];
        byte[] pcr0 = new byte[48];
        Arrays.fill(hpke, (byte) 9);
        Arrays.fill(pcr0, (byte) 7);
        EnclaveKeys keys = new EnclaveKeys(key.publicKey(), hpke, NOW, NOW.plus(Duration.ofHours(1)));
        evidence = nitro.attest(Map.of(0, pcr0), key.publicKey(), keys.encode(), null, NOW);
        Receipt receipt = new Receipt(
                Digest.sha256(new byte[1]),
                Digest.sha256(new byte[2]),
                Digest.sha256(INPUT),
                Digest.sha256(OUTPUT),
                Receipt.SUCCEEDED,
                Duration.ofMillis(3),
                65536,
                NOW,
                NOW.plusMillis(5),
                Digest.sha256(evidence),
                "aws-nitro",
                true);
        byte[] signature = key.sign(receipt.digest(SigningDomain.dev()));
        file = new ReceiptFile(SigningDomain.dev(), receipt, signature, evidence, OUTPUT);
    }

    ReceiptFile withOutput(byte[] output) {
        return new ReceiptFile(file.domain(), file.receipt(), file.signature(), file.evidence(), output);
    }
}
