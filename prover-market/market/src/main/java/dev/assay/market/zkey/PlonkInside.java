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

    private PlonkInside() {}

    /** @param omega the domain's generator, which follows from its size and is not in the file */
    static PreprocessedCircuit read(ZkeyFile file, Scalar omega) throws IOException {
        file.requireProtocol(PROTOCOL, "PLONK");
        ZkeyNumbers header = file.section(2, headerBytes(file.curve()));
        ZkeyNumbers.Size size = header.size();
        return new PreprocessedCircuit(
                file.curve(),
                size.publicInputs(),
                size.power(),
                header.scalar(),
                header.scalar(),
                omega,
                header.g1(),
                header.g1(),
                header.g1(),
                header.g1(),
                header.g1(),
                header.g1(),
                header.g1(),
                header.g1(),
                header.g2());
    }

    private static int headerBytes(Curve curve) {
        return ZkeyNumbers.domainBytes(curve)
                + 2 * ZkeyNumbers.scalarBytes(curve)
                + 8 * ZkeyNumbers.g1Bytes(curve)
                + ZkeyNumbers.g2Bytes(curve);
    }
}
