package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Rejection;
import dev.assay.verification.tee.EndorsementParts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the issuer of an attestation key's certificate publishes: certificates of authorities, and lists of what was
 * revoked. Raw, and believed only as far as they chain to a trust anchor.
 *
 * @param authorities DER, in any order, the root too; what the evidence brings with it need not be repeated
 * @param revocationLists DER, one for each authority of the chain; empty where the caller checks no revocation
 */
public record AkEndorsements(List<byte[]> authorities, Optional<List<byte[]>> revocationLists) {

    public AkEndorsements {
        authorities = List.copyOf(authorities);
        revocationLists = revocationLists.map(List::copyOf);
    }

    /** Every certificate must be on no list of its issuer's, and every issuer have one. */
    public static AkEndorsements withRevocation(List<byte[]> authorities, List<byte[]> revocationLists) {
        return new AkEndorsements(authorities, Optional.of(revocationLists));
    }

    /** The names of the parts. */
    public static final Set<String> NAMES = Set.of("ak-authority", "ak-crl");

    /**
     * As evidence carries them: any number of {@code ak-authority} and {@code ak-crl}. Without a list revocation is not
     * checked, as the vendors' own verifiers do not.
     *
     * @throws Rejection if a part is unknown
     */
    public static AkEndorsements of(EndorsementParts parts) {
        List<byte[]> lists = parts.only(NAMES).all("ak-crl");
        List<byte[]> authorities = parts.all("ak-authority");
        return lists.isEmpty() ? insecureWithoutRevocation(authorities) : withRevocation(authorities, lists);
    }

    /** What {@link #of} reads back. */
    public EndorsementParts parts() {
        return EndorsementParts.none()
                .with("ak-authority", authorities)
                .with("ak-crl", revocationLists.orElse(List.of()));
    }

    /** Google's own verifier (go-tpm-tools) does without lists as well. */
    public static AkEndorsements insecureWithoutRevocation(List<byte[]> authorities) {
        return new AkEndorsements(authorities, Optional.empty());
    }
}
