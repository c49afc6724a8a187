package dev.assay.enclave.endorse;

/**
 * Where endorsements come from. No source is trusted: a false one can keep endorsements away, or give older ones for as long
 * as the vendor declared them valid, and no more.
 *
 * @param intel for SGX and TDX
 * @param amd for SEV-SNP
 * @param nvidia for GPUs and switches
 * @param authorities for virtual TPMs of clouds
 */
public record EndorsementSources(IntelSource intel, AmdSource amd, NvidiaSource nvidia, AuthoritySource authorities) {

    /** The vendors' own services, without a subscription to any. */
    public static EndorsementSources vendors() {
        return new EndorsementSources(
                IntelSource.pcs(), AmdSource.kds(), NvidiaSource.nvidia(), AuthoritySource.clouds());
    }

    public EndorsementSources withIntel(IntelSource source) {
        return new EndorsementSources(source, amd, nvidia, authorities);
    }

    public EndorsementSources withAmd(AmdSource source) {
        return new EndorsementSources(intel, source, nvidia, authorities);
    }

    public EndorsementSources withNvidia(NvidiaSource source) {
        return new EndorsementSources(intel, amd, source, authorities);
    }

    public EndorsementSources withAuthorities(AuthoritySource source) {
        return new EndorsementSources(intel, amd, nvidia, source);
    }
}
