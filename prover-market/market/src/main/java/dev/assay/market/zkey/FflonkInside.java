package dev.assay.market.zkey;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.fflonk.PreprocessedCircuit;
import dev.assay.verification.proof.kzg.Scalar;
import java.io.IOException;

/**
 * Section 2 of an FFLONK zkey: primes, the numbers of signals and of public values, the domain's size, the numbers of
 * additions and of gates, k1, k2, w3, w4, w8, wr, X_2, C0.
 */
final class FflonkInside {

    private static final int PROTOCOL = 10;

    private FflonkInside() {}

    /** @param omega the domain's generator, which follows from its size and is not in the file */
    static PreprocessedCircuit read(ZkeyFile file, Scalar omega) throws IOException {
        file.requireProtocol(PROTOCOL, "FFLONK");
        ZkeyNumbers header = file.section(2, headerBytes(file.curve()));
        ZkeyNumbers.Size size = header.size();
        return new PreprocessedCircuit(
                size.publicInputs(),
                size.power(),
                header.scalar(),
                header.scalar(),
                omega,
                header.scalar(),
                header.scalar(),
                header.scalar(),
                header.scalar(),
                header.g2(),
                header.g1());
    }

    private static int headerBytes(Curve curve) {
        return ZkeyNumbers.domainBytes(curve)
                + 6 * ZkeyNumbers.scalarBytes(curve)
                + ZkeyNumbers.g2Bytes(curve)
                + ZkeyNumbers.g1Bytes(curve);
    }
}
