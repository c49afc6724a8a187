package dev.assay.enclave.endorse;

import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.nvidia.NvidiaEndorsements;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.AzureEndorsements;
import java.util.List;

/** What was collected, as {@code verification} takes it; not verified. */
public sealed interface Endorsed {

    /** For {@link Unendorsed.IntelQuote}. */
    record Intel(DcapEndorsements endorsements) implements Endorsed {}

    /** For {@link Unendorsed.SnpReport}. */
    record Snp(SnpEndorsements endorsements) implements Endorsed {}

    /** For {@link Unendorsed.NvidiaDevices} in its order, or for the one {@link Unendorsed.NvidiaDevice}. */
    record Nvidia(List<NvidiaEndorsements> endorsements) implements Endorsed {
        public Nvidia {
            endorsements = List.copyOf(endorsements);
        }
    }

    /** For {@link Unendorsed.AzureVtpm}. */
    record Azure(AzureEndorsements endorsements) implements Endorsed {}

    /** For {@link Unendorsed.GoogleVtpm}. */
    record Google(AkEndorsements endorsements) implements Endorsed {}
}
