package dev.assay.verification.tee;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.corim.Corim;
import dev.assay.verification.corim.ReferenceTriple;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.json.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What code measures as, by whoever built it (RFC 9334, "reference values"): releases that a policy may accept. Read from a
 * CoRIM or from a simple JSON file, and given to the builder of a policy.
 *
 * @param releases at least one
 */
public record ReferenceValues(List<Release> releases) {

    /**
     * One release on one kind of TEE: evidence is of it when all of these registers are equal.
     *
     * @param name for people, such as {@code my app 1.2}
     * @param registers at least one, by the names of {@link ReferenceKind}; those that are not named are not compared
     */
    public record Release(String name, ReferenceKind kind, SortedMap<String, byte[]> registers) {

        /** @throws IllegalArgumentException if there is no register, or one that the kind has not */
        public Release {
            for (String register : registers.keySet()) {
                if (!kind.hasRegister(register)) {
                    throw new IllegalArgumentException(
                            '"' + name + "\": " + kind.label() + " has no register \"" + register + '"');
                }
            }
            if (registers.isEmpty()) {
                throw new IllegalArgumentException('"' + name + "\" has no register: any code would be it");
            }
            registers = copy(registers);
        }

        /** By name; copies. */
        @Override
        public SortedMap<String, byte[]> registers() {
            return copy(registers);
        }

        private static SortedMap<String, byte[]> copy(SortedMap<String, byte[]> registers) {
            SortedMap<String, byte[]> copy = new TreeMap<>();
            registers.forEach((name, value) -> copy.put(name, value.clone()));
            return copy;
        }
    }

    /** @throws IllegalArgumentException if there is no release */
    public ReferenceValues {
        releases = List.copyOf(releases);
        if (releases.isEmpty()) {
            throw new IllegalArgumentException("reference values without a release accept nothing");
        }
    }

    /**
     * Reads a file such as
     *
     * <pre>{@code
     * {"referenceValues": [
     *   {"name": "my app 1.2", "kind": "aws-nitro", "measurements": {"0": "<96 hex digits>", "1": "...", "2": "..."}}]}
     * }</pre>
     *
     * Whoever gives it is the caller: nobody has signed it.
     *
     * @throws IllegalArgumentException if it is anything else, a field is missing or unknown, or a kind or register is not
     *     one of {@link ReferenceKind}
     */
    public static ReferenceValues parse(byte[] json) {
        return ReferenceValuesFile.parse(json);
    }

    /** The same from what was read before, such as a part of a policy file. */
    public static ReferenceValues of(JsonValue json) {
        return ReferenceValuesFile.read(json);
    }

    /**
     * Reads a CoRIM whose provider signed it (draft-ietf-rats-corim): see {@link Corim#verify}. A CoRIM has no standard name
     * for a kind of TEE, so that the caller says for which it takes all of the manifest.
     *
     * @param signers at least one; each may have signed
     * @return each release named after the vendor and the model of its environment
     * @throws IllegalArgumentException if there is no signer
     */
    public static Verdict<ReferenceValues> corim(
            byte[] signed, Collection<EcdsaKey> signers, ReferenceKind kind, Instant now) {
        List<Verdict<List<ReferenceTriple>>> verdicts = signers.stream()
                .map(signer -> Corim.verify(signed, signer, now))
                .toList();
        return verdicts.stream()
                .filter(verdict -> !(verdict instanceof Verdict.Rejected))
                .findFirst()
                .or(() -> verdicts.stream().findFirst())
                .map(verdict -> ofTriples(verdict, kind))
                .orElseThrow(() -> new IllegalArgumentException("a signed manifest needs a signer's key"));
    }

    /** Reads a CoRIM that nobody signed: the caller has it from whoever it trusts. Else as the signed one. */
    public static Verdict<ReferenceValues> unsignedCorim(byte[] manifest, ReferenceKind kind, Instant now) {
        return ofTriples(Corim.readUnsigned(manifest, now), kind);
    }

    private static Verdict<ReferenceValues> ofTriples(Verdict<List<ReferenceTriple>> verdict, ReferenceKind kind) {
        return switch (verdict) {
            case Verdict.Verified<List<ReferenceTriple>>(List<ReferenceTriple> triples) -> ofTriples(triples, kind);
            case Verdict.Simulated<List<ReferenceTriple>>(List<ReferenceTriple> triples) -> ofTriples(triples, kind);
            case Verdict.Rejected<List<ReferenceTriple>> rejected -> new Verdict.Rejected<>(rejected.findings());
        };
    }

    private static Verdict<ReferenceValues> ofTriples(List<ReferenceTriple> triples, ReferenceKind kind) {
        try {
            if (triples.isEmpty()) {
                throw ReferenceKind.unsupported("a manifest without reference values");
            }
            return new Verdict.Verified<>(new ReferenceValues(triples.stream()
                    .map(triple -> new Release(name(triple), kind, kind.registers(triple)))
                    .toList()));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static String name(ReferenceTriple triple) {
        return Stream.of(triple.vendor(), triple.model())
                .flatMap(part -> part.stream())
                .collect(Collectors.joining(" "));
    }

    /**
     * Those of these kinds: a policy for one kind takes no others.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ReferenceValues only(ReferenceKind... kinds) {
        Set<ReferenceKind> wanted = Set.of(kinds);
        return new ReferenceValues(releases.stream()
                .filter(release -> wanted.contains(release.kind()))
                .toList());
    }

    /**
     * The registers of each release, for the builder of a policy for these kinds.
     *
     * @throws IllegalArgumentException if a release is for another kind
     */
    public List<SortedMap<String, byte[]>> registersOf(ReferenceKind... kinds) {
        for (Release release : releases) {
            if (!Arrays.asList(kinds).contains(release.kind())) {
                throw new IllegalArgumentException(
                        "\"" + release.name() + "\" is for " + release.kind().label() + ", not for "
                                + Stream.of(kinds).map(ReferenceKind::label).collect(Collectors.joining(", ")));
            }
        }
        return releases.stream().map(Release::registers).toList();
    }
}
