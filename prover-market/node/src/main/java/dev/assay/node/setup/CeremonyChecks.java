package dev.assay.node.setup;

import dev.assay.node.iden3.Ceremony;
import dev.assay.node.iden3.Contribution;
import dev.assay.node.iden3.Zkey;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.bn254.Pairing;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether the contributions to a key make sense, as snarkjs writes and checks them. */
final class CeremonyChecks {

    /** Of all beacons together: half a minute of hashing. Ceremonies take 2^10 or so. */
    static final int MAX_ITERATIONS_LOG2 = 28;

    private final Ceremony ceremony;
    private final Zkey.Header header;

    CeremonyChecks(Ceremony ceremony, Zkey.Header header) {
        this.ceremony = ceremony;
        this.header = header;
    }

    Optional<String> delta() {
        G2.Affine delta2 = G2.Affine.of(header.delta2());
        boolean valid = !delta2.isInfinity() && delta2.isInSubgroup();
        return valid && isSameRatio(generator(), delta1(), G2.GENERATOR.toAffine(), delta2)
                ? Optional.empty()
                : Optional.of("delta1 and delta2 are not the same multiple of the generators");
    }

    /** The transcript of a contribution: the circuit hash, all that was published before, and its own s and sx. */
    Optional<String> transcripts() {
        PointHash before = new PointHash().bytes(ceremony.circuitHash());
        boolean[] right = new boolean[ceremony.contributions().size()];
        for (int i = 0; i < right.length; i++) {
            Contribution contribution = ceremony.contributions().get(i);
            byte[] expected =
                    before.copy().g1(contribution.s()).g1(contribution.sx()).digest();
            right[i] = Arrays.equals(expected, contribution.transcript());
            before.contribution(contribution);
        }
        return unlessAll(i -> right[i]);
    }

    /** sx over s is spx over the point that the transcript determines. */
    Optional<String> knowledge() {
        return unlessAll(i -> {
            Contribution contribution = ceremony.contributions().get(i);
            return isInGroup(contribution)
                    && isSameRatio(contribution.s(), contribution.sx(), spOf(contribution), contribution.spx());
        });
    }

    /** delta after over delta before is the same; before the first it was the generator, after the last it is the key's. */
    Optional<String> chain() {
        Optional<String> broken = unlessAll(i -> {
            Contribution contribution = ceremony.contributions().get(i);
            G1.Affine before =
                    i == 0 ? generator() : ceremony.contributions().get(i - 1).deltaAfter();
            return isInGroup(contribution)
                    && isSameRatio(before, contribution.deltaAfter(), spOf(contribution), contribution.spx());
        });
        G1.Affine last = ceremony.contributions().isEmpty()
                ? generator()
                : ceremony.contributions().getLast().deltaAfter();
        return broken.isPresent() || last.equals(delta1())
                ? broken
                : Optional.of("the key's delta1 is not that of the last contribution");
    }

    /** Everything follows from the beacon's value but what the transcript adds. */
    Optional<String> beacons() {
        double hashes = ceremony.contributions().stream()
                .flatMap(contribution -> contribution.beacon().stream())
                .mapToDouble(beacon -> Math.pow(2, beacon.iterationsLog2()))
                .sum();
        if (hashes > Math.pow(2, MAX_ITERATIONS_LOG2)) {
            return Optional.of("more than 2^" + MAX_ITERATIONS_LOG2 + " hashes, which nobody waits for here");
        }
        return unlessAll(i -> {
            Contribution contribution = ceremony.contributions().get(i);
            return contribution.beacon().isEmpty()
                    || follows(contribution, contribution.beacon().get());
        });
    }

    private static boolean follows(Contribution contribution, Contribution.Beacon beacon) {
        DeltaSecret secret = DeltaSecret.of(beacon);
        return secret.s().equals(contribution.s()) && secret.sx().equals(contribution.sx());
    }

    /** Without a secret delta is known: the generator's multiple by 1, or by what follows from public beacons. */
    Optional<String> contributed() {
        boolean secret = ceremony.contributions().stream()
                .anyMatch(contribution -> contribution.beacon().isEmpty());
        return secret && !delta1().equals(generator())
                ? Optional.empty()
                : Optional.of("everybody knows delta, and can prove anything with this key: contribute to it");
    }

    private Optional<String> unlessAll(IntPredicate right) {
        List<Integer> wrong = IntStream.range(0, ceremony.contributions().size())
                .parallel()
                .filter(right.negate())
                .mapToObj(i -> i + 1)
                .toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of("contribution "
                        + wrong.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private static boolean isInGroup(Contribution contribution) {
        return !contribution.spx().isInfinity() && contribution.spx().isInSubgroup();
    }

    private static G2.Affine spOf(Contribution contribution) {
        return SeededPoints.ofTranscript(contribution.transcript());
    }

    private G1.Affine delta1() {
        return G1.Affine.of(header.delta1());
    }

    private static G1.Affine generator() {
        return G1.GENERATOR.toAffine();
    }

    /** Whether b is the same multiple of a as d is of c, none of them infinity: e(a, d) = e(b, c). */
    private static boolean isSameRatio(G1.Affine a, G1.Affine b, G2.Affine c, G2.Affine d) {
        return !a.isInfinity()
                && !b.isInfinity()
                && Pairing.productIsOne(List.of(Pairing.Pair.of(a, d), Pairing.Pair.of(b.negate(), c)));
    }

    List<KeyReport.Contributor> contributors() {
        return ceremony.contributions().stream()
                .map(contribution -> new KeyReport.Contributor(
                        printable(contribution.name()),
                        HexFormat.of()
                                .formatHex(new PointHash()
                                        .contribution(contribution)
                                        .digest()),
                        contribution
                                .beacon()
                                .map(beacon -> HexFormat.of().formatHex(beacon.value()) + ", hashed 2^"
                                        + beacon.iterationsLog2() + " times")))
                .toList();
    }

    /** A name is whatever its owner wrote: nothing in it moves a cursor. */
    private static String printable(String name) {
        return name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
