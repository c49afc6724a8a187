package dev.assay.verification.tee.dcap;

import java.util.List;

/** What Intel says of a TCB (Intel PCS API v4, "tcbStatus"; QVL 4.1.2.4.17), from good to bad. */
public enum TcbStatus {
    /** All that Intel published is applied. */
    UP_TO_DATE("UpToDate"),
    /** Up to date, but the code must mitigate something itself. */
    SW_HARDENING_NEEDED("SWHardeningNeeded"),
    /** Up to date, but the platform must be configured otherwise. */
    CONFIGURATION_NEEDED("ConfigurationNeeded"),
    /** Both of the two. */
    CONFIGURATION_AND_SW_HARDENING_NEEDED("ConfigurationAndSWHardeningNeeded"),
    /** The platform is up to date, but the trust domain was launched before it was. */
    TD_RELAUNCH_ADVISED("TDRelaunchAdvised"),
    /** The same, and the platform must be configured otherwise. */
    TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED("TDRelaunchAdvisedConfigurationNeeded"),
    /** Updates with security fixes are not applied. */
    OUT_OF_DATE("OutOfDate"),
    /** The same, and the platform must be configured otherwise. */
    OUT_OF_DATE_CONFIGURATION_NEEDED("OutOfDateConfigurationNeeded"),
    /** Below every level that Intel knows. No policy can accept it. */
    NOT_SUPPORTED("NOT_SUPPORTED"),
    /** No longer trusted by Intel. No policy can accept it. */
    REVOKED("Revoked");

    /** What a TCB info may say of a platform. */
    static final List<TcbStatus> OF_PLATFORMS = List.of(
            UP_TO_DATE,
            SW_HARDENING_NEEDED,
            CONFIGURATION_NEEDED,
            CONFIGURATION_AND_SW_HARDENING_NEEDED,
            OUT_OF_DATE,
            OUT_OF_DATE_CONFIGURATION_NEEDED,
            REVOKED);

    /** What a TCB info may say of a TDX module. */
    static final List<TcbStatus> OF_MODULES = List.of(UP_TO_DATE, OUT_OF_DATE, REVOKED);

    /** What a QE identity may say of a quoting enclave. */
    static final List<TcbStatus> OF_ENCLAVES =
            List.of(UP_TO_DATE, CONFIGURATION_NEEDED, OUT_OF_DATE, OUT_OF_DATE_CONFIGURATION_NEEDED, REVOKED);

    private final String word;

    TcbStatus(String word) {
        this.word = word;
    }

    /** As Intel spells it. */
    public String word() {
        return word;
    }

    boolean isRefusedAlways() {
        return this == REVOKED || this == NOT_SUPPORTED;
    }

    boolean isConfigurationNeeded() {
        return switch (this) {
            case CONFIGURATION_NEEDED,
                    CONFIGURATION_AND_SW_HARDENING_NEEDED,
                    OUT_OF_DATE_CONFIGURATION_NEEDED,
                    TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED -> true;
            default -> false;
        };
    }

    /** The platform as a whole when a part of it, the TDX module or the quoting enclave, has another status. */
    TcbStatus mergedWith(TcbStatus part) {
        if (isRefusedAlways() || part.isRefusedAlways()) {
            return this == REVOKED || part == REVOKED ? REVOKED : NOT_SUPPORTED;
        }
        return part == UP_TO_DATE ? this : outOfDate();
    }

    /** QVL's convergeTcbStatusWith...: a part that is not up to date makes the whole out of date. */
    private TcbStatus outOfDate() {
        return switch (this) {
            case UP_TO_DATE, SW_HARDENING_NEEDED -> OUT_OF_DATE;
            case CONFIGURATION_NEEDED, CONFIGURATION_AND_SW_HARDENING_NEEDED -> OUT_OF_DATE_CONFIGURATION_NEEDED;
            default -> this;
        };
    }
}
