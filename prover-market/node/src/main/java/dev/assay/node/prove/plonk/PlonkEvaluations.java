package dev.assay.node.prove.plonk;

import dev.assay.node.prove.kzg.SnarkjsObject;
import dev.assay.verification.bn254.Fr;

/** The wires and two parts of the permutation at xi, and z at xi w. */
record PlonkEvaluations(Fr a, Fr b, Fr c, Fr s1, Fr s2, Fr zOmega) {

    Fr[] inOrder() {
        return new Fr[] {a, b, c, s1, s2, zOmega};
    }

    SnarkjsObject addTo(SnarkjsObject proof) {
        return proof.put("eval_a", a)
                .put("eval_b", b)
                .put("eval_c", c)
                .put("eval_s1", s1)
                .put("eval_s2", s2)
                .put("eval_zw", zOmega);
    }
}
