package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.proof.PublicInputs;
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
        GnarkReader in = new GnarkReader(publicWitness, MAX_SIZE_BYTES);
        int publicCount = in.count(PublicInputs.MAX_COUNT, "public values");
        long secretCount = in.uint32("secret values");
        List<Fr> values =
                in.list(PublicInputs.MAX_COUNT, "values", what -> in.scalar(Reason.INPUT_NOT_CANONICAL, what));
        in.end();
        if (secretCount != 0) {
            throw new Rejection(Reason.MALFORMED, secretCount + " secret values");
        }
        if (values.size() != publicCount) {
            throw new Rejection(Reason.MALFORMED, values.size() + " values; " + publicCount + " were announced");
        }
        return new PublicInputs(values);
    }
}
