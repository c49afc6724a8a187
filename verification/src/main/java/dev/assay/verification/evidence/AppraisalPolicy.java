package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.ReferenceValues;
import dev.assay.verification.tee.cca.CcaPolicy;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nvidia.NvidiaPolicy;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import dev.assay.verification.tee.vtpm.AzurePolicy;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the caller demands of evidence: how fresh it is, and which machines of each kind of TEE are accepted. A kind that is
 * not named is refused. Complete by construction: each field is decided, and what is not checked is said in words.
 */
public final class AppraisalPolicy {

    private final Freshness freshness;
    private final Duration clockSkew;
    private final Map<EvidenceKind, UnaryOperator<NitroPolicy.Builder>> nitro;
    private final AcceptedKinds others;
    /** Those and the others, under this freshness. */
    private final AcceptedKinds kinds;

    private AppraisalPolicy(
            Freshness freshness,
            Duration clockSkew,
            Map<EvidenceKind, UnaryOperator<NitroPolicy.Builder>> nitro,
            AcceptedKinds others) {
        this.freshness = freshness;
        this.clockSkew = clockSkew;
        this.nitro = new EnumMap<>(nitro);
        this.others = others;
        kinds = others.copy();
        nitro.forEach((kind, decide) -> kinds.nitro(
                kind,
                decide.apply(NitroPolicy.builder())
                        .freshness(freshness)
                        .clockSkew(clockSkew)
                        .build()));
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a policy file, such as
     *
     * <pre>{@code
     * {"freshness": {"keyBindingMaxAgeSeconds": 3600},
     *  "clockSkewSeconds": 300,
     *  "accept": {"aws-nitro": {"measurements": [{"0": "<96 hex digits>", "1": "...", "2": "..."}],
     *                           "debug": "refuse"}}}
     * }</pre>
     *
     * {@code freshness} may be {@code "nonce"}, after which {@link #withNonce} must be called before use, or
     * {@code {"reportData": "<128 hex digits>"}}. Each
     * {@link EvidenceKind} in {@code accept} has the fields that its own policy says.
     *
     * @param json at most 64 KiB
     * @throws IllegalArgumentException if it is no JSON, a field is missing or unknown, or a value is out of range
     */
    public static AppraisalPolicy parse(byte[] json) {
        return PolicyFile.parse(json, Optional.empty());
    }

    /**
     * The same, where the kinds whose code is {@code "reference-values"} accept these releases, of each kind its own.
     *
     * @throws IllegalArgumentException as well if there are releases of a kind that decides its code otherwise
     */
    public static AppraisalPolicy parse(byte[] json, ReferenceValues values) {
        return PolicyFile.parse(json, Optional.of(values));
    }

    /** The same policy, but fresh by this nonce and nothing else. */
    public AppraisalPolicy withNonce(Digest nonce) {
        return new AppraisalPolicy(Freshness.nonce(nonce), clockSkew, nitro, others);
    }

    /**
     * The same policy, but fresh by this report data and nothing else.
     *
     * @throws IllegalArgumentException unless there are 64 bytes
     */
    public AppraisalPolicy withReportData(byte[] value) {
        return new AppraisalPolicy(Freshness.reportData(value), clockSkew, nitro, others);
    }

    void checkUsable() {
        if (freshness instanceof Freshness.NonceAwaited) {
            throw new IllegalArgumentException("the policy awaits its nonce: call withNonce()");
        }
    }

    /** How the policy knows that evidence is not an old recording. */
    public Freshness freshness() {
        return freshness;
    }

    /** How far the enclave's clock and the verifier's may differ; at most a day. */
    public Duration clockSkew() {
        return clockSkew;
    }

    AcceptedKinds kinds() {
        return kinds;
    }

    /** Whether it says which code is accepted of evidence of this kind, rather than any. */
    public boolean namesCode(EvidenceKind kind) {
        return kinds.namesCode(kind);
    }

    /** Decides freshness, skew and at least one kind of TEE; none has a default. */
    public static final class Builder {

        private static final Duration MAX_SKEW = Duration.ofDays(1);

        private @Nullable Freshness freshness;
        private @Nullable Duration clockSkew;
        private final Map<EvidenceKind, UnaryOperator<NitroPolicy.Builder>> nitro = new EnumMap<>(EvidenceKind.class);
        private final AcceptedKinds others = new AcceptedKinds();

        private Builder() {}

        public Builder freshness(Freshness value) {
            freshness = value;
            return this;
        }

        /**
         * How far the enclave's clock may run ahead of the verifier's.
         *
         * @throws IllegalArgumentException if it is negative or longer than a day
         */
        public Builder clockSkew(Duration value) {
            if (value.isNegative() || value.compareTo(MAX_SKEW) > 0) {
                throw new IllegalArgumentException("a clock skew is between zero and one day, not " + value);
            }
            clockSkew = value;
            return this;
        }

        /** Accepts AWS Nitro enclaves of these measurements and debug mode; freshness and skew are this policy's. */
        public Builder nitro(UnaryOperator<NitroPolicy.Builder> decide) {
            nitro.put(EvidenceKind.AWS_NITRO, decide);
            return this;
        }

        /** Accepts Amazon EC2 instances with these registers of their NitroTPM; freshness and skew are this policy's. */
        public Builder nitroTpm(UnaryOperator<NitroPolicy.Builder> decide) {
            nitro.put(EvidenceKind.AWS_NITROTPM, decide);
            return this;
        }

        /** Accepts such Intel SGX enclaves; the report data is this policy's to demand, as in all that follow. */
        public Builder sgx(UnaryOperator<DcapPolicy.Builder> decide) {
            others.intel(EvidenceKind.INTEL_SGX, decide);
            return this;
        }

        /** Accepts such Intel TDX trust domains. */
        public Builder tdx(UnaryOperator<DcapPolicy.Builder> decide) {
            others.intel(EvidenceKind.INTEL_TDX, decide);
            return this;
        }

        /** Accepts such guests of AMD SEV-SNP. */
        public Builder snp(UnaryOperator<SnpPolicyBuilder> decide) {
            others.snp(decide);
            return this;
        }

        /** Accepts such GPUs and switches of NVIDIA's, alone: what runs beside them, the CPU's own evidence says. */
        public Builder nvidia(UnaryOperator<NvidiaPolicy.Builder> decide) {
            others.nvidia(decide);
            return this;
        }

        /** Accepts such Azure confidential VMs on AMD's processors. */
        public Builder azureSnp(UnaryOperator<AzurePolicy.Builder> decide) {
            others.azure(EvidenceKind.AZURE_SNP_VTPM, decide);
            return this;
        }

        /** Accepts such Azure confidential VMs on Intel's processors. */
        public Builder azureTdx(UnaryOperator<AzurePolicy.Builder> decide) {
            others.azure(EvidenceKind.AZURE_TDX_VTPM, decide);
            return this;
        }

        /** Accepts such machines of Google Cloud. */
        public Builder gcp(UnaryOperator<VtpmPolicy.Builder> decide) {
            others.gcp(decide);
            return this;
        }

        /** Accepts such realms of Arm CCA. */
        public Builder cca(UnaryOperator<CcaPolicy.Builder> decide) {
            others.cca(decide);
            return this;
        }

        /**
         * Accepts any code in a TEE of any kind that can bind keys, on a machine in good standing with its vendor: not in debug
         * mode, up to date where the vendor says what that is, and not revoked where the vendor says so and the evidence has to
         * bring the list (Intel, AMD). Call others after it to decide a kind otherwise. Kinds that show no TEE (NitroTPM,
         * Google's virtual TPMs, a GPU without the CPU's evidence) or whose platforms have no vendor that says what is up to
         * date (Arm CCA) stay refused.
         */
        public Builder anyCode() {
            return AnyCode.decide(this);
        }

        /**
         * The policy, complete.
         *
         * @throws IllegalArgumentException if a field is undecided, or decided both ways
         */
        public AppraisalPolicy build() {
            if (freshness == null || clockSkew == null) {
                throw new IllegalArgumentException("the policy is undecided: call freshness() and clockSkew()");
            }
            if (nitro.isEmpty() && others.isEmpty()) {
                throw new IllegalArgumentException("the policy accepts no kind of TEE: call nitro() or another one");
            }
            return new AppraisalPolicy(freshness, clockSkew, nitro, others.copy());
        }
    }
}
