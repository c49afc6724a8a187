package dev.assay.enclave.guest.tpm;

import dev.assay.simulator.SoftwareTpm;
import java.security.SecureRandom;

class FakeTpmGuestTest extends TpmGuestContract {
    private static final SoftwareTpm SOFTWARE = SoftwareTpm.withRsaKey(new SecureRandom());

    @Override
    TpmChannel start() {
        return new FakeTpm(SOFTWARE);
    }
}
