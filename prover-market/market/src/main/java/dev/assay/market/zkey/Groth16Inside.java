package dev.assay.market.zkey;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.KeyPoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Section 2 of a Groth16 zkey: primes, the numbers of wires and of public values, the domain's size, alpha1, beta1, beta2,
 * gamma2, delta1, delta2. Section 3: an IC point for the constant one and one for each public value.
 */
final class Groth16Inside {

    private static final int PROTOCOL = 1;

    private Groth16Inside() {}

    static KeyPoints read(ZkeyFile file, int publicInputs) throws IOException {
        file.requireProtocol(PROTOCOL, "Groth16");
        ZkeyNumbers header = file.section(2, headerBytes(file.curve()));
        header.primes();
        int ignoredWires = header.u32();
        int count = header.u32();
        ZkeyFile.require(count == publicInputs, "it has " + count + " public values, the key " + publicInputs);
        int ignoredDomainSize = header.u32();
        AffinePoint alpha = header.g1();
        AffinePoint ignoredBeta1 = header.g1();
        AffinePoint beta = header.g2();
        AffinePoint gamma = header.g2();
        AffinePoint ignoredDelta1 = header.g1();
        return new KeyPoints(file.curve(), alpha, beta, gamma, header.g2(), ic(file, publicInputs + 1));
    }

    private static int headerBytes(Curve curve) {
        return ZkeyNumbers.primesBytes(curve) + 3 * 4 + 3 * ZkeyNumbers.g1Bytes(curve) + 3 * ZkeyNumbers.g2Bytes(curve);
    }

    private static List<AffinePoint> ic(ZkeyFile file, int count) throws IOException {
        ZkeyNumbers section = file.section(3, Math.multiplyExact(count, ZkeyNumbers.g1Bytes(file.curve())));
        List<AffinePoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(section.g1());
        }
        return points;
    }
}
