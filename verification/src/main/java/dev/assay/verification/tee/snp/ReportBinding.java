package dev.assay.verification.tee.snp;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;
import java.util.HexFormat;

/** The facts that a report and its endorsement key both state, or that a report states twice: they must agree. */
record ReportBinding(SnpReport report, SnpChain chain) {

    void checkProduct() {
        if (!report.hasCpuid()) {
            return; // Version 2 does not say: the chain alone does.
        }
        SnpProduct product = SnpProduct.ofCpu(report.cpuFamily(), report.cpuModel())
                .orElseThrow(() -> mismatch("an unknown product line"));
        if (product != chain.product()) {
            throw mismatch(product.toString());
        }
    }

    private Rejection mismatch(String product) {
        return new Rejection(
                Reason.SNP_PRODUCT_MISMATCH,
                "family " + Integer.toHexString(report.cpuFamily()) + ", model "
                        + Integer.toHexString(report.cpuModel()) + " is " + product + ", the chain is of "
                        + chain.product());
    }

    /** A key of another version is another key: AMD derives it from the version, and an older one may be broken. */
    void checkTcb() {
        SnpTcb reported = report.reportedTcb(layout());
        if (!reported.equals(chain.tcb())) {
            throw new Rejection(
                    Reason.SNP_TCB_MISMATCH, "the report says " + reported + "; the certificate " + chain.tcb());
        }
    }

    void checkTcbOrder() {
        SnpTcb current = report.currentTcb(layout());
        checkNotAbove(current, "committed", report.committedTcb(layout()));
        checkNotAbove(current, "reported", report.reportedTcb(layout()));
        if (report.committedFirmware().compareTo(report.currentFirmware()) > 0) {
            throw new Rejection(
                    Reason.SNP_TCB_INCONSISTENT,
                    "committed firmware " + report.committedFirmware() + ", current " + report.currentFirmware());
        }
    }

    private static void checkNotAbove(SnpTcb current, String name, SnpTcb tcb) {
        if (!current.isAtLeast(tcb)) {
            throw new Rejection(Reason.SNP_TCB_INCONSISTENT, name + " " + tcb + "; current " + current);
        }
    }

    /** No check needs the version at launch but a policy's; it must be well formed all the same. */
    void checkLaunchTcb() {
        report.launchTcb(layout());
    }

    void checkChip() {
        byte[] chipId = report.field(SnpField.CHIP_ID);
        boolean isMasked = Arrays.equals(chipId, new byte[chipId.length]);
        if (chain.signingKey() == SnpSigningKey.VLEK || isMasked) {
            return;
        }
        // On Turin hwID has 8 bytes, and the rest of CHIP_ID is zero.
        byte[] expected = Arrays.copyOf(chain.chipId(), chipId.length);
        if (!Arrays.equals(chipId, expected)) {
            throw new Rejection(
                    Reason.SNP_CHIP_MISMATCH,
                    "chip " + HexFormat.of().formatHex(chipId) + ", the key's is "
                            + HexFormat.of().formatHex(chain.chipId()));
        }
    }

    private TcbLayout layout() {
        return chain.product().layout();
    }
}
