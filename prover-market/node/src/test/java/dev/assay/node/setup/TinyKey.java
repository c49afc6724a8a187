package dev.assay.node.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.JavaBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A key of the tiny circuit, changed or not, with what it is checked against. The files are of snarkjs: see make.sh. */
final class TinyKey {

    /** Where the points are within section 2. */
    static final int ALPHA1 = 84;

    static final int BETA1 = ALPHA1 + 64;
    static final int BETA2 = BETA1 + 64;
    static final int GAMMA2 = BETA2 + 128;
    static final int DELTA1 = GAMMA2 + 128;
    static final int DELTA2 = DELTA1 + 64;

    /** Where the parts of the first contribution are within section 10. */
    static final int DELTA_AFTER = 68;

    static final int S = DELTA_AFTER + 64;
    static final int SX = S + 64;
    static final int SPX = SX + 64;
    static final int TRANSCRIPT = SPX + 128;

    private final byte[] zkey;

    TinyKey(String name) {
        zkey = file(name);
    }

    static byte[] file(String name) {
        try (InputStream in = Objects.requireNonNull(TinyKey.class.getResourceAsStream("/setup/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path copy(String name, Path folder) throws IOException {
        return Files.write(folder.resolve(name), file(name));
    }

    static R1cs r1cs() throws Iden3FormatException {
        return R1cs.parse("tiny.r1cs", file("tiny.r1cs"));
    }

    static Ptau ptau() throws Iden3FormatException {
        return Ptau.parse("tiny.ptau", file("tiny.ptau"));
    }

    /** The bytes at an offset of a section become others. */
    TinyKey change(int section, int offset, int length, UnaryOperator<byte[]> change) {
        int at = start(zkey, section) + offset;
        byte[] changed = change.apply(Arrays.copyOfRange(zkey, at, at + length));
        System.arraycopy(changed, 0, zkey, at, length);
        return this;
    }

    /** The point at an offset of a section is doubled. */
    TinyKey twiceG1(int section, int offset) {
        return change(
                section,
                offset,
                64,
                bytes -> PointFormat.G1_POINT.encode(PointFormat.G1_POINT
                        .decode(bytes)
                        .orElseThrow()
                        .toJacobian()
                        .twice()
                        .toAffine()));
    }

    TinyKey twiceG2(int section, int offset) {
        return change(
                section,
                offset,
                128,
                bytes -> PointFormat.G2_POINT.encode(PointFormat.G2_POINT
                        .decode(bytes)
                        .orElseThrow()
                        .toJacobian()
                        .twice()
                        .toAffine()));
    }

    /** Where a section's content begins. */
    static int start(byte[] file, int section) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(12);
        while (true) {
            int type = bytes.getInt();
            int length = Math.toIntExact(bytes.getLong());
            if (type == section) {
                return bytes.position();
            }
            bytes.position(bytes.position() + length);
        }
    }

    byte[] bytes() {
        return zkey;
    }

    KeyReport verify() throws Iden3FormatException {
        return verify(Zkey.parse("tiny.zkey", zkey));
    }

    static KeyReport verify(Zkey zkey) throws Iden3FormatException {
        return new KeyVerifier(new JavaBackend(), new SecureRandom()).verify(r1cs(), ptau(), zkey, check -> {});
    }

    void assertFails(KeyCheck... checks) throws Iden3FormatException {
        KeyReport report = verify();
        assertEquals(List.of(checks), report.failed(), () -> report.outcomes().toString());
    }
}
