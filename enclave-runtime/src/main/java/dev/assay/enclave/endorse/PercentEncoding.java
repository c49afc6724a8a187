package dev.assay.enclave.endorse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** PEM in a header. */
final class PercentEncoding {

    private PercentEncoding() {}

    /**
     * Of an encoding as for paths, or as for forms, in which a plus is a space. In the former a plus is one of base 64: to
     * take it for a space would spoil the certificates.
     */
    static String decode(String encoded) throws MalformedAnswer {
        boolean isForm = encoded.contains("BEGIN+CERTIFICATE");
        try {
            return URLDecoder.decode(isForm ? encoded : encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw new MalformedAnswer("the issuer's certificates are not URL-encoded");
        }
    }
}
