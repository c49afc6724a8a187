package dev.assay.node.setup;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.G1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points of G1 that all take the same steps, in affine coordinates: one inversion a step serves them all, so that a step
 * costs six or seven multiplications a point. None is at infinity, and none is added to itself or its negative.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Lockstep(Fq[] x, Fq[] y) {

    static Lockstep of(List<G1.Affine> points) {
        return new Lockstep(
                points.stream().map(G1.Affine::x).toArray(Fq[]::new),
                points.stream().map(G1.Affine::y).toArray(Fq[]::new));
    }

    int size() {
        return x.length;
    }

    Lockstep twice() {
        List<Fq> denominators = new ArrayList<>(size());
        for (Fq each : y) {
            denominators.add(each.twice());
        }
        List<Fq> inverses = Fq.inverses(denominators);
        Lockstep result = new Lockstep(new Fq[size()], new Fq[size()]);
        for (int i = 0; i < size(); i++) {
            Fq square = x[i].square();
            Fq slope = square.twice().add(square).multiply(inverses.get(i));
            result.put(i, slope, x[i], x[i], y[i]);
        }
        return result;
    }

    Lockstep add(Lockstep other) {
        List<Fq> denominators = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            denominators.add(other.x[i].subtract(x[i]));
        }
        List<Fq> inverses = Fq.inverses(denominators);
        Lockstep result = new Lockstep(new Fq[size()], new Fq[size()]);
        for (int i = 0; i < size(); i++) {
            Fq slope = other.y[i].subtract(y[i]).multiply(inverses.get(i));
            result.put(i, slope, x[i], other.x[i], y[i]);
        }
        return result;
    }

    /** The third point of the line through two, mirrored. */
    private void put(int index, Fq slope, Fq x1, Fq x2, Fq y1) {
        Fq x3 = slope.square().subtract(x1).subtract(x2);
        x[index] = x3;
        y[index] = slope.multiply(x1.subtract(x3)).subtract(y1);
    }

    Lockstep negate() {
        return new Lockstep(x, Arrays.stream(y).map(Fq::negate).toArray(Fq[]::new));
    }

    /** Each x times a factor. */
    Lockstep stretch(Fq factor) {
        return new Lockstep(Arrays.stream(x).map(factor::multiply).toArray(Fq[]::new), y);
    }

    G1.Affine at(int index) {
        return new G1.Affine(x[index], y[index]);
    }
}
