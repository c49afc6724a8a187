package dev.assay.enclave.endorse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Intel's collateral for one platform, as Intel's service or a cache of it gives it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record IntelFake(byte[] tcbInfo, byte[] qeIdentity, byte[] chain, byte[] rootCrl, byte[] pckCrl) {

    static final String ROOT_CRL = "/IntelSGXRootCA.der";
    static final String TCB = "/certification/v4/tcb";
    static final String QE = "/certification/v4/qe/identity";
    static final String PCK_CRL = "/sgx/certification/v4/pckcrl";

    /** As Intel does, but from one host. */
    IntelSource pcs(FakeVendor vendor) {
        signed(vendor);
        vendor.give(PCK_CRL, pckCrl);
        vendor.give(ROOT_CRL, rootCrl);
        return new IntelSource(
                vendor.address(), vendor.address().resolve(ROOT_CRL), TcbSelection.Update.STANDARD, Optional.empty());
    }

    /** Lists in hexadecimal digits, the root's too. */
    IntelSource pccs(FakeVendor vendor) {
        signed(vendor);
        vendor.give(PCK_CRL, hex(pckCrl));
        vendor.give("/sgx/certification/v4/rootcacrl", hex(rootCrl));
        return IntelSource.pccs(vendor.address());
    }

    private void signed(FakeVendor vendor) {
        for (String tee : new String[] {"/sgx", "/tdx"}) {
            vendor.give(tee + TCB, tcbInfo, "TCB-Info-Issuer-Chain", encoded(chain));
            vendor.give(tee + QE, qeIdentity, "SGX-Enclave-Identity-Issuer-Chain", encoded(chain));
        }
    }

    static String encoded(byte[] pem) {
        return URLEncoder.encode(new String(pem, StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                .replace("+", "%20");
    }

    private static byte[] hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }
}
