package dev.assay.verification.tee.snp;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The certificate table of an extended report (AMD 56421, GHCB, section 4.1.8.1): entries {GUID, offset, length} up to one
 * of zeros, and then what they name. Bytes that no entry names are padding up to a whole page. Entries of other GUIDs are
 * the host's own and are left alone.
 */
record CertificateTable(Map<UUID, byte[]> entries) {

    private static final UUID VCEK = UUID.fromString("63da758d-e664-4564-adc5-f4b93be8accd");
    private static final UUID VLEK = UUID.fromString("a8074bc2-a25a-483e-aae6-39c045a0b8a1");
    /** The ASVK of a VLEK stands here too: the table has no place of its own for it. */
    private static final UUID ASK = UUID.fromString("4ab7b379-bbac-4fe4-a02f-05aef327c782");

    private static final UUID ARK = UUID.fromString("c0b406a4-a803-4952-9743-3fb6014cd0ae");
    private static final UUID CRL = UUID.fromString("92f81bc3-5811-4d3d-97ff-d19f88dc67ea");
    private static final UUID END = new UUID(0, 0);

    private static final int ENTRY_BYTES = 24;
    private static final int MAX_ENTRIES = 32;

    private record Range(int from, int to) {

        boolean overlaps(Range other) {
            return from < other.to && other.from < to;
        }
    }

    /** @throws Rejection if entries repeat or overlap, lie outside, or do not end; no bytes at all are an empty table */
    static CertificateTable parse(byte[] table) {
        if (table.length > SnpEndorsements.MAX_TABLE_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, "a certificate table of " + table.length + " bytes");
        }
        return table.length == 0 ? new CertificateTable(Map.of()) : read(table);
    }

    private static CertificateTable read(byte[] table) {
        ByteBuffer in = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        Map<UUID, byte[]> entries = new HashMap<>();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i <= MAX_ENTRIES && in.remaining() >= ENTRY_BYTES; i++) {
            UUID id = id(in);
            if (id.equals(END)) {
                // Checked last, when it is known where the entries end: none may overlap them.
                ranges.add(new Range(0, in.position() + Long.BYTES));
                checkApart(ranges);
                return new CertificateTable(Map.copyOf(entries));
            }
            Range range = range(in, table.length);
            ranges.add(range);
            if (entries.put(id, Arrays.copyOfRange(table, range.from(), range.to())) != null) {
                throw malformed("two entries of " + id);
            }
        }
        throw malformed("entries that do not end");
    }

    /** In the order in which it is printed (RFC 9562, section 4): big-endian. */
    private static UUID id(ByteBuffer in) {
        byte[] bytes = new byte[16];
        in.get(bytes);
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }

    private static Range range(ByteBuffer in, int size) {
        long offset = Integer.toUnsignedLong(in.getInt());
        long length = Integer.toUnsignedLong(in.getInt());
        if (offset + length > size) {
            throw malformed("an entry of " + length + " bytes at " + offset + ", in a table of " + size);
        }
        return new Range((int) offset, (int) (offset + length));
    }

    private static void checkApart(List<Range> ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (ranges.get(i).overlaps(ranges.get(j))) {
                    throw malformed("entries that overlap");
                }
            }
        }
    }

    /** Empty if there is none, as the others. */
    byte[] endorsementKey(SnpSigningKey key) {
        return get(
                switch (key) {
                    case VCEK -> VCEK;
                    case VLEK -> VLEK;
                });
    }

    byte[] intermediate() {
        return get(ASK);
    }

    byte[] root() {
        return get(ARK);
    }

    byte[] revocationList() {
        return get(CRL);
    }

    private byte[] get(UUID id) {
        return entries.getOrDefault(id, new byte[0]);
    }

    private static Rejection malformed(String what) {
        return new Rejection(Reason.SNP_CERTIFICATE_TABLE, what);
    }
}
