package dev.assay.market.circuit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many public values a circuit has, as its constraints file says (iden3 r1csfile, binary format version 1, section 1).
 *
 * @param publicOutputs come first among the public values
 * @param publicInputs follow them
 */
record R1csHeader(int publicOutputs, int publicInputs) {

    private static final byte[] MAGIC = {'r', '1', 'c', 's'};
    private static final int HEADER_SECTION = 1;
    private static final int MAX_SECTIONS = 64;
    private static final int MAX_FIELD_BYTES = 64;

    /** @throws Failure with {@link ErrorCode#ARTIFACT_INVALID} if the file is not of that form */
    static R1csHeader read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    static R1csHeader read(InputStream file) throws IOException {
        try {
            DataInputStream in = new DataInputStream(file);
            ByteBuffer preamble = take(in, 12);
            require(preamble.slice(0, 4).equals(ByteBuffer.wrap(MAGIC)), "it does not begin with \"r1cs\"");
            require(preamble.getInt(4) == 1, "its version is not 1");
            int sections = preamble.getInt(8);
            require(sections > 0 && sections <= MAX_SECTIONS, "it has " + sections + " sections");
            return findHeader(in, sections);
        } catch (EOFException e) {
            throw invalid("it ends early");
        }
    }

    private static R1csHeader findHeader(DataInputStream in, int sections) throws IOException {
        for (int i = 0; i < sections; i++) {
            ByteBuffer head = take(in, 12);
            if (head.getInt(0) == HEADER_SECTION) {
                return readHeader(in);
            }
            require(head.getLong(4) >= 0, "a section has a negative size");
            in.skipNBytes(head.getLong(4));
        }
        throw invalid("it has no header");
    }

    private static R1csHeader readHeader(DataInputStream in) throws IOException {
        int fieldBytes = take(in, 4).getInt(0);
        require(fieldBytes > 0 && fieldBytes <= MAX_FIELD_BYTES, "its field has " + fieldBytes + " bytes");
        in.skipNBytes(fieldBytes);
        ByteBuffer counts = take(in, 12);
        R1csHeader header = new R1csHeader(counts.getInt(4), counts.getInt(8));
        require(header.publicOutputs >= 0 && header.publicInputs >= 0, "it has a negative number of public values");
        return header;
    }

    private static ByteBuffer take(DataInputStream in, int sizeBytes) throws IOException {
        byte[] bytes = new byte[sizeBytes];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw invalid(otherwise);
        }
    }

    private static Failure invalid(String why) {
        return new Failure(ErrorCode.ARTIFACT_INVALID, "r1cs: " + why);
    }
}
