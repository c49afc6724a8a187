package dev.assay.market.zkey;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.pairing.Curve;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/** Where the sections of a zkey are. Section 1 says for which proof system it is, the header over which curve. */
final class ZkeyFile {

    private static final int MAGIC = 0x79656b7a;
    private static final int VERSION = 1;
    private static final int MAX_SECTIONS = 64;
    private static final int PROTOCOL = 1;

    private final FileChannel file;
    private final Curve curve;
    private final Map<Integer, Section> sections = new HashMap<>();

    private record Section(long offset, long sizeBytes) {}

    private ZkeyFile(FileChannel file, Curve curve) {
        this.file = file;
        this.curve = curve;
    }

    /**
     * @param curve that it must be over
     * @throws Failure with {@link ErrorCode#ARTIFACT_INVALID} if it is not of that form
     */
    static ZkeyFile read(FileChannel file, Curve curve) throws IOException {
        ZkeyFile zkey = new ZkeyFile(file, curve);
        zkey.findSections();
        return zkey;
    }

    private void findSections() throws IOException {
        ByteBuffer preamble = take(0, 12);
        require(preamble.getInt(0) == MAGIC, "it does not begin with \"zkey\"");
        require(preamble.getInt(4) == VERSION, "its version is not 1");
        int count = preamble.getInt(8);
        require(count > 0 && count <= MAX_SECTIONS, "it has " + count + " sections");
        long offset = 12;
        for (int i = 0; i < count; i++) {
            ByteBuffer head = take(offset, 12);
            long sizeBytes = head.getLong(4);
            offset += 12;
            require(sizeBytes >= 0 && sizeBytes <= file.size() - offset, "a section goes beyond its end");
            Section before = sections.put(head.getInt(0), new Section(offset, sizeBytes));
            require(before == null, "it has a section twice");
            offset += sizeBytes;
        }
    }

    Curve curve() {
        return curve;
    }

    void requireProtocol(int number, String name) throws IOException {
        require(section(PROTOCOL, 4).u32() == number, "it is no key of " + name + ", as its verification key is");
    }

    ZkeyNumbers section(int number, int sizeBytes) throws IOException {
        Section section = sections.get(number);
        if (section == null || section.sizeBytes() != sizeBytes) {
            throw invalid("section " + number + " is absent or not of " + sizeBytes + " bytes");
        }
        return new ZkeyNumbers(take(section.offset(), sizeBytes), curve);
    }

    private ByteBuffer take(long offset, int sizeBytes) throws IOException {
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

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw invalid(otherwise);
        }
    }

    static Failure invalid(String why) {
        return new Failure(ErrorCode.ARTIFACT_INVALID, "zkey: " + why);
    }
}
