package dev.assay.market.zkey;

import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.Groth16Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Section 2 of a Groth16 zkey: primes, the numbers of wires and of public values, the domain's size, alpha1, beta1, beta2,
 * gamma2, delta1, delta2. Section 3: an IC point for the constant one and one for each public value.
 */
final class Groth16Inside {

    private static final int PROTOCOL = 1;
    private static final int HEADER_BYTES =
            ZkeyNumbers.PRIMES_BYTES + 3 * 4 + 3 * ZkeyNumbers.G1_BYTES + 3 * ZkeyNumbers.G2_BYTES;

    private Groth16Inside() {}

    static Groth16Key read(ZkeyFile file, int publicInputs) throws IOException {
        file.requireProtocol(PROTOCOL, "Groth16");
        ZkeyNumbers header = file.section(2, HEADER_BYTES);
        header.primes();
        int ignoredWires = header.u32();
        int count = header.u32();
        ZkeyFile.require(count == publicInputs, "it has " + count + " public values, the key " + publicInputs);
        int ignoredDomainSize = header.u32();
        G1.Affine alpha = header.g1();
        G1.Affine ignoredBeta1 = header.g1();
        G2.Affine beta = header.g2();
        G2.Affine gamma = header.g2();
        G1.Affine ignoredDelta1 = header.g1();
        return new Groth16Key(alpha, beta, gamma, header.g2(), ic(file, publicInputs + 1));
    }

    private static List<G1.Affine> ic(ZkeyFile file, int count) throws IOException {
        ZkeyNumbers section = file.section(3, Math.multiplyExact(count, ZkeyNumbers.G1_BYTES));
        List<G1.Affine> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(section.g1());
        }
        return points;
    }
}
