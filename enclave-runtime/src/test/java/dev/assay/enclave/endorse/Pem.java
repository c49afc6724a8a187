package dev.assay.enclave.endorse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Certificates as services write them. */
final class Pem {

    private Pem() {}

    static byte[] of(byte[]... certificates) {
        StringBuilder pem = new StringBuilder();
        for (byte[] der : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
