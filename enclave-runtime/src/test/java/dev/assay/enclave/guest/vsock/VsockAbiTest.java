package dev.assay.enclave.guest.vsock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.enclave.guest.fake.KernelHeader;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Compares with what the C compiler makes of linux/vm_sockets.h. */
class VsockAbiTest {
    @RegisterExtension
    static final KernelHeader C = new KernelHeader("linux/vm_sockets.h");

    @Test
    void theAddressIsTheKernels() throws IOException {
        assertEquals(C.evaluate("sizeof(struct sockaddr_vm)"), VsockAddress.LAYOUT.byteSize());
        for (String field : new String[] {"svm_family", "svm_reserved1", "svm_port", "svm_cid", "svm_flags"}) {
            C.assertOffset("sockaddr_vm", field, VsockAddress.LAYOUT);
        }
    }

    @Test
    void theNumbersAreTheKernels() throws IOException {
        assertEquals(C.evaluate("AF_VSOCK"), VsockAddress.AF_VSOCK);
        assertEquals((int) C.evaluate("VMADDR_CID_ANY"), VsockAddress.ANY);
        assertEquals((int) C.evaluate("VMADDR_PORT_ANY"), VsockAddress.ANY);
        assertEquals(C.evaluate("VMADDR_CID_LOCAL"), VsockAddress.LOCAL_CID);
        assertEquals(C.evaluate("VMADDR_CID_HOST"), VsockAddress.HOST_CID);
        assertEquals(C.evaluate("SO_VM_SOCKETS_CONNECT_TIMEOUT"), VsockSocket.CONNECT_TIMEOUT);
        assertEquals(C.evaluate("SOCK_STREAM"), VsockSocket.SOCK_STREAM);
        assertEquals(C.evaluate("SOCK_CLOEXEC"), VsockSocket.SOCK_CLOEXEC);
        assertEquals(C.evaluate("SO_RCVTIMEO"), VsockSocket.SO_RCVTIMEO);
        assertEquals(C.evaluate("SO_SNDTIMEO"), VsockSocket.SO_SNDTIMEO);
    }
}
