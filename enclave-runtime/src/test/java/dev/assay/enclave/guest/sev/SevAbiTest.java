package dev.assay.enclave.guest.sev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.enclave.guest.fake.KernelHeader;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Compares with what the C compiler makes of linux/sev-guest.h. */
class SevAbiTest {
    @RegisterExtension
    static final KernelHeader C = new KernelHeader("linux/sev-guest.h");

    @Test
    void theRequestIsTheKernels() throws IOException {
        assertEquals(C.evaluate("sizeof(struct snp_guest_request_ioctl)"), SevLayout.REQUEST.byteSize());
        C.assertOffset("snp_guest_request_ioctl", "msg_version", SevLayout.REQUEST);
        assertEquals(SevLayout.MSG_VERSION, C.evaluate("offsetof(struct snp_guest_request_ioctl, msg_version)"));
        C.assertOffset("snp_guest_request_ioctl", "req_data", SevLayout.REQUEST);
        assertEquals(SevLayout.REQ_DATA, C.evaluate("offsetof(struct snp_guest_request_ioctl, req_data)"));
        C.assertOffset("snp_guest_request_ioctl", "resp_data", SevLayout.REQUEST);
        assertEquals(SevLayout.RESP_DATA, C.evaluate("offsetof(struct snp_guest_request_ioctl, resp_data)"));
        // Since Linux 6.3 exitinfo2 is a union with vmm_error and fw_error; before, fw_error is the name.
        assertEquals(SevLayout.EXITINFO2, C.evaluate("sizeof(struct snp_guest_request_ioctl) - 8"));
    }

    @Test
    void theReportRequestsAreTheKernels() throws IOException {
        assertEquals(C.evaluate("sizeof(struct snp_report_req)"), SevLayout.REPORT_REQUEST.byteSize());
        C.assertOffset("snp_report_req", "user_data", SevLayout.REPORT_REQUEST);
        C.assertOffset("snp_report_req", "vmpl", SevLayout.REPORT_REQUEST);
        assertEquals(SevLayout.VMPL, C.evaluate("offsetof(struct snp_report_req, vmpl)"));
        assertEquals(SevLayout.REPORT_RESPONSE_BYTES, C.evaluate("sizeof(struct snp_report_resp)"));
        assertEquals(C.evaluate("sizeof(struct snp_ext_report_req)"), SevLayout.EXTENDED_REQUEST.byteSize());
        C.assertOffset("snp_ext_report_req", "certs_address", SevLayout.EXTENDED_REQUEST);
        C.assertOffset("snp_ext_report_req", "certs_len", SevLayout.EXTENDED_REQUEST);
        assertEquals(SevLayout.CERTS_ADDRESS, C.evaluate("offsetof(struct snp_ext_report_req, certs_address)"));
        assertEquals(SevLayout.CERTS_LEN, C.evaluate("offsetof(struct snp_ext_report_req, certs_len)"));
    }

    @Test
    void theKeyRequestIsTheKernels() throws IOException {
        assertEquals(C.evaluate("sizeof(struct snp_derived_key_req)"), SevLayout.KEY_REQUEST.byteSize());
        for (String field :
                new String[] {"root_key_select", "rsvd", "guest_field_select", "vmpl", "guest_svn", "tcb_version"}) {
            C.assertOffset("snp_derived_key_req", field, SevLayout.KEY_REQUEST);
        }
        assertEquals(SevLayout.KEY_RESPONSE_BYTES, C.evaluate("sizeof(struct snp_derived_key_resp)"));
    }

    @Test
    void theNumbersAreTheKernels() throws IOException {
        assertEquals(C.evaluate("SNP_GET_REPORT"), SevLayout.GET_REPORT);
        assertEquals(C.evaluate("SNP_GET_DERIVED_KEY"), SevLayout.GET_DERIVED_KEY);
        assertEquals(C.evaluate("SNP_GET_EXT_REPORT"), SevLayout.GET_EXT_REPORT);
    }
}
