package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.gnark.Damage;
import dev.assay.verification.proof.gnark.ZkVectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RISC Zero's test receipts in the two forms in which its library writes a whole receipt. */
class Risc0ReceiptTest {

    private static final int MUTATIONS = 20_000;

    @BeforeAll
    static void needsVectors() {
        ZkVectors.assumePresent();
    }

    private static Risc0Sample sample() throws IOException {
        return Risc0Sample.load("risc0-receipt-v3_0");
    }

    /** A claim with everything in it, or only its digest. */
    private enum ClaimForm {
        WHOLE,
        PRUNED
    }

    /** {@code bincode::serialize} of a receipt. */
    private static final class Written {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Written uint32(int value) {
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
            return this;
        }

        Written list(byte[] bytes) {
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(bytes.length)
                    .array());
            return raw(bytes);
        }

        Written raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        /** Digests of states, halted with zero, no input, an output with its journal and no assumptions. */
        Written claim(ClaimForm form, Risc0Sample sample) {
            if (form == ClaimForm.PRUNED) {
                return uint32(1).raw(new byte[32]);
            }
            uint32(0)
                    .uint32(1)
                    .raw(sample.imageId().bytes())
                    .uint32(0)
                    .uint32(0)
                    .raw(new byte[32]);
            uint32(0).uint32(0).uint32(0).raw(new byte[] {0});
            return uint32(0)
                    .raw(new byte[] {1})
                    .uint32(0)
                    .list(sample.journal())
                    .uint32(0)
                    .list(new byte[0]);
        }
    }

    private static byte[] bincode(Risc0Sample sample, ClaimForm form) {
        byte[] seal = Arrays.copyOfRange(sample.seal(), 4, sample.seal().length);
        byte[] parameters = sample.parameters().digest().bytes();
        return new Written()
                .uint32(2)
                .list(seal)
                .claim(form, sample)
                .raw(parameters)
                .list(sample.journal())
                .raw(parameters)
                .out
                .toByteArray();
    }

    private static String json(Risc0Sample sample) {
        byte[] seal = Arrays.copyOfRange(sample.seal(), 4, sample.seal().length);
        String parameters = words(sample.parameters().digest());
        return "{\"inner\":{\"Groth16\":{\"seal\":" + bytes(seal) + ",\"claim\":{\"Pruned\":" + words(sample.imageId())
                + "},\"verifier_parameters\":" + parameters + "}},\"journal\":{\"bytes\":" + bytes(sample.journal())
                + "},\"metadata\":{\"verifier_parameters\":" + parameters + "}}";
    }

    private static String bytes(byte[] bytes) {
        StringJoiner numbers = new StringJoiner(",", "[", "]");
        for (byte b : bytes) {
            numbers.add(String.valueOf(b & 0xff));
        }
        return numbers.toString();
    }

    private static String words(Digest digest) {
        StringJoiner numbers = new StringJoiner(",", "[", "]");
        ByteBuffer words = ByteBuffer.wrap(digest.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        while (words.hasRemaining()) {
            numbers.add(Integer.toUnsignedString(words.getInt()));
        }
        return numbers.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void acceptsWholeReceipts() throws IOException {
        for (String release : new String[] {"v2_2", "v3_0", "v5_0"}) {
            Risc0Sample sample = Risc0Sample.load("risc0-receipt-" + release);
            for (ClaimForm form : ClaimForm.values()) {
                accept(sample, bincode(sample, form));
            }
            accept(sample, utf8(json(sample)));
        }
    }

    private static void accept(Risc0Sample sample, byte[] file) {
        Risc0Receipt receipt = value(Risc0Receipt.parse(file));
        assertArrayEquals(sample.journal(), receipt.journal());
        value(Risc0Verifier.verify(sample.parameters(), receipt, sample.imageId()));
    }

    @Test
    void rejectsReceiptOfAnotherReleaseProgramOrJournal() throws IOException {
        Risc0Sample sample = sample();
        Risc0Receipt receipt = value(Risc0Receipt.parse(bincode(sample, ClaimForm.WHOLE)));
        assertReason(
                Reason.SELECTOR_MISMATCH,
                Risc0Verifier.verify(Risc0Sample.loadParameters("risc0-receipt-v5_0"), receipt, sample.imageId()));
        assertReason(
                Reason.PROOF_INVALID, Risc0Verifier.verify(sample.parameters(), receipt, Digest.sha256(new byte[0])));
        Risc0Receipt other = new Risc0Receipt(receipt.seal(), receipt.verifierParameters(), new byte[] {1});
        assertReason(Reason.PROOF_INVALID, Risc0Verifier.verify(sample.parameters(), other, sample.imageId()));
    }

    @Test
    void rejectsReceiptsThatAreNotWrapped() throws IOException {
        for (int variant : new int[] {0, 1, 3}) {
            byte[] file = bincode(sample(), ClaimForm.PRUNED);
            file[0] = (byte) variant;
            assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, Risc0Receipt.parse(file));
        }
        String fake = json(sample()).replace("\"Groth16\"", "\"Fake\"");
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, Risc0Receipt.parse(utf8(fake)));
    }

    @Test
    void rejectsWhatIsNoReceipt() throws IOException {
        byte[] file = bincode(sample(), ClaimForm.WHOLE);
        assertReason(Reason.MALFORMED, Risc0Receipt.parse(Arrays.copyOf(file, file.length + 1)));
        assertReason(Reason.MALFORMED, Risc0Receipt.parse(Arrays.copyOf(file, file.length - 1)));
        byte[] otherMetadata = file.clone();
        otherMetadata[file.length - 1] ^= 1;
        assertReason(Reason.MALFORMED, Risc0Receipt.parse(otherMetadata));
        assertReason(Reason.MALFORMED, Risc0Receipt.parse(new byte[0]));
        assertReason(Reason.MALFORMED, Risc0Receipt.parse(utf8("{}")));
        assertReason(
                Reason.MALFORMED, Risc0Receipt.parse(utf8(json(sample()).replace("\"seal\":[", "\"seal\":[256,"))));
        assertReason(Reason.TOO_LARGE, Risc0Receipt.parse(new byte[Risc0Receipt.MAX_SIZE_BYTES + 1]));
    }

    @Test
    void damagedReceiptsProveNothingElse() throws IOException {
        Random random = new Random(71);
        Risc0Sample sample = sample();
        byte[] bincode = bincode(sample, ClaimForm.WHOLE);
        byte[] json = utf8(json(sample));
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged =
                    i % 2 == 0 ? Damage.damaged(bincode, random) : dev.assay.verification.proof.Damage.of(json, random);
            if (Risc0Receipt.parse(damaged) instanceof Verdict.Verified<Risc0Receipt>(Risc0Receipt receipt)
                    && read++ < 1_000
                    && Risc0Verifier.verify(sample.parameters(), receipt, sample.imageId())
                            instanceof Verdict.Verified) {
                assertArrayEquals(sample.journal(), receipt.journal());
                assertTrue(Arrays.equals(receipt.seal(), 0, 256, sample.seal(), 4, 260));
            }
        }
    }
}
