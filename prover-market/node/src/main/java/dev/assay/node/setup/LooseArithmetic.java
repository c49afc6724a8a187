package dev.assay.node.setup;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.G1;
import java.math.BigInteger;

/**
 * The arithmetic of coordinates as snarkjs' WebAssembly has it, for the one place where it is given numbers that are not
 * below q: sums and products are brought down by q once, whatever is left. Only there to get the same hash.
 */
final class LooseArithmetic {

    private static final BigInteger Q = Fq.MODULUS;
    private static final int BITS = 256;
    private static final BigInteger R = BigInteger.TWO.pow(BITS);
    private static final BigInteger NEGATED_INVERSE = Q.modInverse(R).negate().mod(R);
    private static final int COORDINATE_BYTES = 32;

    private LooseArithmetic() {}

    /**
     * The point that 64 bytes would be, less a point: by the formula for a chord, whether or not it is on the curve.
     *
     * @param point x and y in Montgomery form, little-endian, any 256 bits each
     */
    static G1.Affine difference(byte[] point, G1.Affine subtrahend) {
        BigInteger x1 = number(point, 0);
        BigInteger y1 = number(point, COORDINATE_BYTES);
        BigInteger h = subtract(limbs(subtrahend.x()), x1);
        BigInteger dy = subtract(limbs(subtrahend.negate().y()), y1);
        BigInteger hh = multiply(h, h);
        BigInteger i = add(add(hh, hh), add(hh, hh));
        BigInteger j = multiply(h, i);
        BigInteger r = add(dy, dy);
        BigInteger v = multiply(x1, i);
        BigInteger x3 = subtract(subtract(multiply(r, r), j), add(v, v));
        BigInteger y1j = multiply(y1, j);
        BigInteger y3 = subtract(multiply(subtract(v, x3), r), add(y1j, y1j));
        Fq doubled = element(add(h, h));
        if (doubled.equals(Fq.ZERO)) {
            return G1.Affine.INFINITY;
        }
        Fq z = doubled.inverse();
        return new G1.Affine(
                element(x3).multiply(z.square()),
                element(y3).multiply(z.square()).multiply(z));
    }

    private static BigInteger number(byte[] littleEndian, int from) {
        byte[] bigEndian = new byte[COORDINATE_BYTES];
        for (int i = 0; i < COORDINATE_BYTES; i++) {
            bigEndian[i] = littleEndian[from + COORDINATE_BYTES - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    private static BigInteger limbs(Fq element) {
        return number(element.toMontgomeryLittleEndian(), 0);
    }

    private static Fq element(BigInteger montgomery) {
        byte[] bigEndian = montgomery.mod(Q).toByteArray();
        byte[] littleEndian = new byte[COORDINATE_BYTES];
        for (int i = 0; i < Math.min(COORDINATE_BYTES, bigEndian.length); i++) {
            littleEndian[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return Fq.fromMontgomeryLittleEndian(littleEndian, 0).orElseThrow();
    }

    private static BigInteger add(BigInteger a, BigInteger b) {
        return reduceOnce(a.add(b));
    }

    private static BigInteger subtract(BigInteger a, BigInteger b) {
        BigInteger difference = a.subtract(b);
        return difference.signum() < 0 ? difference.add(Q).mod(R) : difference;
    }

    private static BigInteger multiply(BigInteger a, BigInteger b) {
        BigInteger product = a.multiply(b);
        BigInteger multiple = product.mod(R).multiply(NEGATED_INVERSE).mod(R);
        return reduceOnce(product.add(multiple.multiply(Q)).shiftRight(BITS));
    }

    private static BigInteger reduceOnce(BigInteger number) {
        return (number.compareTo(Q) >= 0 ? number.subtract(Q) : number).mod(R);
    }
}
