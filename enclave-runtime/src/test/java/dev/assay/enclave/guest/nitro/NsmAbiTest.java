package dev.assay.enclave.guest.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.enclave.guest.fake.KernelHeader;
import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares with what the C compiler makes of linux/nsm.h. */
class NsmAbiTest {
    private static final KernelHeader C = new KernelHeader("linux/nsm.h");

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
    void theStructureIsTheKernels() throws IOException {
        assertEquals(C.evaluate("sizeof(struct nsm_raw)"), NsmDevice.RAW.byteSize());
        for (String field : new String[] {"request.addr", "request.len", "response.addr", "response.len"}) {
            same("nsm_raw", field, NsmDevice.RAW, field);
        }
    }

    @Test
    void theNumbersAreTheKernels() throws IOException {
        assertEquals(C.evaluate("NSM_IOCTL_RAW"), NsmDevice.IOCTL_RAW);
        assertEquals(C.evaluate("NSM_REQUEST_MAX_SIZE"), NsmDevice.MAX_REQUEST_BYTES);
        assertEquals(C.evaluate("NSM_RESPONSE_MAX_SIZE"), NsmDevice.MAX_RESPONSE_BYTES);
    }
}
