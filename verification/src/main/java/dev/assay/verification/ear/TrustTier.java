package dev.assay.verification.ear;

import java.util.Collection;
import java.util.Locale;

/** What a relying party is to make of a claim or of a whole appraisal (AR4SI, section 2.3.2), from best to worst. */
public enum TrustTier {
    /** Nothing is known. */
    NONE(0),
    /** It can be relied on. */
    AFFIRMING(2),
    /** Something is wrong that a relying party may decide to bear. */
    WARNING(32),
    /** It must not be relied on. */
    CONTRAINDICATED(96);

    private final int value;

    TrustTier(int value) {
        this.value = value;
    }

    /** Its number in CBOR. */
    public int value() {
        return value;
    }

    /** Its name in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The tier of a claim's value.
     *
     * @param claim -128 to 127; negative values are a verifier's own and mirror the positive ones
     */
    public static TrustTier of(int claim) {
        if (claim >= -1 && claim <= 1) {
            return NONE;
        }
        int size = claim < 0 ? ~claim : claim;
        return size < 32 ? AFFIRMING : size < 96 ? WARNING : CONTRAINDICATED;
    }

    /** The worst of the claims' tiers; none if there are none. */
    public static TrustTier worst(Collection<Integer> claims) {
        TrustTier worst = NONE;
        for (int claim : claims) {
            TrustTier tier = of(claim);
            worst = tier.compareTo(worst) > 0 ? tier : worst;
        }
        return worst;
    }
}
