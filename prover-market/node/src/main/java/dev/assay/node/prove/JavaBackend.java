package dev.assay.node.prove;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.Coefficients.Matrix;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Wtns;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.util.Arrays;

/** Plain Java on all cores of the machine: runs everywhere. */
public final class JavaBackend implements Backend {

    private final Msm<G1.Affine, G1> msmG1;
    private final Msm<G2.Affine, G2> msmG2;

    public JavaBackend() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @param cores for how many the work is cut */
    JavaBackend(int cores) {
        msmG1 = new Msm<>(Group.FIRST, cores);
        msmG2 = new Msm<>(Group.SECOND, cores);
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public String hardware() {
        return "cpu/java";
    }

    @Override
    public G1 msmG1(Points<G1.Affine> points, Scalars scalars) {
        return msmG1.compute(points, scalars);
    }

    @Override
    public G2 msmG2(Points<G2.Affine> points, Scalars scalars) {
        return msmG2.compute(points, scalars);
    }

    @Override
    public Scalars quotient(Coefficients coefficients, Wtns witness) {
        Fr[] a = coefficients.multiply(Matrix.A, witness);
        Fr[] b = coefficients.multiply(Matrix.B, witness);
        Ntt ntt = new Ntt(Integer.numberOfTrailingZeros(a.length));
        Fr[] c = new Fr[a.length];
        Arrays.parallelSetAll(c, i -> a[i].multiply(b[i]));
        ntt.toOddCoset(a);
        ntt.toOddCoset(b);
        ntt.toOddCoset(c);
        Arrays.parallelSetAll(c, i -> a[i].multiply(b[i]).subtract(c[i]));
        return Scalars.of(c);
    }

    @Override
    public Polynomials polynomials() {
        return new JavaPolynomials();
    }
}
