package dev.assay.enclave.endorse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;

/** A certificate table as hosts write it (AMD 56421, GHCB, section 4.1.8.1). */
final class SnpTable {

    static final UUID VCEK = UUID.fromString("63da758d-e664-4564-adc5-f4b93be8accd");
    static final UUID VLEK = UUID.fromString("a8074bc2-a25a-483e-aae6-39c045a0b8a1");
    static final UUID ASK = UUID.fromString("4ab7b379-bbac-4fe4-a02f-05aef327c782");
    static final UUID ARK = UUID.fromString("c0b406a4-a803-4952-9743-3fb6014cd0ae");

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(UUID id, byte[] certificate) {}

    private SnpTable() {}

    static byte[] of(Entry... entries) {
        int offset = 24 * (entries.length + 1);
        int size = offset
                + List.of(entries).stream()
                        .mapToInt(entry -> entry.certificate().length)
                        .sum();
        ByteBuffer table = ByteBuffer.allocate(size);
        for (Entry entry : entries) {
            table.order(ByteOrder.BIG_ENDIAN)
                    .putLong(entry.id().getMostSignificantBits())
                    .putLong(entry.id().getLeastSignificantBits());
            table.order(ByteOrder.LITTLE_ENDIAN).putInt(offset).putInt(entry.certificate().length);
            offset += entry.certificate().length;
        }
        table.position(24 * (entries.length + 1));
        List.of(entries).forEach(entry -> table.put(entry.certificate()));
        return table.array();
    }
}
