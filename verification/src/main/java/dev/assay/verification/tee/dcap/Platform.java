package dev.assay.verification.tee.dcap;

import java.util.HexFormat;

/**
 * A platform as its PCK certificate names it, each in hexadecimal digits of lower case.
 *
 * @param fmspc 6 bytes: the family of processors and platforms
 * @param ppid 16 bytes: this one platform, whatever its TCB
 * @param pckSerial the certificate's serial number, without leading zeros: this one platform at one TCB
 */
public record Platform(String fmspc, String ppid, String pckSerial) {

    static Platform of(PckChain chain) {
        SgxExtension platform = chain.platform();
        return new Platform(
                HexFormat.of().formatHex(platform.fmspc()),
                HexFormat.of().formatHex(platform.ppid()),
                chain.certificate().serial().toString(16));
    }
}
