package dev.assay.enclave.guest.sev;

import dev.assay.enclave.guest.fuse.DeviceSource;

class SevGuestTest extends SevGuestContract {
    SevGuestTest() {
        super(new DeviceSource.Direct());
    }
}
