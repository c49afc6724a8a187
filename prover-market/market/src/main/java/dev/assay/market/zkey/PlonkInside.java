package dev.assay.market.zkey;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.kzg.Scalar;
import dev.assay.verification.proof.plonk.PreprocessedCircuit;
import java.io.IOException;

/**
 * Section 2 of a PLONK zkey: primes, the numbers of signals and of public values, the domain's size, the numbers of additions
 * and of gates, k1, k2, Qm, Ql, Qr, Qo, Qc, S1, S2, S3, X_2.
 */
final class PlonkInside {

    private static final int PROTOCOL = 2;
    private static final int HEADER_BYTES =
            ZkeyNumbers.SIZE_BYTES + 2 * ZkeyNumbers.FIELD_BYTES + 8 * ZkeyNumbers.G1_BYTES + ZkeyNumbers.G2_BYTES;

    private PlonkInside() {}

    /** @param omega the domain's generator, which follows from its size and is not in the file */
    static PreprocessedCircuit read(ZkeyFile file, Scalar omega) throws IOException {
        file.requireProtocol(PROTOCOL, "PLONK");
        ZkeyNumbers header = file.section(2, HEADER_BYTES);
        ZkeyNumbers.Size size = header.size();
        return new PreprocessedCircuit(
                Curve.BN254,
                size.publicInputs(),
                size.power(),
                header.scalar(),
                header.scalar(),
                omega,
                header.g1().point(),
                header.g1().point(),
                header.g1().point(),
                header.g1().point(),
                header.g1().point(),
                header.g1().point(),
                header.g1().point(),
                header.g1().point(),
                header.g2().point());
    }
}
