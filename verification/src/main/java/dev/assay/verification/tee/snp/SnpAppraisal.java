package dev.assay.verification.tee.snp;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;
import java.util.HexFormat;

/** The checks of a genuine report against a policy, each ending in a {@link Rejection} or nothing. */
record SnpAppraisal(SnpReport report, SnpChain chain, SnpPolicy policy) {

    void checkFlags() {
        Checks checks = new Checks();
        for (SnpFlag flag : SnpFlag.values()) {
            boolean isSet = flag.isSet(report);
            boolean isAccepted = switch (policy.flag(flag)) {
                case REQUIRED -> isSet;
                case REFUSED -> !isSet;
                case ANY -> true;
            };
            checks.require(isAccepted, flag.reason(), flag + (isSet ? " is set" : " is not set"));
        }
        checks.end();
    }

    void checkFields() {
        Checks checks = new Checks();
        for (SnpField field : SnpField.values()) {
            byte[] value = report.field(field);
            checks.require(
                    policy.accepts(field, value),
                    field.reason(),
                    field + " is " + HexFormat.of().formatHex(value));
        }
        checks.end();
    }

    void checkVmpl() {
        if (!policy.vmpls().contains(report.vmpl())) {
            throw new Rejection(Reason.SNP_VMPL_REFUSED, "VMPL " + report.vmpl() + "; accepted are " + policy.vmpls());
        }
    }

    void checkKey() {
        switch (chain.signingKey()) {
            case VCEK -> {
                if (!policy.isVcekAllowed()) {
                    throw new Rejection(Reason.SNP_KEY_REFUSED, "a VCEK");
                }
            }
            case VLEK -> checkCloud(chain.cloud().orElse(""));
        }
    }

    private void checkCloud(String cloud) {
        switch (policy.clouds()) {
            case SnpPolicy.Clouds.None none -> throw new Rejection(Reason.SNP_KEY_REFUSED, "a VLEK of " + cloud);
            case SnpPolicy.Clouds.Any any -> {}
            case SnpPolicy.Clouds.OneOf(var names) -> {
                if (!names.contains(cloud)) {
                    throw new Rejection(Reason.SNP_CLOUD_REFUSED, "a VLEK of " + cloud);
                }
            }
        }
    }

    /** A masked VCEK's report may be any chip's of the same firmware: one leaked key then stands for all of them. */
    void checkMask() {
        byte[] chip = report.field(SnpField.CHIP_ID);
        boolean isMasked = Arrays.equals(chip, new byte[chip.length]);
        if (chain.signingKey() == SnpSigningKey.VCEK && isMasked && !policy.isMaskedChipAllowed()) {
            throw new Rejection(Reason.SNP_CHIP_MASKED, "the report names no chip");
        }
    }

    void checkTcb() {
        SnpPolicy.Minimums minimums = policy.minimums(chain.product())
                .orElseThrow(() -> new Rejection(Reason.SNP_PRODUCT_REFUSED, chain.product() + " is not named"));
        Checks checks = new Checks();
        SnpTcb reported = chain.tcb();
        checks.require(
                reported.isAtLeast(minimums.reported()),
                Reason.SNP_TCB_TOO_LOW,
                reported + "; demanded " + minimums.reported());
        SnpTcb launch = report.launchTcb(chain.product().layout());
        checks.require(
                launch.isAtLeast(minimums.launch()),
                Reason.SNP_LAUNCH_TCB_TOO_LOW,
                launch + "; demanded " + minimums.launch());
        checks.end();
    }

    void checkFirmware() {
        SnpFirmware current = report.currentFirmware();
        Checks checks = new Checks();
        checks.require(
                current.compareTo(policy.minimumFirmware()) >= 0,
                Reason.SNP_FIRMWARE_TOO_OLD,
                current + "; demanded " + policy.minimumFirmware());
        checks.require(
                policy.isProvisionalFirmwareAllowed() || isCommitted(),
                Reason.SNP_FIRMWARE_PROVISIONAL,
                "the firmware " + current + " may still be taken back");
        checks.end();
    }

    private boolean isCommitted() {
        TcbLayout layout = chain.product().layout();
        return report.committedFirmware().equals(report.currentFirmware())
                && report.committedTcb(layout).equals(report.currentTcb(layout));
    }

    void checkGuest() {
        Checks checks = new Checks();
        checks.require(
                report.guestSvn() >= policy.minimumGuestSvn(),
                Reason.SNP_GUEST_SVN_TOO_LOW,
                report.guestSvn() + "; demanded " + policy.minimumGuestSvn());
        SnpFirmware abi = new SnpFirmware(report.guestAbiMajor(), report.guestAbiMinor(), 0);
        checks.require(
                abi.compareTo(policy.minimumGuestAbi()) >= 0,
                Reason.SNP_GUEST_POLICY,
                "the guest runs from ABI " + abi + " on; demanded " + policy.minimumGuestAbi());
        checks.end();
    }

    void checkMitigations() {
        long missingAtLaunch = policy.mitigations() & ~report.launchMitigations();
        long missingNow = policy.mitigations() & ~report.currentMitigations();
        if ((missingAtLaunch | missingNow) != 0) {
            throw new Rejection(
                    Reason.SNP_MITIGATION,
                    "missing at launch " + Long.toHexString(missingAtLaunch) + ", now " + Long.toHexString(missingNow));
        }
    }

    void checkRevocation() {
        if (!policy.isRevocationListWaived() && !chain.isRevocationChecked()) {
            throw new Rejection(Reason.ENDORSEMENT_MISSING, "no revocation list of the root key");
        }
    }
}
