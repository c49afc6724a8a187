package dev.assay.enclave.guest.tdx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.enclave.guest.fake.KernelHeader;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Compares with what the C compiler makes of linux/tdx-guest.h. */
class TdxAbiTest {
    @RegisterExtension
    static final KernelHeader C = new KernelHeader("linux/tdx-guest.h");

    @Test
    void structureAndNumberAreTheKernels() throws IOException {
        assertEquals(C.evaluate("sizeof(struct tdx_report_req)"), TdxGuest.REQUEST.byteSize());
        C.assertOffset("tdx_report_req", "reportdata", TdxGuest.REQUEST);
        C.assertOffset("tdx_report_req", "tdreport", TdxGuest.REQUEST);
        assertEquals(C.evaluate("TDX_CMD_GET_REPORT0"), TdxGuest.GET_REPORT0);
    }
}
