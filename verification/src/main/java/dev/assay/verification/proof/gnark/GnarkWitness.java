package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.List;

/**
 * gnark's public witness ({@code witness.Witness.WriteTo} of the public part): how many public and how many secret values,
 * then the values behind their count. All are big-endian.
 */
public final class GnarkWitness {

    /** {@link PublicInputs#MAX_COUNT} values behind three counts. */
    public static final int MAX_SIZE_BYTES = 12 + 32 * PublicInputs.MAX_COUNT;

    private GnarkWitness() {}

    /** Takes only witnesses without secret values: those are not for a verifier. */
    public static Verdict<PublicInputs> parse(byte[] publicWitness) {
        try {
            return new Verdict.Verified<>(read(publicWitness));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the bytes are of that form */
    static PublicInputs read(byte[] publicWitness) {
        return new PublicInputs(read(Curve.BN254, publicWitness).stream()
                .map(value -> Fr.of(value.toBigInteger()))
                .toList());
    }

    /** The same for another curve, with another r. */
    static List<Scalar> read(Curve curve, byte[] publicWitness) {
        GnarkReader in = new GnarkReader(curve, publicWitness, MAX_SIZE_BYTES);
        int publicCount = in.count(PublicInputs.MAX_COUNT, "public values");
        long secretCount = in.uint32("secret values");
        List<Scalar> values =
                in.list(PublicInputs.MAX_COUNT, "values", what -> in.scalar(Reason.INPUT_NOT_CANONICAL, what));
        in.end();
        if (secretCount != 0) {
            throw new Rejection(Reason.MALFORMED, secretCount + " secret values");
        }
        if (values.size() != publicCount) {
            throw new Rejection(Reason.MALFORMED, values.size() + " values; " + publicCount + " were announced");
        }
        return values;
    }
}
