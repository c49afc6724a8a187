package dev.assay.verification.bn254;

/** Four 64-bit limbs, the least significant first: a residue in Montgomery form, always below its modulus. */
abstract sealed class Limbs permits Fq, Fr {

    final long l0;
    final long l1;
    final long l2;
    final long l3;

    Limbs(long l0, long l1, long l2, long l3) {
        this.l0 = l0;
        this.l1 = l1;
        this.l2 = l2;
        this.l3 = l3;
    }

    /** Whether this is 0. */
    public boolean isZero() {
        return (l0 | l1 | l2 | l3) == 0;
    }

    final long[] limbs() {
        return new long[] {l0, l1, l2, l3};
    }

    final boolean sameAs(Limbs other) {
        return ((l0 ^ other.l0) | (l1 ^ other.l1) | (l2 ^ other.l2) | (l3 ^ other.l3)) == 0;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(l0 + 31 * (l1 + 31 * (l2 + 31 * l3)));
    }
}
