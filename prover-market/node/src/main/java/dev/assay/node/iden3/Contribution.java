package dev.assay.node.iden3;

import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One contribution to the second phase of a setup: it multiplied delta by a secret x, and proves that its maker knew x.
 * Points are on their curves, those of G2 perhaps outside of the group.
 *
 * @param deltaAfter delta in G1 after it
 * @param s a random point
 * @param sx x times s
 * @param spx x times the point of G2 that the transcript hashes to
 * @param transcript 64 bytes: Blake2b of all that came before, and s and sx
 * @param name of whoever contributed, as they gave it; may be empty
 * @param beacon where x was drawn from a public beacon instead
 */
@SuppressWarnings("ArrayRecordComponent") // a hash out of a file; nobody compares records
public record Contribution(
        G1.Affine deltaAfter,
        G1.Affine s,
        G1.Affine sx,
        G2.Affine spx,
        byte[] transcript,
        String name,
        Optional<Beacon> beacon) {

    static final int TRANSCRIPT_BYTES = 64;
    /** As snarkjs cuts it. */
    private static final int MAX_NAME_CHARS = 64;

    private static final int FROM_BEACON = 1;
    private static final int NAME = 1;
    private static final int ITERATIONS = 2;
    private static final int HASH = 3;

    /**
     * A value that nobody could choose, hashed 2^iterationsLog2 times.
     *
     * @param iterationsLog2 0 to 255, as the file has it
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Beacon(byte[] value, int iterationsLog2) {}

    static Contribution read(Section section) throws Iden3FormatException {
        G1.Affine deltaAfter = section.point("delta after", PointFormat.G1_POINT);
        G1.Affine s = section.point("s", PointFormat.G1_POINT);
        G1.Affine sx = section.point("sx", PointFormat.G1_POINT);
        G2.Affine spx = section.point("spx", PointFormat.G2_POINT);
        byte[] transcript = section.bytes("transcript", TRANSCRIPT_BYTES);
        int type = section.count("type of contribution", FROM_BEACON);
        long length = section.u32("length of parameters");
        Parameters parameters = Parameters.read(section.part("parameters", length));
        Optional<Beacon> beacon = type == FROM_BEACON ? Optional.of(parameters.beacon()) : Optional.empty();
        return new Contribution(deltaAfter, s, sx, spx, transcript, parameters.name(), beacon);
    }

    /** Each begins with its number; they come in ascending order. */
    private record Parameters(String name, Beacon beacon) {

        static Parameters read(Section section) throws Iden3FormatException {
            String name = "";
            byte[] hash = new byte[0];
            int iterations = 0;
            int last = 0;
            while (section.remaining() > 0) {
                int number = section.u8("parameter");
                if (number <= last || number > HASH) {
                    throw section.wrong("parameter " + number + " after " + last, SectionFile.REBUILD);
                }
                last = number;
                switch (number) {
                    case NAME -> name = new String(section.bytes("name", section.u8("length")), StandardCharsets.UTF_8);
                    case ITERATIONS -> iterations = section.u8("iterations");
                    default -> hash = section.bytes("beacon", section.u8("length"));
                }
            }
            return new Parameters(name, new Beacon(hash, iterations));
        }
    }

    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PointFormat.G1_POINT.encode(deltaAfter));
        out.writeBytes(PointFormat.G1_POINT.encode(s));
        out.writeBytes(PointFormat.G1_POINT.encode(sx));
        out.writeBytes(PointFormat.G2_POINT.encode(spx));
        out.writeBytes(transcript);
        byte[] parameters = encodeParameters();
        out.writeBytes(ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(beacon.isPresent() ? FROM_BEACON : 0)
                .putInt(parameters.length)
                .array());
        out.writeBytes(parameters);
        return out.toByteArray();
    }

    private byte[] encodeParameters() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String cut = name.substring(0, Math.min(name.length(), MAX_NAME_CHARS));
        if (!cut.isEmpty()) {
            byte[] utf8 = cut.getBytes(StandardCharsets.UTF_8);
            out.write(NAME);
            out.write(utf8.length);
            out.writeBytes(utf8);
        }
        beacon.ifPresent(from -> {
            out.write(ITERATIONS);
            out.write(from.iterationsLog2());
            out.write(HASH);
            out.write(from.value().length);
            out.writeBytes(from.value());
        });
        return out.toByteArray();
    }
}
