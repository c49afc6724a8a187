package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.util.HexFormat;

/**
 * What a PCK certificate's chain says of the platform, for asking Intel's service. Not verified.
 *
 * @param fmspc 12 hexadecimal digits in lower case
 * @param ca {@code processor} or {@code platform}: whose revocation list the certificate would be on
 */
public record PckIdentity(String fmspc, String ca) {

    /** @param pckChain three certificates in PEM, leaf first; a NUL may follow */
    public static Verdict<PckIdentity> of(byte[] pckChain) {
        try {
            IntelChain chain = IntelChain.pck(pckChain);
            String fmspc =
                    HexFormat.of().formatHex(SgxExtension.of(chain.leaf()).fmspc());
            return new Verdict.Verified<>(new PckIdentity(fmspc, ca(chain)));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static String ca(IntelChain chain) {
        return switch (chain.issuer().commonName().orElse("")) {
            case "Intel SGX PCK Processor CA" -> "processor";
            case "Intel SGX PCK Platform CA" -> "platform";
            default ->
                throw new Rejection(Reason.CERTIFICATE_NAME, chain.issuer().subject() + " issues no PCK certificates");
        };
    }
}
