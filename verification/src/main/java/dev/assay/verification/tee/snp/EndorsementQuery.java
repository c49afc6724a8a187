package dev.assay.verification.tee.snp;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.x509.Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * By what the endorsement key of a report is asked for at AMD's key distribution service (AMD 57230, section 4). Nothing is
 * verified: a report that lies about itself gets certificates that do not fit it.
 */
public final class EndorsementQuery {

    private final SnpReport report;

    private EndorsementQuery(SnpReport report) {
        this.report = report;
    }

    /** @param report as {@link SnpReport#parse} takes it */
    public static Verdict<EndorsementQuery> of(byte[] report) {
        try {
            return new Verdict.Verified<>(new EndorsementQuery(SnpReport.read(report)));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    public SnpSigningKey key() {
        return report.signingKey();
    }

    /** One, or none if the processor is unknown. Reports of version 2 do not say, and are older than Turin. */
    public List<SnpProduct> products() {
        return report.hasCpuid()
                ? SnpProduct.ofCpu(report.cpuFamily(), report.cpuModel()).stream()
                        .toList()
                : List.of(SnpProduct.MILAN, SnpProduct.GENOA);
    }

    /** Its operator hides which chip it is, so that no service can be asked for its key. */
    public boolean isChipMasked() {
        return report.isZero(0x1A0, 0x1E0);
    }

    /** hwID in hexadecimal digits of lower case: 64 bytes, on Turin 8. */
    public String chipId(SnpProduct product) {
        return HexFormat.of().formatHex(report.field(SnpField.CHIP_ID), 0, product.chipIdBytes());
    }

    /**
     * The version of the firmware that the key is of.
     *
     * @throws Rejection if the report's is not of the product's layout
     */
    public SnpTcb tcb(SnpProduct product) {
        return report.reportedTcb(product.layout());
    }

    /**
     * The product line of an endorsement key's certificate, if the certificate says of itself that it is of this report's
     * chip and firmware. Hosts keep certificates of older firmware, with which no report verifies.
     *
     * @param certificate DER, or one in PEM
     */
    public Optional<SnpProduct> productOf(byte[] certificate) {
        return Arrays.stream(SnpProduct.values())
                .filter(product -> fits(certificate, product))
                .findFirst();
    }

    private boolean fits(byte[] certificate, SnpProduct product) {
        try {
            Certificate parsed = certificate.length > 0 && certificate[0] == '-'
                    ? Certificate.parsePem(certificate, 1).getFirst()
                    : Certificate.parse(certificate);
            EndorsementKey endorsed = EndorsementKey.read(parsed, product, key());
            return endorsed.tcb().equals(tcb(product)) && (isChipMasked() || isOfChip(endorsed, product));
        } catch (Rejection rejection) {
            return false;
        }
    }

    private boolean isOfChip(EndorsementKey endorsed, SnpProduct product) {
        return key() == SnpSigningKey.VLEK
                || HexFormat.of().formatHex(endorsed.chipId()).equals(chipId(product));
    }
}
