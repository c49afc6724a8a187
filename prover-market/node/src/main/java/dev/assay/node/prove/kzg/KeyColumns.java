package dev.assay.node.prove.kzg;

import dev.assay.node.iden3.GatePolynomials;
import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;

/**
 * The key's selectors and permutation as coefficients, each times 2^256: whoever uses them divides by that, which costs
 * nothing where they meet a constant.
 */
public record KeyColumns(
        Scalars qm, Scalars ql, Scalars qr, Scalars qo, Scalars qc, Scalars s1, Scalars s2, Scalars s3) {

    /** 2^256. */
    public static final Fr FACTOR = Fr.of(BigInteger.ONE.shiftLeft(256).mod(Fr.MODULUS));

    public static final Fr UNDO = FACTOR.inverse();

    public static KeyColumns of(GatePolynomials key) {
        return new KeyColumns(
                Scalars.of(key.qm()),
                Scalars.of(key.ql()),
                Scalars.of(key.qr()),
                Scalars.of(key.qo()),
                Scalars.of(key.qc()),
                Scalars.of(key.s1()),
                Scalars.of(key.s2()),
                Scalars.of(key.s3()));
    }
}
