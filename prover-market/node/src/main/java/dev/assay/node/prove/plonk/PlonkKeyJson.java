package dev.assay.node.prove.plonk;

import dev.assay.node.iden3.PlonkZkey;
import dev.assay.node.prove.kzg.SnarkjsObject;
import dev.assay.verification.bn254.Fr;

/** The verification key inside a proving key, of which nothing is known but what is known of the file's points. */
public final class PlonkKeyJson {

    private PlonkKeyJson() {}

    /** snarkjs' {@code verification_key.json}. @throws IllegalArgumentException if [x]_2 is at infinity */
    public static byte[] of(PlonkZkey.Header key) {
        return SnarkjsObject.of("plonk")
                .put("nPublic", key.size().publicWires())
                .put("power", key.size().domainLog2())
                .put("k1", key.k1())
                .put("k2", key.k2())
                .put("w", Fr.rootOfUnity(key.size().domainLog2()))
                .put("Qm", key.qm())
                .put("Ql", key.ql())
                .put("Qr", key.qr())
                .put("Qo", key.qo())
                .put("Qc", key.qc())
                .put("S1", key.s1())
                .put("S2", key.s2())
                .put("S3", key.s3())
                .put("X_2", key.tau())
                .toJson();
    }
}
