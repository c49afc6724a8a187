package dev.assay.enclave.guest.sev;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;

/** The structures and numbers of linux/sev-guest.h. All little-endian, as the processor is. */
final class SevLayout {

    /** {@code struct snp_guest_request_ioctl}: which firmware and hypervisor errors come back in exitinfo2. */
    static final MemoryLayout REQUEST = MemoryLayout.structLayout(
            JAVA_BYTE.withName("msg_version"),
            MemoryLayout.paddingLayout(7),
            JAVA_LONG.withName("req_data"),
            JAVA_LONG.withName("resp_data"),
            JAVA_LONG.withName("exitinfo2"));

    static final long MSG_VERSION = 0;
    static final long REQ_DATA = 8;
    static final long RESP_DATA = 16;
    static final long EXITINFO2 = 24;

    /** {@code struct snp_report_req}. */
    static final MemoryLayout REPORT_REQUEST = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(64, JAVA_BYTE).withName("user_data"),
            JAVA_INT.withName("vmpl"),
            MemoryLayout.sequenceLayout(28, JAVA_BYTE).withName("rsvd"));

    static final long VMPL = 64;

    /** {@code struct snp_report_resp}: MSG_REPORT_RSP of the firmware, and zeros. */
    static final long REPORT_RESPONSE_BYTES = 4000;

    /** {@code struct snp_ext_report_req}. */
    static final MemoryLayout EXTENDED_REQUEST = MemoryLayout.structLayout(
            REPORT_REQUEST.withName("data"),
            JAVA_LONG.withName("certs_address"),
            JAVA_INT.withName("certs_len"),
            MemoryLayout.paddingLayout(4));

    static final long CERTS_ADDRESS = 96;
    static final long CERTS_LEN = 104;

    /** {@code struct snp_derived_key_req}. */
    static final MemoryLayout KEY_REQUEST = MemoryLayout.structLayout(
            JAVA_INT.withName("root_key_select"),
            JAVA_INT.withName("rsvd"),
            JAVA_LONG.withName("guest_field_select"),
            JAVA_INT.withName("vmpl"),
            JAVA_INT.withName("guest_svn"),
            JAVA_LONG.withName("tcb_version"));

    /** {@code struct snp_derived_key_resp}: MSG_KEY_RSP of the firmware. */
    static final long KEY_RESPONSE_BYTES = 64;

    /** {@code _IOWR('S', 0, struct snp_guest_request_ioctl)}. */
    static final long GET_REPORT = 0xC020_5300L;

    static final long GET_DERIVED_KEY = 0xC020_5301L;
    static final long GET_EXT_REPORT = 0xC020_5302L;

    private SevLayout() {}
}
