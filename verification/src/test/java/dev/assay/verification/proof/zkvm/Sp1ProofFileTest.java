package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SP1's test proofs in the file that its library saves a proof in. */
class Sp1ProofFileTest {

    private static final int MUTATIONS = 20_000;

    @BeforeAll
    static void needsVectors() {
        ZkVectors.assumePresent();
    }

    private static byte[] file(Sp1Sample sample, int publicInputs) {
        byte[] encoded = Arrays.copyOfRange(sample.proof(), 4, sample.proof().length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {3, 0, 0, 0});
        for (int i = 0; i < publicInputs; i++) {
            list(out, ascii("12345"));
        }
        list(out, ascii(HexFormat.of().formatHex(encoded)));
        list(out, ascii("00ff"));
        out.writeBytes(sample.parameters().verifierHash().bytes());
        list(out, sample.publicValues());
        list(out, ascii("v" + publicInputs));
        return out.toByteArray();
    }

    private static void list(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .array());
        out.writeBytes(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] with(byte[] file, int... more) {
        byte[] bytes = Arrays.copyOf(file, file.length + more.length);
        for (int i = 0; i < more.length; i++) {
            bytes[file.length + i] = (byte) more[i];
        }
        return bytes;
    }

    @Test
    void acceptsFilesOfBothReleases() throws IOException {
        accept(Sp1Sample.of4(), 2);
        accept(Sp1Sample.of6(), 5);
    }

    private static void accept(Sp1Sample sample, int publicInputs) {
        byte[] fromNetwork = file(sample, publicInputs);
        for (byte[] file : List.of(fromNetwork, with(fromNetwork, 0))) {
            Sp1ProofFile read = value(Sp1ProofFile.parse(file));
            assertEquals(Sp1ProofFile.Wrapper.GROTH16, read.wrapper());
            assertArrayEquals(sample.proof(), read.proof());
            assertArrayEquals(sample.publicValues(), read.publicValues());
            value(Sp1Verifier.verify(sample.parameters(), read.proof(), sample.programVkey(), read.publicValues()));
        }
    }

    @Test
    void rejectsProofsThatAreNotWrapped() throws IOException {
        byte[] file = file(Sp1Sample.of4(), 2);
        for (int variant : new int[] {0, 1}) {
            file[0] = (byte) variant;
            assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, Sp1ProofFile.parse(file));
        }
    }

    @Test
    void rejectsProofsThatNeedATee() throws IOException {
        byte[] file = with(file(Sp1Sample.of4(), 2), 1, 0, 0, 0, 0, 0, 0, 0, 0);
        assertReason(Reason.PROOF_SYSTEM_UNSUPPORTED, Sp1ProofFile.parse(file));
    }

    @Test
    void rejectsWhatIsNoProofFile() throws IOException {
        byte[] file = file(Sp1Sample.of4(), 2);
        assertReason(Reason.MALFORMED, Sp1ProofFile.parse(with(file, 0, 0)));
        assertReason(Reason.MALFORMED, Sp1ProofFile.parse(Arrays.copyOf(file, file.length - 1)));
        assertReason(Reason.MALFORMED, Sp1ProofFile.parse(new byte[0]));
        assertReason(Reason.MALFORMED, Sp1ProofFile.parse(with(new byte[0], 9, 0, 0, 0)));
        assertReason(Reason.TOO_LARGE, Sp1ProofFile.parse(new byte[Sp1ProofFile.MAX_SIZE_BYTES + 1]));
    }

    /** With two public inputs the public values are what with five are the last input, a proof and other public values. */
    @Test
    void rejectsFilesThatSayTwoThings() {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        list(inner, ascii("ab"));
        list(inner, ascii("raw"));
        inner.writeBytes(new byte[32]);
        list(inner, ascii("other values"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {3, 0, 0, 0});
        list(out, new byte[0]);
        list(out, new byte[0]);
        list(out, ascii("cd"));
        list(out, ascii("raw"));
        // The hash, of which the first eight bytes are the length of an input that ends before the inner values.
        out.writeBytes(new byte[] {32, 0, 0, 0, 0, 0, 0, 0});
        out.writeBytes(new byte[24]);
        list(out, inner.toByteArray());
        list(out, ascii("v"));
        assertReason(Reason.FORMAT_AMBIGUOUS, Sp1ProofFile.parse(out.toByteArray()));
    }

    @Test
    void damagedFilesProveNothingElse() throws IOException {
        Random random = new Random(72);
        Sp1Sample sample = Sp1Sample.of6();
        byte[] file = file(sample, 5);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            if (Sp1ProofFile.parse(Damage.damaged(file, random))
                            instanceof Verdict.Verified<Sp1ProofFile>(Sp1ProofFile read)
                    && accepted++ < 500
                    && Sp1Verifier.verify(sample.parameters(), read.proof(), sample.programVkey(), read.publicValues())
                            instanceof Verdict.Verified) {
                assertArrayEquals(sample.proof(), read.proof());
                assertArrayEquals(sample.publicValues(), read.publicValues());
            }
        }
    }
}
