package dev.assay.node.setup;

import dev.assay.node.iden3.PtauWriter;
import dev.assay.node.iden3.PtauWriter.Table;
import dev.assay.node.iden3.PtauWriter.TableG2;
import dev.assay.node.iden3.R1cs;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Powers of a tau that is drawn here and forgotten, in a prepared {@code .ptau}: for development on a machine that has none.
 * Insecure: whoever runs it could keep tau, and nothing shows that they did not.
 */
public final class DrawnTau {

    private static final int BATCH = 1 << 12;

    private final int power;
    private final Fr tau;
    private final Fr alpha;
    private final Fr beta;
    private final FixedBase<G1.Affine, G1> g1 = new FixedBase<>(Group.FIRST, G1.GENERATOR.toAffine(), G1::toAffine);
    private final FixedBase<G2.Affine, G2> g2 = new FixedBase<>(Group.SECOND, G2.GENERATOR.toAffine(), G2::toAffine);

    private DrawnTau(int power, SecureRandom random) {
        this.power = power;
        this.tau = Fr.random(random);
        this.alpha = Fr.random(random);
        this.beta = Fr.random(random);
    }

    /**
     * Writes just as many as the circuit needs: a new file, whole or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one: powers of tau may be somebody's ceremony
     */
    public static void write(R1cs r1cs, Path file, SecureRandom random) throws IOException {
        DevelopmentSetup.checkLabels(r1cs);
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            write(Circuit.of(r1cs).domainLog2(), unfinished, random);
            Files.move(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    static void write(int power, Path file, SecureRandom random) throws IOException {
        try (PtauWriter out = new PtauWriter(file, power)) {
            new DrawnTau(power, random).write(out);
        }
    }

    private void write(PtauWriter out) {
        long size = 1L << power;
        forEachBatch(2 * size - 1, (from, powers) -> {
            out.points(Table.POWERS, from, times(powers, Fr.ONE));
            if (from < size) {
                List<Fr> first = powers.subList(0, (int) Math.min(powers.size(), size - from));
                out.points(Table.ALPHA, from, times(first, alpha));
                out.points(Table.BETA, from, times(first, beta));
                out.pointsG2(TableG2.POWERS, from, timesG2(first));
            }
        });
        out.pointsG2(TableG2.BETA, 0, timesG2(List.of(beta)));
        for (int log2 = 0; log2 <= power + 1; log2++) {
            writeLagrange(out, log2);
        }
    }

    /** Levels lie one behind the other, the smallest first; the largest is of {@link Table#LAGRANGE} alone. */
    private void writeLagrange(PtauWriter out, int log2) {
        long before = (1L << log2) - 1;
        int size = 1 << log2;
        for (int from = 0; from < size; from += BATCH) {
            List<Fr> values = lagrange(log2, from, Math.min(size, from + BATCH));
            out.points(Table.LAGRANGE, before + from, times(values, Fr.ONE));
            if (log2 <= power) {
                out.points(Table.ALPHA_LAGRANGE, before + from, times(values, alpha));
                out.points(Table.BETA_LAGRANGE, before + from, times(values, beta));
                out.pointsG2(TableG2.LAGRANGE, before + from, timesG2(values));
            }
        }
    }

    /** {@code w^i (tau^n - 1) / (n (tau - w^i))}: 1 at w^i and 0 at the other powers of w, at tau. */
    private List<Fr> lagrange(int log2, int from, int to) {
        Fr root = Fr.rootOfUnity(log2);
        Fr vanishing = tau.pow(BigInteger.TWO.pow(log2)).subtract(Fr.ONE);
        Fr factor = vanishing.multiply(Fr.of(1L << log2).inverse());
        List<Fr> points = new ArrayList<>(to - from);
        List<Fr> differences = new ArrayList<>(to - from);
        Fr point = root.pow(BigInteger.valueOf(from));
        for (int i = from; i < to; i++) {
            points.add(point);
            differences.add(tau.subtract(point));
            point = point.multiply(root);
        }
        List<Fr> inverses = Fr.inverses(differences);
        for (int i = 0; i < points.size(); i++) {
            points.set(i, points.get(i).multiply(factor).multiply(inverses.get(i)));
        }
        return points;
    }

    /** Is given powers of tau from an index on. */
    @FunctionalInterface
    private interface Powers {
        void from(long index, List<Fr> powers);
    }

    private void forEachBatch(long count, Powers visitor) {
        Fr next = Fr.ONE;
        for (long from = 0; from < count; from += BATCH) {
            List<Fr> powers = new ArrayList<>(BATCH);
            for (long i = from; i < Math.min(count, from + BATCH); i++) {
                powers.add(next);
                next = next.multiply(tau);
            }
            visitor.from(from, powers);
        }
    }

    private List<G1.Affine> times(List<Fr> scalars, Fr factor) {
        return Batches.points(0, scalars.size(), i -> g1.times(scalars.get(i).multiply(factor)), G1::toAffine);
    }

    private List<G2.Affine> timesG2(List<Fr> scalars) {
        return Batches.points(0, scalars.size(), i -> g2.times(scalars.get(i)), G2::toAffine);
    }
}
