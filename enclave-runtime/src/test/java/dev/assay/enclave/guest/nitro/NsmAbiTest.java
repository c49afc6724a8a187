package dev.assay.enclave.guest.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.enclave.guest.fake.KernelHeader;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Compares with what the C compiler makes of linux/nsm.h. */
class NsmAbiTest {
    @RegisterExtension
    static final KernelHeader C = new KernelHeader("linux/nsm.h");

    @Test
    void theStructureIsTheKernels() throws IOException {
        assertEquals(C.evaluate("sizeof(struct nsm_raw)"), NsmDevice.RAW.byteSize());
        for (String field : new String[] {"request.addr", "request.len", "response.addr", "response.len"}) {
            C.assertOffset("nsm_raw", field, NsmDevice.RAW);
        }
    }

    @Test
    void theNumbersAreTheKernels() throws IOException {
        assertEquals(C.evaluate("NSM_IOCTL_RAW"), NsmDevice.IOCTL_RAW);
        assertEquals(C.evaluate("NSM_REQUEST_MAX_SIZE"), NsmDevice.MAX_REQUEST_BYTES);
        assertEquals(C.evaluate("NSM_RESPONSE_MAX_SIZE"), NsmDevice.MAX_RESPONSE_BYTES);
    }
}
