package dev.assay.node.prove.rows;

import java.math.BigInteger;

/** Tables of the powers of a number, in the Montgomery form of a field's rows. */
record Powers(PrimeRows field) {

    /** The first powers, from 1 on, as {@link PrimeRows#multiplyBy} takes them. */
    long[] limbs(BigInteger base, int count) {
        int size = field.limbCount();
        long[] all = new long[count * size];
        BigInteger power = BigInteger.ONE;
        for (int i = 0; i < count; i++, power = product(power, base)) {
            System.arraycopy(field.constant(power), 0, all, i * size, size);
        }
        return all;
    }

    /** {@code first} times the first powers, as rows are stored. */
    long[] stored(BigInteger first, BigInteger base, int count) {
        long[] all = new long[count * PrimeRows.WORDS];
        BigInteger power = first;
        for (int i = 0; i < all.length; i += PrimeRows.WORDS, power = product(power, base)) {
            BigInteger form = power.shiftLeft(field.radixBits()).mod(field.modulus);
            for (int word = 0; word < PrimeRows.WORDS; word++) {
                all[i + word] = form.shiftRight(Long.SIZE * word).longValue();
            }
        }
        return all;
    }

    private BigInteger product(BigInteger a, BigInteger b) {
        return a.multiply(b).mod(field.modulus);
    }
}
