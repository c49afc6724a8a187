package dev.assay.verification.tee.vtpm;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.ReferenceKind;
import dev.assay.verification.tee.ReferenceValues;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.snp.SnpPolicy;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the caller demands of an Azure confidential VM: of its virtual TPM, and of the hardware under it. Hardware without a
 * policy of its own is refused.
 */
public final class AzurePolicy {

    private final VtpmPolicy vtpm;
    private final Optional<SnpPolicy> snp;
    private final Optional<DcapPolicy> tdx;

    private AzurePolicy(VtpmPolicy vtpm, Optional<SnpPolicy> snp, Optional<DcapPolicy> tdx) {
        this.vtpm = vtpm;
        this.snp = snp;
        this.tdx = tdx;
    }

    /**
     * AMD SEV-SNP alone.
     *
     * @param snp decides on report data too: it is the hash of the runtime claims, which verification has compared, so any
     *     may be accepted here
     */
    public static AzurePolicy snp(VtpmPolicy vtpm, SnpPolicy snp) {
        return new AzurePolicy(vtpm, Optional.of(snp), Optional.empty());
    }

    /**
     * Intel TDX alone.
     *
     * @param tdx of the domain that the paravisor runs in, as for any quote: its registers measure the paravisor, and those
     *     of the virtual TPM what the paravisor has started. Its report data is the hash of the runtime claims, which
     *     verification has compared, so any may be accepted here
     */
    public static AzurePolicy tdx(VtpmPolicy vtpm, DcapPolicy tdx) {
        return new AzurePolicy(vtpm, Optional.empty(), Optional.of(tdx));
    }

    /**
     * The same policy, but with this nonce.
     *
     * @throws IllegalArgumentException unless it has 8 to 64 bytes
     */
    public AzurePolicy withNonce(byte[] value) {
        return new AzurePolicy(vtpm.withNonce(value), snp, tdx);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether it says which boot loader is accepted, and which paravisor under it: without the latter anybody's guest may
     * play the paravisor, and report what it likes of a boot that never was.
     */
    public boolean namesCode() {
        return vtpm.namesCode()
                && snp.map(SnpPolicy::namesCode).orElse(true)
                && tdx.map(DcapPolicy::namesCode).orElse(true);
    }

    VtpmPolicy vtpm() {
        return vtpm;
    }

    Optional<SnpPolicy> snp() {
        return snp;
    }

    Optional<DcapPolicy> tdx() {
        return tdx;
    }

    /**
     * Decides the virtual TPM and at least one kind of hardware. The hardware's report data is decided already: it is the
     * hash of the runtime claims, which verification compares.
     */
    public static final class Builder {

        private VtpmPolicy.Builder vtpm =
                VtpmPolicy.builder(ReferenceKind.AZURE_SNP_VTPM, ReferenceKind.AZURE_TDX_VTPM);
        private Optional<SnpPolicyBuilder> snp = Optional.empty();
        private Optional<DcapPolicy.Builder> tdx = Optional.empty();

        private Builder() {}

        /**
         * Decides all but the nonce as a policy file says:
         *
         * <pre>{@code
         * {"vtpm": {"registers": [{"sha256:4": "<64 hex digits>"}], "secureBoot": "require", "eventLog": "any",
         *           "instance": "any", "keyRevocationLists": "require"},
         *  "snp": {...},
         *  "tdx": {...}}
         * }</pre>
         *
         * {@code vtpm} has the fields of {@link VtpmPolicy#parse} without the nonce, {@code snp} those of
         * {@link SnpPolicy#parse} and {@code tdx} those of {@link DcapPolicy#parse}, both without the report data. One of the
         * two may be left out: that hardware is refused then.
         *
         * @throws IllegalArgumentException if another field is missing or one is unknown, or a value is out of range
         */
        public Builder read(JsonValue rules) {
            return AzurePolicyFile.read(this, rules);
        }

        /** Decides something of the virtual TPM. */
        public Builder vtpm(UnaryOperator<VtpmPolicy.Builder> rules) {
            vtpm = rules.apply(vtpm);
            return this;
        }

        /**
         * Accepts each of these releases, as well as what else is named, on any hardware that the policy accepts.
         *
         * @throws IllegalArgumentException if one is for another kind, or a register or a length is wrong
         */
        public Builder referenceValues(ReferenceValues values) {
            return vtpm(policy -> policy.referenceValues(values));
        }

        /** The quote holds exactly this: see {@link VtpmPolicy.Builder#nonce}. */
        public Builder nonce(byte[] value) {
            return vtpm(policy -> policy.nonce(value));
        }

        /** Accepts a recording. */
        public Builder insecureAnyNonce() {
            return vtpm(VtpmPolicy.Builder::insecureAnyNonce);
        }

        /** Accepts AMD SEV-SNP, by these rules but for the report data. */
        public Builder snp(UnaryOperator<SnpPolicyBuilder> rules) {
            snp = Optional.of(
                    rules.apply(snp.orElseGet(() -> SnpPolicy.builder().insecureAnyReportData())));
            return this;
        }

        /** Accepts Intel TDX, by these rules but for the report data. */
        public Builder tdx(UnaryOperator<DcapPolicy.Builder> rules) {
            tdx = Optional.of(
                    rules.apply(tdx.orElseGet(() -> DcapPolicy.builder().insecureAnyReportData())));
            return this;
        }

        /**
         * The policy, complete.
         *
         * @throws IllegalArgumentException if a field is undecided, or there are rules for no hardware
         */
        public AzurePolicy build() {
            if (snp.isEmpty() && tdx.isEmpty()) {
                throw new IllegalArgumentException("the policy is undecided: call snp() or tdx()");
            }
            return new AzurePolicy(vtpm.build(), snp.map(SnpPolicyBuilder::build), tdx.map(DcapPolicy.Builder::build));
        }
    }
}
