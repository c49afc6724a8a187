package dev.assay.verification.tee.nvidia;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How devices write the version of their firmware, and how NVIDIA's manifests do: {@code 96.00.74.00.20}. */
public final class VbiosVersion {

    private static final int PACKED_BYTES = 8;

    private VbiosVersion() {}

    /**
     * The version as manifests write it: a GPU packs it into 8 bytes, of which it uses 3, 2, 1, 0 and 4 in this order; a
     * switch writes text, which may end in NULs.
     *
     * @param field opaque field 6 of a report
     */
    public static String of(byte[] field) {
        if (field.length == PACKED_BYTES) {
            byte[] ordered = {field[3], field[2], field[1], field[0], field[4]};
            return HexFormat.ofDelimiter(".").withUpperCase().formatHex(ordered);
        }
        return new String(field, StandardCharsets.ISO_8859_1).replaceFirst("\0+$", "");
    }
}
