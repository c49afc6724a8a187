package dev.assay.verification.tee.vtpm;

import dev.assay.verification.tee.tpm.TpmHash;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which registers a policy accepts. */
sealed interface AcceptedRegisters {

    /** Any: the caller has said so. */
    record Any() implements AcceptedRegisters {}

    /** All of those in at least one of the maps. */
    record OneOf(List<SortedMap<String, byte[]>> accepted) implements AcceptedRegisters {}

    /** SHA-1 is not among them: who can make a collision chooses what such a register means. */
    Pattern NAME = Pattern.compile("(sha256|sha384|sha512):([0-9]|1[0-9]|2[0-3])");

    default boolean accept(Map<String, byte[]> registers) {
        return switch (this) {
            case Any any -> true;
            case OneOf oneOf -> oneOf.accepted().stream().anyMatch(expected -> contains(registers, expected));
        };
    }

    private static boolean contains(Map<String, byte[]> registers, Map<String, byte[]> expected) {
        return expected.entrySet().stream()
                .allMatch(each -> Arrays.equals(each.getValue(), registers.get(each.getKey())));
    }

    /**
     * A copy.
     *
     * @throws IllegalArgumentException unless there is a register, each has such a name, and a value of its hash's length
     */
    static SortedMap<String, byte[]> checked(Map<String, byte[]> registers) {
        if (registers.isEmpty()) {
            throw new IllegalArgumentException("a measurement without registers accepts any code");
        }
        SortedMap<String, byte[]> copy = new TreeMap<>();
        registers.forEach((name, value) -> {
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()
                    || TpmHash.valueOf(matcher.group(1).toUpperCase(Locale.ROOT))
                                    .sizeBytes()
                            != value.length) {
                throw new IllegalArgumentException(
                        name + " of " + value.length + " bytes: want sha256, sha384 or sha512, a colon, and 0..23");
            }
            copy.put(name, value.clone());
        });
        return copy;
    }
}
