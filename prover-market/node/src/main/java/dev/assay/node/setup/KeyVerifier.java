package dev.assay.node.setup;

import dev.assay.node.iden3.Ceremony;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.Backend;
import dev.assay.node.setup.KeyReport.Outcome;
import dev.assay.node.setup.KeyReport.Status;
import dev.assay.verification.bn254.G2;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks a Groth16 key against its circuit and the powers of tau it was made from: all that {@code snarkjs zkey verify}
 * checks. Whoever made the key or contributed to it is not believed; the powers of tau are, so check them once with {@code
 * snarkjs powersoftau verify}. That one of the contributors forgot their secret, nobody can check.
 */
public final class KeyVerifier {

    private final Backend backend;
    private final SecureRandom random;

    public KeyVerifier(Backend backend, SecureRandom random) {
        this.backend = backend;
        this.random = random;
    }

    /** One check: nothing, or what is wrong. */
    @FunctionalInterface
    private interface Check {
        Optional<String> findFault() throws Iden3FormatException;
    }

    /**
     * Makes every check, whatever the others say; but where the sizes are another circuit's, none of its sections.
     *
     * @param progress is told which check begins
     * @throws Iden3FormatException for a malformed file, or powers of tau that are too few
     */
    public KeyReport verify(R1cs r1cs, Ptau ptau, Zkey zkey, Consumer<KeyCheck> progress) throws Iden3FormatException {
        Circuit circuit = Circuit.of(r1cs);
        circuit.checkFits(ptau);
        Ceremony ceremony = zkey.ceremony();
        Run run = new Run(progress, new ArrayList<>());
        CeremonyChecks contributions = new CeremonyChecks(ceremony, zkey.header());
        boolean sameSizes = run.check(KeyCheck.SIZES, () -> sizes(circuit, zkey));
        run.check(KeyCheck.ALPHA_BETA, () -> alphaAndBeta(ptau, zkey.header()));
        run.check(KeyCheck.GAMMA, () -> gamma(zkey.header()));
        boolean usableDelta = run.check(KeyCheck.DELTA, contributions::delta);
        sections(run, new SectionChecks(circuit, ptau, zkey, backend, random), sameSizes, usableDelta);
        run.checkIf(sameSizes, KeyCheck.CIRCUIT_HASH, () -> circuitHash(circuit, ptau, zkey, ceremony));
        run.check(KeyCheck.TRANSCRIPTS, contributions::transcripts);
        run.check(KeyCheck.KNOWLEDGE, contributions::knowledge);
        boolean chained = run.check(KeyCheck.CHAIN, contributions::chain);
        run.checkIf(chained, KeyCheck.BEACONS, contributions::beacons);
        run.check(KeyCheck.CONTRIBUTED, contributions::contributed);
        return new KeyReport(
                run.outcomes(), HexFormat.of().formatHex(ceremony.circuitHash()), contributions.contributors());
    }

    private static void sections(Run run, SectionChecks sections, boolean sameSizes, boolean usableDelta)
            throws Iden3FormatException {
        run.checkIf(sameSizes, KeyCheck.IC, sections::ic);
        run.checkIf(sameSizes, KeyCheck.COEFFICIENTS, sections::coefficients);
        run.checkIf(sameSizes, KeyCheck.A, sections::a);
        run.checkIf(sameSizes, KeyCheck.B1, sections::b1);
        run.checkIf(sameSizes, KeyCheck.B2, sections::b2);
        run.checkIf(sameSizes && usableDelta, KeyCheck.C, sections::c);
        run.checkIf(sameSizes && usableDelta, KeyCheck.H, sections::h);
    }

    private static Optional<String> sizes(Circuit circuit, Zkey zkey) {
        Zkey.Header header = zkey.header();
        return header.wires() == circuit.wires()
                        && header.publicWires() == circuit.r1cs().publicWires()
                        && header.domainLog2() == circuit.domainLog2()
                ? Optional.empty()
                : Optional.of("the key has " + header.wires() + " wires, " + header.publicWires()
                        + " of them public, and 2^" + header.domainLog2() + " rows; the circuit " + circuit.wires()
                        + ", " + circuit.r1cs().publicWires() + " and 2^" + circuit.domainLog2());
    }

    private static Optional<String> alphaAndBeta(Ptau ptau, Zkey.Header header) throws Iden3FormatException {
        List<String> others = new ArrayList<>();
        if (!header.alpha1().equals(ptau.alpha1().point())) {
            others.add("alpha1");
        }
        if (!header.beta1().equals(ptau.beta1().point())) {
            others.add("beta1");
        }
        if (!header.beta2().equals(ptau.beta2().point())) {
            others.add("beta2");
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", others));
    }

    private static Optional<String> gamma(Zkey.Header header) {
        return header.gamma2().equals(G2.GENERATOR.toAffine().point())
                ? Optional.empty()
                : Optional.of("gamma2 is another point");
    }

    private Optional<String> circuitHash(Circuit circuit, Ptau ptau, Zkey zkey, Ceremony ceremony)
            throws Iden3FormatException {
        KeySums sums = new KeySums(circuit, new WireTerms(circuit), ptau, backend);
        return Arrays.equals(CircuitHash.of(zkey, circuit, ptau, sums), ceremony.circuitHash())
                ? Optional.empty()
                : Optional.of("the ceremony was for another circuit, or with other powers of tau");
    }

    /** The outcomes so far. */
    private record Run(Consumer<KeyCheck> progress, List<Outcome> outcomes) {

        /** Whether it passed. */
        boolean check(KeyCheck which, Check check) throws Iden3FormatException {
            progress.accept(which);
            Optional<String> fault = check.findFault();
            outcomes.add(new Outcome(which, fault.isPresent() ? Status.FAILED : Status.PASSED, fault.orElse("")));
            return fault.isEmpty();
        }

        void checkIf(boolean possible, KeyCheck which, Check check) throws Iden3FormatException {
            if (possible) {
                check(which, check);
            } else {
                outcomes.add(new Outcome(which, Status.SKIPPED, "an earlier check failed"));
            }
        }
    }
}
