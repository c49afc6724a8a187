package dev.assay.enclave.guest.tdx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.enclave.guest.fake.KernelHeader;
import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares with what the C compiler makes of linux/tdx-guest.h. */
class TdxAbiTest {
    private static final KernelHeader C = new KernelHeader("linux/tdx-guest.h");

    @BeforeAll
    static void findTheHeader() {
        String obstacle = C.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    private static void same(String struct, String field, MemoryLayout layout, String name) throws IOException {
        assertEquals(
                C.evaluate("offsetof(struct " + struct + ", " + field + ")"),
                layout.byteOffset(PathElement.groupElement(name)),
                field);
    }

    @Test
    void structureAndNumberAreTheKernels() throws IOException {
        assertEquals(C.evaluate("sizeof(struct tdx_report_req)"), TdxGuest.REQUEST.byteSize());
        same("tdx_report_req", "reportdata", TdxGuest.REQUEST, "reportdata");
        same("tdx_report_req", "tdreport", TdxGuest.REQUEST, "tdreport");
        assertEquals(C.evaluate("TDX_CMD_GET_REPORT0"), TdxGuest.GET_REPORT0);
    }
}
