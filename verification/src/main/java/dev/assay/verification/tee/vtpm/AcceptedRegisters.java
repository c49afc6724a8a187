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

    /**
     * Registers below this one change with a boot and nothing else. 16 and 23 anybody resets, 17 to 22 a dynamic launch does
     * (TCG PC Client Platform TPM Profile, section 4.6.2), of which a virtual TPM's machine has none: whoever runs other code
     * makes their values too.
     */
    int FIRST_RESETTABLE = 16;

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
     * @throws IllegalArgumentException unless there is a register of 0 to 15, each has such a name, and a value of its hash's length
     */
    static SortedMap<String, byte[]> checked(Map<String, byte[]> registers) {
        if (registers.isEmpty()) {
            throw new IllegalArgumentException("a measurement without registers accepts any code");
        }
        SortedMap<String, byte[]> copy = new TreeMap<>();
        boolean lasting = false;
        for (Map.Entry<String, byte[]> register : registers.entrySet()) {
            String name = register.getKey();
            byte[] value = register.getValue();
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()
                    || TpmHash.valueOf(matcher.group(1).toUpperCase(Locale.ROOT))
                                    .sizeBytes()
                            != value.length) {
                throw new IllegalArgumentException(
                        name + " of " + value.length + " bytes: want sha256, sha384 or sha512, a colon, and 0..23");
            }
            copy.put(name, value.clone());
            lasting |= Integer.parseInt(matcher.group(2)) < FIRST_RESETTABLE;
        }
        if (!lasting) {
            throw new IllegalArgumentException(
                    "registers " + registers.keySet() + " can all be reset by other code: name one of 0 to 15");
        }
        return copy;
    }
}
