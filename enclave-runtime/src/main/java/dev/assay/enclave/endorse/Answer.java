package dev.assay.enclave.endorse;

import java.nio.charset.StandardCharsets;

/**
 * What a source gave.
 *
 * @param chain the header that the question expected, as it came; empty if it expected none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(byte[] body, String chain) {

    /** The issuer's certificates in PEM, out of their URL encoding (Intel PCS API v4). */
    byte[] chainPem() throws MalformedAnswer {
        return PercentEncoding.decode(chain).getBytes(StandardCharsets.ISO_8859_1);
    }
}
