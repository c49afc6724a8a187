package dev.assay.enclave.guest.nitro;

import dev.assay.enclave.guest.fuse.DeviceSource;

class NitroGuestTest extends NitroGuestContract {
    NitroGuestTest() {
        super(new DeviceSource.Direct());
    }
}
