package dev.assay.verification.pairing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two coordinates in Montgomery form, of which nothing is known until a {@link PairingArithmetic} has examined them.
 * (0, 0), which is on no curve here, stands for infinity. Not to be written to.
 */
public record AffinePoint(long[] x, long[] y) {

    public boolean isInfinity() {
        long any = 0;
        for (long limb : x) {
            any |= limb;
        }
        for (long limb : y) {
            any |= limb;
        }
        return any == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AffinePoint that && Arrays.equals(x, that.x) && Arrays.equals(y, that.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }
}
