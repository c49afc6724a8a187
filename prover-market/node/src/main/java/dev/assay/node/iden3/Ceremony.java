package dev.assay.node.iden3;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Section 10 of a {@code .zkey}: how the second phase of its setup went.
 *
 * @param circuitHash 64 bytes: Blake2b of the key before the first contribution
 * @param contributions in order
 */
@SuppressWarnings("ArrayRecordComponent") // a hash out of a file; nobody compares records
public record Ceremony(byte[] circuitHash, List<Contribution> contributions) {

    static final int HASH_BYTES = 64;
    /** Known ceremonies had some thousands; each costs four pairings to check. */
    private static final int MAX_CONTRIBUTIONS = 1 << 16;

    public Ceremony {
        contributions = List.copyOf(contributions);
    }

    static Ceremony read(Section section) throws Iden3FormatException {
        byte[] circuitHash = section.bytes("circuit hash", HASH_BYTES);
        int count = section.count("number of contributions", MAX_CONTRIBUTIONS);
        List<Contribution> contributions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            contributions.add(Contribution.read(section));
        }
        section.end();
        return new Ceremony(circuitHash, contributions);
    }

    /** The section's content. */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(circuitHash);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(contributions.size())
                .array());
        contributions.forEach(contribution -> out.writeBytes(contribution.encode()));
        return out.toByteArray();
    }
}
