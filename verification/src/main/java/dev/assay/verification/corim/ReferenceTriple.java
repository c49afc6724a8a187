package dev.assay.verification.corim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one environment measures when it runs the software that the manifest speaks of: all of the registers together.
 *
 * @param vendor of the environment's class, for people and for choosing
 * @param model of the environment's class, for people and for choosing
 * @param registers each register's digests, one for each algorithm, by the register's name or number
 */
public record ReferenceTriple(
        Optional<String> vendor, Optional<String> model, SortedMap<String, List<HashedValue>> registers) {

    /** SHA-256 in the IANA registry of named information hash algorithms. */
    public static final int SHA_256 = 1;

    /** SHA-384 in the same registry. */
    public static final int SHA_384 = 7;

    /** SHA-512 in the same registry. */
    public static final int SHA_512 = 8;

    /**
     * A digest and its algorithm.
     *
     * @param algorithm {@link #SHA_256}, {@link #SHA_384} or {@link #SHA_512}
     */
    @SuppressWarnings("ArrayRecordComponent") // cloned on the way in and out
    public record HashedValue(int algorithm, byte[] digest) {
        public HashedValue {
            digest = digest.clone();
        }

        @Override
        public byte[] digest() {
            return digest.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HashedValue that
                    && algorithm == that.algorithm
                    && Arrays.equals(digest, that.digest);
        }

        @Override
        public int hashCode() {
            return 31 * algorithm + Arrays.hashCode(digest);
        }
    }

    /**
     * The digests of one algorithm by numbered register, such as a Nitro enclave's or a TPM's PCRs.
     *
     * @throws IllegalArgumentException if a register has no number, or no digest of the algorithm: without it the triple
     *     would say less than its provider meant
     */
    public SortedMap<Integer, byte[]> numbered(int algorithm) {
        SortedMap<Integer, byte[]> numbered = new TreeMap<>();
        named(algorithm).forEach((name, digest) -> numbered.put(number(name), digest));
        return numbered;
    }

    /** The digests of one algorithm by register. The same faults. */
    public SortedMap<String, byte[]> named(int algorithm) {
        SortedMap<String, byte[]> named = new TreeMap<>();
        registers.forEach((name, values) -> named.put(name, digest(name, values, algorithm)));
        return named;
    }

    private static byte[] digest(String name, List<HashedValue> values, int algorithm) {
        return values.stream()
                .filter(value -> value.algorithm() == algorithm)
                .map(HashedValue::digest)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("register " + name + " has no such digest"));
    }

    private static int number(String name) {
        if (!name.matches("0|[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("register \"" + name + "\" has no number");
        }
        return Integer.parseInt(name);
    }
}
