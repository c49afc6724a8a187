package dev.assay.verification.pairing;

/** (x / z^2, y / z^3), infinity where z = 0. Its limbs are overwritten by whoever computes with it. */
public record JacobianPoint(long[] x, long[] y, long[] z) {

    public JacobianPoint copy() {
        return new JacobianPoint(x.clone(), y.clone(), z.clone());
    }
}
