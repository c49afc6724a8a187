package dev.assay.verification.proof.gnark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 9380, appendix K.1. */
class HashToFieldTest {

    private static final String DOMAIN = "QUUX-V01-CS02-with-expander-SHA256-128";

    @Test
    void expansionsMatchTheRfc() {
        assertEquals("68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235", expand("", 0x20));
        assertEquals("d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615", expand("abc", 0x20));
        assertEquals(
                "af84c27ccfd45d41914fdff5df25293e221afc53d8ad2ac06d5e3e29485dadbe"
                        + "e0d121587713a3e0dd4d5e69e93eb7cd4f5df4cd103e188cf60cb02edc3edf18"
                        + "eda8576c412b18ffb658e3dd6ec849469b979d444cf7b26911a08e63cf31f9dc"
                        + "c541708d3491184472c2c29bb749d4286b004ceb5ee6b9a7fa5b646c993f0ced",
                expand("", 0x80));
    }

    private static String expand(String message, int sizeBytes) {
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(HashToField.expand(bytes, DOMAIN, sizeBytes));
    }
}
