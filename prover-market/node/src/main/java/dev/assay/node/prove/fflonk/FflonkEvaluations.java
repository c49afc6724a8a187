package dev.assay.node.prove.fflonk;

import dev.assay.node.prove.kzg.SnarkjsObject;
import dev.assay.verification.bn254.Fr;

/** Selectors, permutation, wires and z at xi; z, t1 and t2 at xi w. */
record FflonkEvaluations(
        Fr ql,
        Fr qr,
        Fr qm,
        Fr qo,
        Fr qc,
        Fr s1,
        Fr s2,
        Fr s3,
        Fr a,
        Fr b,
        Fr c,
        Fr z,
        Fr zOmega,
        Fr t1Omega,
        Fr t2Omega) {

    Fr[] inOrder() {
        return new Fr[] {ql, qr, qm, qo, qc, s1, s2, s3, a, b, c, z, zOmega, t1Omega, t2Omega};
    }

    SnarkjsObject toObject(Fr inverse) {
        return new SnarkjsObject()
                .put("ql", ql)
                .put("qr", qr)
                .put("qm", qm)
                .put("qo", qo)
                .put("qc", qc)
                .put("s1", s1)
                .put("s2", s2)
                .put("s3", s3)
                .put("a", a)
                .put("b", b)
                .put("c", c)
                .put("z", z)
                .put("zw", zOmega)
                .put("t1w", t1Omega)
                .put("t2w", t2Omega)
                .put("inv", inverse);
    }
}
