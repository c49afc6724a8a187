package dev.assay.market.circuit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.Groth16Key;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The verification key that a proving key has inside: snarkjs' zkey for Groth16 (binary format version 1), of which section
 * 2 holds the header with alpha, beta, gamma and delta, and section 3 one IC point for each public value and one more.
 * Coordinates are 32 bytes, little-endian, in Montgomery form. Points are not looked at: they are compared with a key that
 * was examined.
 */
final class ZkeyVerificationKey {

    private static final int HEADER = 2;
    private static final int IC = 3;
    private static final int MAX_SECTIONS = 64;
    private static final int FIELD_BYTES = 32;
    private static final int G1_BYTES = 2 * FIELD_BYTES;
    private static final int G2_BYTES = 2 * G1_BYTES;

    /** Two primes with their lengths, then the numbers of wires and of public values and the domain's size. */
    private static final int NUMBERS_BYTES = 2 * (4 + FIELD_BYTES) + 3 * 4;

    /** Then alpha1, beta1, beta2, gamma2, delta1, delta2. */
    private static final int HEADER_BYTES = NUMBERS_BYTES + 3 * G1_BYTES + 3 * G2_BYTES;

    private ZkeyVerificationKey() {}

    /**
     * @param publicInputs how many public values it must have
     * @throws Failure with {@link ErrorCode#ARTIFACT_INVALID} if the file is not of that form
     */
    static Groth16Key read(Path zkey, int publicInputs) throws IOException {
        try (FileChannel file = FileChannel.open(zkey, StandardOpenOption.READ)) {
            return read(file, publicInputs);
        } catch (EOFException e) {
            throw invalid("it ends early");
        }
    }

    private record Section(long offset, long sizeBytes) {}

    private static Groth16Key read(FileChannel file, int publicInputs) throws IOException {
        Map<Integer, Section> sections = sections(file);
        ByteBuffer header = take(file, sections, HEADER, HEADER_BYTES);
        require(
                header.getInt(0) == FIELD_BYTES && header.getInt(4 + FIELD_BYTES) == FIELD_BYTES,
                "its fields are others");
        int count = header.getInt(NUMBERS_BYTES - 8);
        require(count == publicInputs, "it has " + count + " public values, the manifest " + publicInputs);
        ByteBuffer ic = take(file, sections, IC, Math.multiplyExact(publicInputs + 1, G1_BYTES));
        int alpha = NUMBERS_BYTES;
        int beta2 = alpha + 2 * G1_BYTES;
        int gamma2 = beta2 + G2_BYTES;
        int delta2 = gamma2 + G2_BYTES + G1_BYTES;
        List<G1.Affine> points = new ArrayList<>();
        for (int i = 0; i <= publicInputs; i++) {
            points.add(g1(ic, i * G1_BYTES));
        }
        return new Groth16Key(g1(header, alpha), g2(header, beta2), g2(header, gamma2), g2(header, delta2), points);
    }

    private static Map<Integer, Section> sections(FileChannel file) throws IOException {
        ByteBuffer preamble = take(file, 0, 12);
        require(preamble.getInt(0) == 0x79656b7a, "it does not begin with \"zkey\"");
        require(preamble.getInt(4) == 1, "its version is not 1");
        int count = preamble.getInt(8);
        require(count > 0 && count <= MAX_SECTIONS, "it has " + count + " sections");
        Map<Integer, Section> sections = new HashMap<>();
        long offset = 12;
        for (int i = 0; i < count; i++) {
            ByteBuffer head = take(file, offset, 12);
            long sizeBytes = head.getLong(4);
            offset += 12;
            require(sizeBytes >= 0 && sizeBytes <= file.size() - offset, "a section goes beyond its end");
            Section before = sections.put(head.getInt(0), new Section(offset, sizeBytes));
            require(before == null, "it has a section twice");
            offset += sizeBytes;
        }
        return sections;
    }

    private static ByteBuffer take(FileChannel file, Map<Integer, Section> sections, int number, int sizeBytes)
            throws IOException {
        Section section = sections.get(number);
        if (section == null || section.sizeBytes() != sizeBytes) {
            throw invalid("section " + number + " is absent or not of " + sizeBytes + " bytes");
        }
        return take(file, section.offset(), sizeBytes);
    }

    private static ByteBuffer take(FileChannel file, long offset, int sizeBytes) throws IOException {
        if (offset > file.size() - sizeBytes) {
            throw new EOFException();
        }
        ByteBuffer bytes = ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }

    private static G1.Affine g1(ByteBuffer bytes, int offset) {
        return new G1.Affine(fq(bytes, offset), fq(bytes, offset + FIELD_BYTES));
    }

    private static G2.Affine g2(ByteBuffer bytes, int offset) {
        return new G2.Affine(fq2(bytes, offset), fq2(bytes, offset + G1_BYTES));
    }

    private static Fq2 fq2(ByteBuffer bytes, int offset) {
        return new Fq2(fq(bytes, offset), fq(bytes, offset + FIELD_BYTES));
    }

    private static Fq fq(ByteBuffer bytes, int offset) {
        return Fq.fromMontgomeryLittleEndian(bytes.array(), offset)
                .orElseThrow(() -> invalid("a coordinate is not below the field's order"));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw invalid(otherwise);
        }
    }

    private static Failure invalid(String why) {
        return new Failure(ErrorCode.ARTIFACT_INVALID, "zkey: " + why);
    }
}
