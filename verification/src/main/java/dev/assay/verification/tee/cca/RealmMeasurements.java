package dev.assay.verification.tee.cca;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The code and data of a realm that a policy accepts.
 *
 * @param initial the realm initial measurement (RIM): 32, 48 or 64 bytes
 * @param extensible the realm extensible measurements (REM) by index 0..3; those that are not named are not compared
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way in, never compared
public record RealmMeasurements(byte[] initial, Map<Integer, byte[]> extensible) {

    /** @throws IllegalArgumentException if a measurement has another length or an index is out of range */
    public RealmMeasurements {
        initial = checked(initial);
        SortedMap<Integer, byte[]> copy = new TreeMap<>();
        extensible.forEach((index, value) -> {
            if (index < 0 || index >= RealmClaims.EXTENSIBLE_MEASUREMENTS) {
                throw new IllegalArgumentException("REM" + index + ": want index 0..3");
            }
            copy.put(index, checked(value));
        });
        extensible = copy;
    }

    /** By {@code rim} and {@code rem0} to {@code rem3}. */
    static RealmMeasurements named(Map<String, byte[]> registers) {
        Map<Integer, byte[]> extensible = new TreeMap<>();
        byte[] initial = new byte[0];
        for (Map.Entry<String, byte[]> register : registers.entrySet()) {
            String name = register.getKey();
            if (name.equals("rim")) {
                initial = register.getValue();
            } else {
                extensible.put(Integer.valueOf(name.substring("rem".length())), register.getValue());
            }
        }
        return new RealmMeasurements(initial, extensible);
    }

    private static byte[] checked(byte[] value) {
        if (value.length != 32 && value.length != 48 && value.length != 64) {
            throw new IllegalArgumentException("a measurement has 32, 48 or 64 bytes, not " + value.length);
        }
        return value.clone();
    }

    boolean isOf(RealmClaims realm) {
        return Arrays.equals(initial, realm.initialMeasurement())
                && extensible.entrySet().stream()
                        .allMatch(rem -> Arrays.equals(
                                rem.getValue(), realm.extensibleMeasurements().get(rem.getKey())));
    }
}
