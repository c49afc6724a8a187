package dev.assay.verification.tee.nitro;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which code a policy accepts. */
sealed interface NitroMeasurements {

    /** Any code: the caller has said so. */
    record Any() implements NitroMeasurements {}

    /** The code whose registers equal all of those in at least one of the maps. */
    record OneOf(List<SortedMap<Integer, byte[]>> accepted) implements NitroMeasurements {}

    /** SHA-384, the only digest of a Nitro document. */
    int PCR_BYTES = 48;

    int MAX_PCRS = 32;

    default boolean accept(Map<Integer, byte[]> pcrs) {
        return switch (this) {
            case Any any -> true;
            case OneOf oneOf -> oneOf.accepted().stream().anyMatch(expected -> contains(pcrs, expected));
        };
    }

    private static boolean contains(Map<Integer, byte[]> pcrs, Map<Integer, byte[]> expected) {
        return expected.entrySet().stream().allMatch(pcr -> Arrays.equals(pcr.getValue(), pcrs.get(pcr.getKey())));
    }

    /** By number. */
    static Map<Integer, byte[]> numbered(Map<String, byte[]> registers) {
        Map<Integer, byte[]> numbered = new TreeMap<>();
        registers.forEach((index, value) -> numbered.put(Integer.valueOf(index), value));
        return numbered;
    }

    /**
     * A copy of the registers.
     *
     * @throws IllegalArgumentException unless there is a register, and each has an index of 0..31 and 48 bytes
     */
    static SortedMap<Integer, byte[]> checked(Map<Integer, byte[]> pcrs) {
        if (pcrs.isEmpty()) {
            throw new IllegalArgumentException("a measurement without registers accepts any code");
        }
        SortedMap<Integer, byte[]> copy = new TreeMap<>();
        pcrs.forEach((index, value) -> {
            if (index < 0 || index >= MAX_PCRS || value.length != PCR_BYTES) {
                throw new IllegalArgumentException(
                        "PCR" + index + " = " + HexFormat.of().formatHex(value) + ": want index 0..31 and 48 bytes");
            }
            copy.put(index, value.clone());
        });
        return copy;
    }
}
