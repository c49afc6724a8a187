package dev.assay.verification.tee.dcap;

import java.util.List;
import java.util.Optional;

/**
 * Whether an out of date domain of TDX 1.5 runs on a platform that was updated since its launch, so that it need only be
 * launched again (QVL 4.1.2.4.17.4.3, TDRelaunchCheck).
 */
final class RelaunchCheck {

    private RelaunchCheck() {}

    /**
     * Only if the module is what is out of date.
     *
     * @param sgx of the platform's SGX components and PCE alone
     * @param domain of platform and module
     */
    static boolean isPossible(TcbStatus sgx, TcbStatus domain, Optional<TcbStatus> module, TcbStatus qe) {
        boolean sgxIsCurrent = switch (sgx) {
            case UP_TO_DATE, SW_HARDENING_NEEDED, CONFIGURATION_NEEDED, CONFIGURATION_AND_SW_HARDENING_NEEDED -> true;
            default -> false;
        };
        boolean domainIsOutOfDate =
                domain == TcbStatus.OUT_OF_DATE || domain == TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED;
        return qe == TcbStatus.UP_TO_DATE
                && sgxIsCurrent
                && domainIsOutOfDate
                && module.equals(Optional.of(TcbStatus.OUT_OF_DATE));
    }

    /**
     * @param teeTcbSvn2 of the platform and module as they are now
     * @return a status that advises to launch again, or the domain's as it was
     */
    static TcbStatus of(TcbInfo tcbInfo, byte[] teeTcbSvn2, TcbStatus sgx, TcbStatus domain) {
        TcbLevel latest = tcbInfo.levels().getFirst();
        int version = teeTcbSvn2[1] & 0xFF;
        Optional<Integer> latestModule = version == 0
                ? Optional.of(latest.tdxComponent(0))
                : newest(tcbInfo.module(version).levels());
        if (latestModule.isEmpty()) {
            return TcbStatus.NOT_SUPPORTED;
        }
        boolean isLatest =
                (teeTcbSvn2[0] & 0xFF) >= latestModule.get() && (teeTcbSvn2[2] & 0xFF) >= latest.tdxComponent(2);
        if (!isLatest) {
            return domain;
        }
        return sgx.isConfigurationNeeded() || domain.isConfigurationNeeded()
                ? TcbStatus.TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED
                : TcbStatus.TD_RELAUNCH_ADVISED;
    }

    private static Optional<Integer> newest(List<IsvLevel> levels) {
        return levels.stream().map(IsvLevel::isvSvn).findFirst();
    }
}
