package dev.assay.enclave.guest.tsm;

import java.util.Optional;

/** Who answers by configfs: the attribute {@code provider}, which is the driver's name. */
public enum TsmProvider {
    /** Intel TDX: quotes. */
    TDX("tdx_guest"),
    /** AMD SEV-SNP: reports and the host's certificates. */
    SNP("sev_guest"),
    /** Arm CCA: tokens. */
    CCA("arm-cca-guest");

    private final String driver;

    TsmProvider(String driver) {
        this.driver = driver;
    }

    /** The names have had both kinds of dashes. */
    static Optional<TsmProvider> of(String driver) {
        for (TsmProvider provider : values()) {
            if (provider.driver.replace('-', '_').equals(driver.replace('-', '_'))) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
