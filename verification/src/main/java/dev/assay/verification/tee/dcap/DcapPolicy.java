package dev.assay.verification.tee.dcap;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.ReferenceKind;
import dev.assay.verification.tee.ReferenceValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a quote must say to be accepted. Complete by construction: it cannot be built before each field is decided, and not
 * checking something is a word of its own.
 */
public final class DcapPolicy {

    enum Debug {
        REFUSED,
        INSECURE_ALLOWED
    }

    enum SeptVe {
        MUST_BE_DISABLED,
        INSECURE_ALLOWED
    }

    enum Evaluations {
        SAME,
        ANY
    }

    /** What may be bound to a domain from outside. */
    sealed interface ServiceTd {
        record Refused() implements ServiceTd {}

        record Any() implements ServiceTd {}

        /** @param hash MRSERVICETD in hexadecimal digits */
        record Only(String hash) implements ServiceTd {}
    }

    private final Optional<List<Code>> code;
    private final Debug debug;
    private final SeptVe septVe;
    private final ServiceTd serviceTd;
    private final Set<TcbStatus> tcbStatuses;
    private final Optional<Set<String>> advisories;
    private final int minEvaluation;
    private final Evaluations evaluations;
    private final Optional<List<PlatformId>> platforms;
    private final List<PlatformId> deniedPlatforms;
    private final Set<String> deniedSigners;
    private final Optional<byte[]> reportData;

    private DcapPolicy(Builder from) {
        code = from.anyMeasurement.get() ? Optional.empty() : Optional.of(from.accepted());
        debug = from.debug.get();
        septVe = from.septVe.get();
        serviceTd = from.serviceTd.get();
        tcbStatuses = from.tcbStatuses.get();
        advisories = from.advisories.get();
        minEvaluation = from.minEvaluation.get();
        evaluations = from.evaluations.get();
        platforms = from.platforms.get();
        deniedPlatforms = List.copyOf(from.deniedPlatforms);
        deniedSigners = Set.copyOf(from.deniedSigners);
        reportData = from.reportData.get();
    }

    private DcapPolicy(DcapPolicy policy, byte[] reportData) {
        code = policy.code;
        debug = policy.debug;
        septVe = policy.septVe;
        serviceTd = policy.serviceTd;
        tcbStatuses = policy.tcbStatuses;
        advisories = policy.advisories;
        minEvaluation = policy.minEvaluation;
        evaluations = policy.evaluations;
        platforms = policy.platforms;
        deniedPlatforms = policy.deniedPlatforms;
        deniedSigners = policy.deniedSigners;
        this.reportData = Optional.of(reportData);
    }

    /**
     * The same policy, but with this report data.
     *
     * @throws IllegalArgumentException unless it has 64 bytes
     */
    public DcapPolicy withReportData(byte[] expected) {
        return new DcapPolicy(this, Builder.checked(expected));
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that has decided what a production policy wants of any platform: no debug mode, SEPT_VE_DISABLE, no service
     * domains, an up to date TCB without advisories, of one TCB recovery. Open are measurements, report data, platforms and
     * the least TCB recovery.
     */
    public static Builder strict() {
        return builder()
                .refuseDebug()
                .requireSeptVeDisabled()
                .refuseServiceTd()
                .tcbStatuses(Set.of(TcbStatus.UP_TO_DATE))
                .advisories(Set.of())
                .sameEvaluation();
    }

    /**
     * Reads a policy file, such as
     *
     * <pre>{@code
     * {"measurements": [{"mrtd": "<96 hex digits>", "rtmr1": "..."}, {"mrenclave": "<64 hex digits>"},
     *                   {"signer": "<64 hex digits>", "isvProdId": 1, "minIsvSvn": 2}],
     *  "debug": "refuse",
     *  "septVe": "require-disabled",
     *  "serviceTd": "refuse",
     *  "tcbStatuses": ["UpToDate", "SWHardeningNeeded"],
     *  "advisories": ["INTEL-SA-00615"],
     *  "minTcbEvaluation": 17,
     *  "tcbEvaluations": "same",
     *  "platforms": {"allow": [{"fmspc": "00906ed50000"}], "deny": [{"ppid": "..."}, {"pckSerial": "..."}]},
     *  "deniedSigners": ["<64 hex digits of MRSIGNER>"],
     *  "reportData": "<128 hex digits>"}
     * }</pre>
     *
     * {@code measurements} may be any form of {@link MeasurementsField}, {@code advisories} and {@code platforms.allow}
     * {@code "any"}, {@code serviceTd} a hash or
     * {@code "insecure-any"}, {@code debug} and {@code septVe} {@code "insecure-allow"}, {@code tcbEvaluations} {@code "any"},
     * {@code reportData} {@code "insecure-any"}.
     *
     * @throws IllegalArgumentException if a field is missing or unknown, or a value is out of range
     */
    public static DcapPolicy parse(JsonObject json) {
        return DcapPolicyFile.read(json);
    }

    /**
     * Whether each measurement that it accepts says which code runs:
     *
     * <ul>
     *   <li>of an enclave: MRENCLAVE, or MRSIGNER with a product and a minimum version of at least 1, which is the code that
     *       the signer's key stands for;
     *   <li>of a domain: MRTD, which is the firmware alone, together with RTMR 0 (its configuration, with the host's ACPI
     *       code), RTMR 1 (boot loader and kernel) and RTMR 2 (command line and initial file system). RTMR 3 is the code's
     *       own to write.
     * </ul>
     */
    public boolean namesCode() {
        return code.map(accepted -> accepted.stream().allMatch(Code::isNamed)).orElse(false);
    }

    /** Empty for any code. */
    Optional<List<Code>> code() {
        return code;
    }

    Debug debug() {
        return debug;
    }

    SeptVe septVe() {
        return septVe;
    }

    ServiceTd serviceTd() {
        return serviceTd;
    }

    Set<TcbStatus> tcbStatuses() {
        return tcbStatuses;
    }

    /** Empty for any advisory. */
    Optional<Set<String>> advisories() {
        return advisories;
    }

    int minEvaluation() {
        return minEvaluation;
    }

    Evaluations evaluations() {
        return evaluations;
    }

    /** Empty for any platform that is not denied. */
    Optional<List<PlatformId>> platforms() {
        return platforms;
    }

    List<PlatformId> deniedPlatforms() {
        return deniedPlatforms;
    }

    /** In hexadecimal digits. */
    Set<String> deniedSigners() {
        return deniedSigners;
    }

    /** Empty for any. */
    Optional<byte[]> reportData() {
        return reportData.map(byte[]::clone);
    }

    /** Decides one field after the other, each once; none has a default but the two lists of what is denied. */
    public static final class Builder {

        private final Decision<Boolean> anyMeasurement = new Decision<>("anyMeasurement(), measurement() or signer()");
        private final List<Code> accepted = new ArrayList<>();
        private final Decision<Debug> debug = new Decision<>("refuseDebug() or insecureAllowDebug()");
        private final Decision<SeptVe> septVe = new Decision<>("requireSeptVeDisabled() or insecureAllowSeptVe()");
        private final Decision<ServiceTd> serviceTd =
                new Decision<>("refuseServiceTd(), serviceTd() or insecureAnyServiceTd()");
        private final Decision<Set<TcbStatus>> tcbStatuses = new Decision<>("tcbStatuses()");
        private final Decision<Optional<Set<String>>> advisories = new Decision<>("advisories() or anyAdvisory()");
        private final Decision<Integer> minEvaluation = new Decision<>("minEvaluation()");
        private final Decision<Evaluations> evaluations = new Decision<>("sameEvaluation() or anyEvaluation()");
        private final Decision<Optional<List<PlatformId>>> platforms = new Decision<>("platforms() or anyPlatform()");
        private final List<PlatformId> deniedPlatforms = new ArrayList<>();
        private final List<String> deniedSigners = new ArrayList<>();
        private final Decision<Optional<byte[]>> reportData = new Decision<>("reportData() or insecureAnyReportData()");

        private Builder() {}

        /**
         * Decides all but the report data as a policy file says: the fields of {@link DcapPolicy#parse}.
         *
         * @throws IllegalArgumentException if a field is missing or unknown, or a value is out of range
         */
        public Builder read(JsonValue rules) {
            return DcapPolicyFile.read(this, rules);
        }

        /** Accepts any code: only that it runs in a TEE is checked. */
        public Builder anyMeasurement() {
            anyMeasurement.decide(true);
            return this;
        }

        /**
         * Accepts the code with these registers; call it again to accept another one too.
         *
         * @param registers by the names of {@link VerifiedQuote#measurements}, with {@code mrenclave} or {@code mrtd} among
         *     them; registers that are not named are not compared
         * @throws IllegalArgumentException if a name or a length is wrong
         */
        public Builder measurement(Map<String, byte[]> registers) {
            return accept(new Code.Measured(registers));
        }

        /**
         * Accepts any enclave of a signer, whatever it does: with the signer's key anybody makes another one.
         *
         * @param mrSigner 32 bytes
         * @param minIsvSvn the least version of the product
         */
        public Builder signer(byte[] mrSigner, int isvProdId, int minIsvSvn) {
            return accept(new Code.Signed(mrSigner, isvProdId, minIsvSvn));
        }

        /**
         * Accepts each of these releases, as well as what else is named.
         *
         * @throws IllegalArgumentException if one is for another kind, or a length is wrong
         */
        public Builder referenceValues(ReferenceValues values) {
            values.registersOf(ReferenceKind.INTEL_SGX, ReferenceKind.INTEL_TDX).forEach(this::measurement);
            return this;
        }

        /** Refuses enclaves and domains whose memory the machine's operator can read. */
        public Builder refuseDebug() {
            debug.decide(Debug.REFUSED);
            return this;
        }

        /** Accepts enclaves and domains that keep nothing secret. */
        public Builder insecureAllowDebug() {
            debug.decide(Debug.INSECURE_ALLOWED);
            return this;
        }

        /** Refuses domains whose host can inject exceptions by taking pages away. Of no meaning for enclaves. */
        public Builder requireSeptVeDisabled() {
            septVe.decide(SeptVe.MUST_BE_DISABLED);
            return this;
        }

        /** Accepts domains whose host can inject exceptions. */
        public Builder insecureAllowSeptVe() {
            septVe.decide(SeptVe.INSECURE_ALLOWED);
            return this;
        }

        /** Refuses domains that can be migrated, or have service domains bound. Of no meaning for enclaves. */
        public Builder refuseServiceTd() {
            serviceTd.decide(new ServiceTd.Refused());
            return this;
        }

        /**
         * Accepts domains with these service domains bound, and no others, so that they may be migrated by them.
         *
         * @param mrServiceTd 48 bytes
         */
        public Builder serviceTd(byte[] mrServiceTd) {
            if (mrServiceTd.length != 48) {
                throw new IllegalArgumentException("MRSERVICETD has 48 bytes");
            }
            serviceTd.decide(new ServiceTd.Only(HexFormat.of().formatHex(mrServiceTd)));
            return this;
        }

        /** Accepts domains that anybody may have bound service domains to, which can export their memory. */
        public Builder insecureAnyServiceTd() {
            serviceTd.decide(new ServiceTd.Any());
            return this;
        }

        /**
         * Accepts these statuses of the TCB as a whole.
         *
         * @throws IllegalArgumentException if there is none, or {@code REVOKED} or {@code NOT_SUPPORTED} is among them
         */
        public Builder tcbStatuses(Set<TcbStatus> accepted) {
            if (accepted.isEmpty() || accepted.stream().anyMatch(TcbStatus::isRefusedAlways)) {
                throw new IllegalArgumentException("no policy can accept " + accepted);
            }
            tcbStatuses.decide(EnumSet.copyOf(accepted));
            return this;
        }

        /** Accepts a TCB to which no other security advisories apply than these, such as {@code INTEL-SA-00615}. */
        public Builder advisories(Set<String> allowed) {
            advisories.decide(Optional.of(Set.copyOf(allowed)));
            return this;
        }

        /** Accepts a TCB whatever advisories apply to it. */
        public Builder anyAdvisory() {
            advisories.decide(Optional.empty());
            return this;
        }

        /**
         * Refuses collateral of older TCB recoveries, which an attacker may hold back newer ones with.
         *
         * @param least the tcbEvaluationDataNumber; 0 for any
         */
        public Builder minEvaluation(int least) {
            if (least < 0) {
                throw new IllegalArgumentException("a tcbEvaluationDataNumber is not negative");
            }
            minEvaluation.decide(least);
            return this;
        }

        /** Refuses TCB info and QE identity of two TCB recoveries. */
        public Builder sameEvaluation() {
            evaluations.decide(Evaluations.SAME);
            return this;
        }

        /** Accepts TCB info and QE identity of two TCB recoveries. */
        public Builder anyEvaluation() {
            evaluations.decide(Evaluations.ANY);
            return this;
        }

        /** Accepts platforms that one of these names, and no others. */
        public Builder platforms(Collection<PlatformId> allowed) {
            platforms.decide(Optional.of(List.copyOf(allowed)));
            return this;
        }

        /** Accepts any platform that Intel certified, whoever owns it, unless it is denied. */
        public Builder anyPlatform() {
            platforms.decide(Optional.empty());
            return this;
        }

        /** Refuses platforms that one of these names, such as those whose keys have leaked. May be called again. */
        public Builder denyPlatforms(Collection<PlatformId> denied) {
            deniedPlatforms.addAll(denied);
            return this;
        }

        /**
         * Refuses what is signed by this key, as one that has leaked. May be called again.
         *
         * @param mrSigner 32 bytes of an enclave's MRSIGNER
         */
        public Builder denySigner(byte[] mrSigner) {
            if (mrSigner.length != 32) {
                throw new IllegalArgumentException("MRSIGNER has 32 bytes");
            }
            deniedSigners.add(HexFormat.of().formatHex(mrSigner));
            return this;
        }

        /** Demands this report data: 64 bytes. */
        public Builder reportData(byte[] expected) {
            reportData.decide(Optional.of(checked(expected)));
            return this;
        }

        private static byte[] checked(byte[] reportData) {
            if (reportData.length != 64) {
                throw new IllegalArgumentException("report data has 64 bytes");
            }
            return reportData.clone();
        }

        /** Accepts any report data: the quote may be an old recording, and for somebody else. */
        public Builder insecureAnyReportData() {
            reportData.decide(Optional.empty());
            return this;
        }

        /**
         * The policy, complete.
         *
         * @throws IllegalArgumentException if a field is undecided
         */
        public DcapPolicy build() {
            return new DcapPolicy(this);
        }

        private Builder accept(Code code) {
            if (accepted.isEmpty()) {
                anyMeasurement.decide(false);
            }
            accepted.add(code);
            return this;
        }

        private List<Code> accepted() {
            return List.copyOf(accepted);
        }
    }
}
