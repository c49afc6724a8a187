package dev.assay.verification.tee.dcap;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The checks of a genuine quote against a policy, each ending in a {@link Rejection} or nothing. */
record Appraisal(GenuineQuote quote, DcapPolicy policy) {

    /** As {@link GenuineQuote#appraise} lists them. */
    void run() {
        Checks checks = new Checks();
        checks.make(this::checkDebug);
        if (quote.report() instanceof TdReport td) {
            checks.make(() -> checkAttributes(td));
            checks.make(() -> checkSeptVe(td));
            checks.make(() -> checkServiceTd(td));
        }
        checks.make(this::checkStatus);
        checks.make(this::checkAdvisories);
        checks.make(this::checkMinEvaluation);
        checks.make(this::checkSameEvaluation);
        checks.make(this::checkPlatform);
        checks.make(this::checkSigner);
        checks.make(this::checkMeasurements);
        checks.make(this::checkReportData);
        checks.end();
    }

    private void checkDebug() {
        if (policy.debug() == DcapPolicy.Debug.REFUSED && quote.report().isDebug()) {
            throw new Rejection(Reason.EVIDENCE_DEBUG, "it runs in debug mode");
        }
    }

    private static void checkAttributes(TdReport td) {
        if (td.hasUnknownAttributes()) {
            throw new Rejection(
                    Reason.TD_ATTRIBUTES_RESERVED, "TD_ATTRIBUTES are " + Long.toHexString(td.attributes()));
        }
    }

    private void checkSeptVe(TdReport td) {
        if (policy.septVe() == DcapPolicy.SeptVe.MUST_BE_DISABLED && !td.disablesSeptVe()) {
            throw new Rejection(Reason.TD_SEPT_VE, "SEPT_VE_DISABLE is not set");
        }
    }

    /** A quote of TDX 1.0 says whether a domain is migratable, but not what may migrate it. */
    private void checkServiceTd(TdReport td) {
        String bound = td.serviceTd().map(HexFormat.of()::formatHex).orElse("");
        boolean accepted = switch (policy.serviceTd()) {
            case DcapPolicy.ServiceTd.Refused refused ->
                !td.isMigratable() && bound.chars().allMatch(digit -> digit == '0');
            case DcapPolicy.ServiceTd.Only(String hash) -> bound.equals(hash);
            case DcapPolicy.ServiceTd.Any any -> true;
        };
        if (!accepted) {
            throw new Rejection(
                    Reason.TD_SERVICE_TD,
                    "MRSERVICETD is " + (bound.isEmpty() ? "not said" : bound)
                            + (td.isMigratable() ? ", and the domain is migratable" : ""));
        }
    }

    private void checkStatus() {
        TcbStatus status = quote.tcb().merged();
        if (status == TcbStatus.REVOKED) {
            throw new Rejection(Reason.TCB_REVOKED, "the TCB is revoked");
        }
        if (status == TcbStatus.NOT_SUPPORTED) {
            throw new Rejection(Reason.TCB_NOT_SUPPORTED, "the TCB is below every level that Intel knows");
        }
        if (!policy.tcbStatuses().contains(status)) {
            throw new Rejection(Reason.TCB_STATUS_NOT_ACCEPTED, "the TCB is " + status.word());
        }
    }

    private void checkAdvisories() {
        policy.advisories().ifPresent(this::checkAdvisories);
    }

    private void checkAdvisories(Set<String> allowed) {
        Set<String> others = new TreeSet<>(quote.tcb().advisories());
        others.removeAll(allowed);
        if (!others.isEmpty()) {
            throw new Rejection(Reason.TCB_ADVISORY_NOT_ALLOWED, String.join(", ", others));
        }
    }

    private void checkMinEvaluation() {
        TcbState tcb = quote.tcb();
        int oldest = Math.min(tcb.evaluationNumber(), tcb.qeEvaluationNumber());
        if (oldest < policy.minEvaluation()) {
            throw new Rejection(
                    Reason.TCB_EVALUATION_TOO_OLD, "number " + oldest + ", not at least " + policy.minEvaluation());
        }
    }

    private void checkSameEvaluation() {
        TcbState tcb = quote.tcb();
        if (policy.evaluations() == DcapPolicy.Evaluations.SAME && tcb.evaluationNumber() != tcb.qeEvaluationNumber()) {
            throw new Rejection(
                    Reason.TCB_EVALUATION_MISMATCH,
                    "TCB info " + tcb.evaluationNumber() + ", QE identity " + tcb.qeEvaluationNumber());
        }
    }

    private void checkPlatform() {
        Platform platform = quote.platform();
        boolean denied = isNamed(policy.deniedPlatforms(), platform);
        boolean allowed = policy.platforms().map(ids -> isNamed(ids, platform)).orElse(true);
        if (denied || !allowed) {
            throw new Rejection(
                    Reason.PLATFORM_NOT_ALLOWED, (denied ? "denied: " : "not among those allowed: ") + platform);
        }
    }

    private static boolean isNamed(List<PlatformId> ids, Platform platform) {
        return ids.stream().anyMatch(id -> id.names(platform));
    }

    private void checkSigner() {
        if (quote.report() instanceof EnclaveReport enclave) {
            String signer = HexFormat.of().formatHex(enclave.mrSigner());
            if (policy.deniedSigners().contains(signer)) {
                throw new Rejection(Reason.SIGNER_DENIED, "MRSIGNER " + signer);
            }
        }
    }

    private void checkMeasurements() {
        boolean accepted = policy.code()
                .map(codes -> codes.stream().anyMatch(code -> code.isIn(quote.report())))
                .orElse(true);
        if (!accepted) {
            throw new Rejection(Reason.EVIDENCE_MEASUREMENT, "no accepted measurement; it is " + code());
        }
    }

    private String code() {
        return switch (quote.report()) {
            case EnclaveReport enclave -> "MRENCLAVE " + HexFormat.of().formatHex(enclave.mrEnclave());
            case TdReport td ->
                "MRTD " + HexFormat.of().formatHex(td.registers().get("mrtd"));
        };
    }

    private void checkReportData() {
        policy.reportData().ifPresent(expected -> {
            if (!Arrays.equals(expected, quote.report().reportData())) {
                throw new Rejection(
                        Reason.EVIDENCE_REPORT_DATA,
                        "the report data is "
                                + HexFormat.of().formatHex(quote.report().reportData()));
            }
        });
    }
}
