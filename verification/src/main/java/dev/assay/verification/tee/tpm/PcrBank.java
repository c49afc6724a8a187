package dev.assay.verification.tee.tpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The values of some registers of one bank. Whoever has a quote over them must still compare the two. */
public final class PcrBank {

    private final TpmHash hash;
    private final SortedMap<Integer, byte[]> values;

    private PcrBank(TpmHash hash, SortedMap<Integer, byte[]> values) {
        this.hash = hash;
        this.values = values;
    }

    /** @throws Rejection unless every index is 0..31 and every value as long as the bank's hash */
    public static PcrBank of(TpmHash hash, Map<Integer, byte[]> values) {
        SortedMap<Integer, byte[]> copy = new TreeMap<>();
        values.forEach((index, value) -> {
            if (index < 0 || index >= PcrSelection.MAX_PCRS || value.length != hash.sizeBytes()) {
                throw new Rejection(
                        Reason.TPM_PCR_SELECTION, hash + " register " + index + " of " + value.length + " bytes");
            }
            copy.put(index, value.clone());
        });
        return new PcrBank(hash, Collections.unmodifiableSortedMap(copy));
    }

    public TpmHash hash() {
        return hash;
    }

    /** By index; copies. */
    public SortedMap<Integer, byte[]> values() {
        SortedMap<Integer, byte[]> copy = new TreeMap<>();
        values.forEach((index, value) -> copy.put(index, value.clone()));
        return copy;
    }

    public SortedSet<Integer> indices() {
        return new TreeSet<>(values.keySet());
    }

    /** A name for each register and its value, such as {@code sha256:4}. */
    public SortedMap<String, byte[]> named() {
        String prefix = hash.name().toLowerCase(Locale.ROOT) + ":";
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> prefix + entry.getKey(),
                        entry -> entry.getValue().clone(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** TPM2_Quote (Part 3, section 18.4): the digest of the selected values, in ascending order of the registers. */
    byte[] digest(TpmHash by) {
        return by.digest(values.values().toArray(byte[][]::new));
    }
}
