package dev.assay.node.setup;

import dev.assay.node.iden3.Ceremony;
import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.Contribution;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.R1cs.Matrix;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.iden3.ZkeyWriter;
import dev.assay.node.iden3.ZkeyWriter.Table;
import dev.assay.node.prove.Backend;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.Curve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a Groth16 key for development: all of a setup's second phase in one go, with one contribution. It is insecure by
 * nature: whoever runs it could keep delta, and with it prove false statements under this key. The contribution's name says
 * so, and {@code snarkjs zkey verify} accepts the key.
 *
 * <p>The key's points are those of snarkjs: from the Lagrange basis of the powers of tau for the domain ({@link KeySums}); H
 * is the odd half of the basis for the domain twice as large; C and H over delta.
 */
public final class DevelopmentSetup {

    /** The name of the contribution. */
    public static final String CONTRIBUTOR = "INSECURE assay development key: its maker can forge proofs";

    private final Backend backend;
    private final SecureRandom random;

    public DevelopmentSetup(Backend backend, SecureRandom random) {
        this.backend = backend;
        this.random = random;
    }

    /**
     * Writes the key, whole or not at all.
     *
     * @param progress is told what begins
     * @throws Iden3FormatException for a malformed file, or powers of tau that are too few
     */
    public SetupResult make(R1cs r1cs, Ptau ptau, Path zkey, Consumer<String> progress) throws IOException {
        checkLabels(r1cs);
        Circuit circuit = Circuit.of(r1cs);
        circuit.checkFits(ptau);
        Path unfinished = zkey.resolveSibling(zkey.getFileName() + ".unfinished");
        try {
            SetupResult result = write(circuit, ptau, unfinished, progress);
            Files.move(unfinished, zkey, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** As many labels as wires: a small file cannot claim a large circuit. */
    static void checkLabels(R1cs r1cs) throws Iden3FormatException {
        if (!r1cs.hasLabels()) {
            throw new Iden3FormatException(
                    r1cs.name(), "labels (3)", "not one for each wire", "compile the circuit again with circom");
        }
    }

    private SetupResult write(Circuit circuit, Ptau ptau, Path file, Consumer<String> progress) throws IOException {
        progress.accept("reading");
        WireTerms terms = new WireTerms(circuit);
        KeySums sums = new KeySums(circuit, terms, ptau, backend);
        DeltaSecret delta = DeltaSecret.random(random);
        int ceremonyBytes = ceremony(new PointHash(), delta).encode().length;
        ZkeyWriter.Sizes sizes = new ZkeyWriter.Sizes(
                circuit.wires(),
                circuit.r1cs().publicWires(),
                circuit.domainLog2(),
                terms.coefficients(),
                ceremonyBytes);
        try (ZkeyWriter out = new ZkeyWriter(file, sizes)) {
            return new Writing(circuit, ptau, sums, delta, out, progress).run();
        }
    }

    private static Ceremony ceremony(PointHash circuit, DeltaSecret delta) {
        byte[] circuitHash = circuit.digest();
        Contribution contribution = delta.contribute(new PointHash().bytes(circuitHash), CONTRIBUTOR);
        return new Ceremony(circuitHash, List.of(contribution));
    }

    /** One key. The circuit hash takes the sections in its own order, each as it was before delta. */
    private record Writing(
            Circuit circuit, Ptau ptau, KeySums sums, DeltaSecret delta, ZkeyWriter out, Consumer<String> progress) {

        SetupResult run() throws Iden3FormatException {
            PointHash hash = CircuitHash.ofHeader(ptau);
            writeHeader();
            writeCoefficients();
            writeIc(hash);
            progress.accept("H");
            new QuotientPoints(ptau, circuit.rows()).hash(hash);
            SharedScalar overDelta = new SharedScalar(delta.x().inverse());
            writeH(overDelta);
            progress.accept("C");
            writeC(hash, overDelta);
            writeAAndB(hash);
            Ceremony ceremony = ceremony(hash, delta);
            out.ceremony(ceremony);
            return SetupResult.of(
                    circuit,
                    ceremony.circuitHash(),
                    new PointHash()
                            .contribution(ceremony.contributions().getFirst())
                            .digest());
        }

        private void writeHeader() throws Iden3FormatException {
            out.header(new Zkey.Header(
                    Curve.BN254,
                    circuit.wires(),
                    circuit.r1cs().publicWires(),
                    circuit.domainLog2(),
                    ptau.alpha1().point(),
                    ptau.beta1().point(),
                    ptau.beta2().point(),
                    G2.GENERATOR.toAffine().point(),
                    G1.GENERATOR.multiply(delta.x()).toAffine().point(),
                    delta.delta2().point()));
        }

        private void writeCoefficients() throws Iden3FormatException {
            circuit.forEachEntry((matrix, row, wire, coefficient) ->
                    matrixOfKey(matrix).ifPresent(of -> out.coefficient(of, row, wire, coefficient)));
        }

        private void writeIc(PointHash hash) {
            hash.count(circuit.publicOnes());
            Batches.forEach(0, circuit.publicOnes(), (from, to) -> {
                List<G1.Affine> points = sums.k(from, to);
                hash.g1(points);
                out.points(Table.IC, from, points, PointFormat.G1_POINT);
            });
        }

        private void writeH(SharedScalar overDelta) throws Iden3FormatException {
            Points<G1.Affine> basis = ptau.lagrange(circuit.domainLog2() + 1);
            Batches.forEach(0, circuit.rows(), (from, to) -> {
                List<G1.Affine> odd = new ArrayList<>(to - from);
                for (int i = from; i < to; i++) {
                    odd.add(basis.at(2 * i + 1));
                }
                out.points(Table.H, from, overDelta.multiply(odd), PointFormat.G1_POINT);
            });
        }

        private void writeC(PointHash hash, SharedScalar overDelta) {
            int first = circuit.publicOnes();
            hash.count(circuit.wires() - first);
            Batches.forEach(first, circuit.wires(), (from, to) -> {
                List<G1.Affine> points = sums.k(from, to);
                hash.g1(points);
                out.points(Table.C, from - first, overDelta.multiply(points), PointFormat.G1_POINT);
            });
        }

        private void writeAAndB(PointHash hash) {
            int wires = circuit.wires();
            progress.accept("A");
            hash.count(wires);
            Batches.forEach(0, wires, (from, to) -> writeG1(hash, Table.A, from, sums.a(from, to)));
            progress.accept("B1");
            hash.count(wires);
            Batches.forEach(0, wires, (from, to) -> writeG1(hash, Table.B1, from, sums.b1(from, to)));
            progress.accept("B2");
            hash.count(wires);
            Batches.forEach(0, wires, (from, to) -> {
                List<G2.Affine> points = sums.b2(from, to);
                hash.g2(points);
                out.points(Table.B2, from, points, PointFormat.G2_POINT);
            });
        }

        private void writeG1(PointHash hash, Table table, int from, List<G1.Affine> points) {
            hash.g1(points);
            out.points(table, from, points, PointFormat.G1_POINT);
        }
    }

    /** A key does not have C: on a satisfied row it is the product of the other two. */
    static Optional<Coefficients.Matrix> matrixOfKey(Matrix matrix) {
        return switch (matrix) {
            case A -> Optional.of(Coefficients.Matrix.A);
            case B -> Optional.of(Coefficients.Matrix.B);
            case C -> Optional.empty();
        };
    }
}
