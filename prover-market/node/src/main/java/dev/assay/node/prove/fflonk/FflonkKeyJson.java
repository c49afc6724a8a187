package dev.assay.node.prove.fflonk;

import dev.assay.node.iden3.FflonkZkey;
import dev.assay.node.prove.kzg.SnarkjsObject;
import dev.assay.verification.bn254.Fr;

/** The verification key inside a proving key, of which nothing is known but what is known of the file's points. */
public final class FflonkKeyJson {

    private FflonkKeyJson() {}

    /** snarkjs' {@code verification_key.json}. @throws IllegalArgumentException if [x]_2 is at infinity */
    public static byte[] of(FflonkZkey.Header key) {
        return SnarkjsObject.of("fflonk")
                .put("nPublic", key.size().publicWires())
                .put("power", key.size().domainLog2())
                .put("k1", key.k1())
                .put("k2", key.k2())
                .put("w", Fr.rootOfUnity(key.size().domainLog2()))
                .put("w3", key.omega3())
                .put("w4", key.omega4())
                .put("w8", key.omega8())
                .put("wr", key.omegaCubeRoot())
                .put("X_2", key.tau())
                .put("C0", key.c0())
                .toJson();
    }
}
