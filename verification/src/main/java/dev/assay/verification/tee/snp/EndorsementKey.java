package dev.assay.verification.tee.snp;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.x509.Certificate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What AMD's extensions of an endorsement key's certificate say (AMD 57230, section 3.1, table "VCEK Certificate Fields").
 * Their encodings are compared to the byte: to read them loosely is to accept what AMD never signed for.
 *
 * @param tcb the version that the key is of
 * @param chipId hwID, 64 bytes, on Turin 8; empty for a VLEK
 * @param cloud CSP_ID; empty for a VCEK
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EndorsementKey(SnpTcb tcb, byte[] chipId, String cloud) {

    private static final String AMD = "1.3.6.1.4.1.3704.1.";
    private static final String PRODUCT = AMD + "2";
    private static final String BOOTLOADER = AMD + "3.1";
    private static final String TEE = AMD + "3.2";
    private static final String SNP = AMD + "3.3";
    /** Of parts that do not exist yet; some lines leave some of them out. */
    private static final String[] RESERVED = {AMD + "3.4", AMD + "3.5", AMD + "3.6", AMD + "3.7"};

    private static final String MICROCODE = AMD + "3.8";
    private static final String FMC = AMD + "3.9";
    private static final String HARDWARE_ID = AMD + "4";
    private static final String CLOUD = AMD + "5";

    private static final int TAG_INTEGER = 0x02;
    private static final int TAG_OCTET_STRING = 0x04;
    private static final int TAG_IA5_STRING = 0x16;

    /** @throws Rejection with every extension that is absent, encoded otherwise, or of another product or kind of key */
    static EndorsementKey read(Certificate certificate, SnpProduct product, SnpSigningKey key) {
        Checks checks = new Checks();
        checks.make(() -> checkProduct(certificate, product));
        checks.make(() -> checkReserved(certificate));
        checks.make(() -> tcb(certificate, product));
        checks.make(() -> identity(certificate, product, key));
        checks.end();
        return identity(certificate, product, key);
    }

    private static EndorsementKey identity(Certificate certificate, SnpProduct product, SnpSigningKey key) {
        return switch (key) {
            case VCEK -> {
                checkAbsent(certificate, CLOUD);
                yield new EndorsementKey(tcb(certificate, product), chipId(certificate, product), "");
            }
            case VLEK -> {
                checkAbsent(certificate, HARDWARE_ID);
                yield new EndorsementKey(tcb(certificate, product), new byte[0], text(certificate, CLOUD));
            }
        };
    }

    /** "Milan", or with a stepping that says nothing: AMD writes "Milan-B0" for every stepping. */
    private static void checkProduct(Certificate certificate, SnpProduct product) {
        String name = text(certificate, PRODUCT);
        if (!name.equals(product.amdName()) && !name.startsWith(product.amdName() + "-")) {
            throw new Rejection(
                    Reason.SNP_PRODUCT_MISMATCH, "a key for " + name + " under the root of " + product.amdName());
        }
    }

    private static void checkReserved(Certificate certificate) {
        for (String oid : RESERVED) {
            if (certificate.extension(oid).isPresent() && number(certificate, oid) != 0) {
                throw invalid(oid, "is reserved and not zero");
            }
        }
    }

    private static SnpTcb tcb(Certificate certificate, SnpProduct product) {
        boolean hasFmc = product.layout().hasFmc();
        if (!hasFmc) {
            checkAbsent(certificate, FMC);
        }
        return new SnpTcb(
                hasFmc ? number(certificate, FMC) : 0,
                number(certificate, BOOTLOADER),
                number(certificate, TEE),
                number(certificate, SNP),
                number(certificate, MICROCODE));
    }

    private static void checkAbsent(Certificate certificate, String oid) {
        if (certificate.extension(oid).isPresent()) {
            throw invalid(oid, "is not for such a key");
        }
    }

    /** An INTEGER of 0..255 in DER: 0xDB is 02 02 00 DB. */
    private static int number(Certificate certificate, String oid) {
        byte[] der = mandatory(certificate, oid);
        int value = der[der.length - 1] & 0xFF;
        byte[] expected =
                value < 0x80 ? new byte[] {TAG_INTEGER, 1, (byte) value} : new byte[] {TAG_INTEGER, 2, 0, (byte) value};
        if (!Arrays.equals(der, expected)) {
            throw invalid(oid, "is no INTEGER of one byte in DER");
        }
        return value;
    }

    /**
     * The raw bytes of the identifier, and not DER, whatever they begin with. Certificates of 2023 have them as an OCTET
     * STRING: the length alone tells which, so that no identifier is taken for the head of another.
     */
    private static byte[] chipId(Certificate certificate, SnpProduct product) {
        byte[] value = mandatory(certificate, HARDWARE_ID);
        int size = product.chipIdBytes();
        if (value.length == size) {
            return value;
        }
        if (value.length == size + 2 && value[0] == TAG_OCTET_STRING && value[1] == size) {
            return Arrays.copyOfRange(value, 2, value.length);
        }
        throw invalid(HARDWARE_ID, "has " + value.length + " bytes, not " + size);
    }

    /** An IA5String of 1 to 127 characters in DER. */
    private static String text(Certificate certificate, String oid) {
        byte[] der = mandatory(certificate, oid);
        if (der.length < 3 || der[0] != TAG_IA5_STRING || der[1] != der.length - 2 || !isAscii(der)) {
            throw invalid(oid, "is no short IA5String in DER");
        }
        return new String(der, 2, der.length - 2, StandardCharsets.US_ASCII);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] mandatory(Certificate certificate, String oid) {
        byte @Nullable [] value = certificate.extension(oid).orElse(null);
        if (value == null || value.length == 0) {
            throw invalid(oid, "is absent");
        }
        return value;
    }

    /** Empty for a VLEK. */
    Optional<String> cloudName() {
        return cloud.isEmpty() ? Optional.empty() : Optional.of(cloud);
    }

    private static Rejection invalid(String oid, String what) {
        return new Rejection(Reason.SNP_CERTIFICATE_EXTENSION, "extension " + oid + " " + what);
    }
}
