package dev.assay.verification.tee.cca;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.List;

/** The endorsements that the caller has, each of another platform. */
public final class CcaEndorsements {
    private final List<CcaEndorsement> endorsements;

    private CcaEndorsements(List<CcaEndorsement> endorsements) {
        this.endorsements = List.copyOf(endorsements);
    }

    /** @throws IllegalArgumentException if two are of the same platform */
    public static CcaEndorsements of(List<CcaEndorsement> endorsements) {
        for (CcaEndorsement endorsement : endorsements) {
            if (endorsements.stream()
                            .filter(other -> other.isOfInstance(endorsement.instanceId()))
                            .count()
                    > 1) {
                throw new IllegalArgumentException("two endorsements of one platform");
            }
        }
        return new CcaEndorsements(endorsements);
    }

    /**
     * Reads a store of trust anchors as Veraison's verifiers keep it:
     *
     * <pre>{@code
     * [{"instance-id": "01<64 hex digits>", "implementation-id": "<64 hex digits>",
     *   "pkey": {"kty": "EC", "crv": "P-384", "x": "<base64url>", "y": "<base64url>"},
     *   "not-after": "2030-01-01T00:00:00Z"}]
     * }</pre>
     *
     * {@code not-after} is ours, and may be absent.
     *
     * @param json at most 64 KiB
     * @throws IllegalArgumentException if it is no such JSON, or a key is not a point of its curve
     */
    public static CcaEndorsements parse(byte[] json) {
        return of(CcaEndorsementFile.parse(json));
    }

    /** The endorsements, in the order in which they were given. */
    public List<CcaEndorsement> endorsements() {
        return endorsements;
    }

    /** @throws Rejection if there is none of this platform */
    CcaEndorsement ofInstance(byte[] instanceId) {
        return endorsements.stream()
                .filter(endorsement -> endorsement.isOfInstance(instanceId))
                .findFirst()
                .orElseThrow(
                        () -> new Rejection(Reason.ENDORSEMENT_MISSING, "no endorsement of the token's instance ID"));
    }
}
