package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.EndorsementParts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What NVIDIA publishes for a device and the attester staples, as received; nothing of it is trusted. What is absent a
 * policy must waive in words.
 *
 * @param ocspResponses in DER: about the device's certificates, and about those of the manifests
 * @param rims reference manifests in XML: driver and VBIOS of a GPU, BIOS of a switch
 * @param ocspNonce what the responses were asked with, if the verifier chose it; stapled ones were asked for earlier
 */
public record NvidiaEndorsements(List<byte[]> ocspResponses, List<byte[]> rims, Optional<byte[]> ocspNonce) {

    /** A GPU needs three responses, and three for each manifest. */
    private static final int MAX_RESPONSES = 32;

    private static final int MAX_RIMS = 2;

    public NvidiaEndorsements {
        ocspResponses = List.copyOf(ocspResponses);
        rims = List.copyOf(rims);
        ocspNonce = ocspNonce.map(byte[]::clone);
    }

    /** Nothing at all. */
    public static NvidiaEndorsements none() {
        return new NvidiaEndorsements(List.of(), List.of(), Optional.empty());
    }

    /** The names of the parts. */
    public static final Set<String> NAMES = Set.of("ocsp", "rim");

    /**
     * As evidence carries them: any number of {@code ocsp} and {@code rim}.
     *
     * @throws Rejection if a part is unknown
     */
    public static NvidiaEndorsements of(EndorsementParts parts) {
        parts.only(NAMES);
        return new NvidiaEndorsements(parts.all("ocsp"), parts.all("rim"), Optional.empty());
    }

    /** What {@link #of} reads back. A nonce is the verifier's own to know. */
    public EndorsementParts parts() {
        return EndorsementParts.none().with("ocsp", ocspResponses).with("rim", rims);
    }

    void checkCounts() {
        if (ocspResponses.size() > MAX_RESPONSES || rims.size() > MAX_RIMS) {
            throw new Rejection(
                    Reason.TOO_LARGE, ocspResponses.size() + " OCSP responses and " + rims.size() + " manifests");
        }
    }
}
