package dev.assay.enclave.guest.tdx;

import dev.assay.enclave.guest.fuse.DeviceSource;

class TdxGuestTest extends TdxGuestContract {
    TdxGuestTest() {
        super(new DeviceSource.Direct());
    }
}
