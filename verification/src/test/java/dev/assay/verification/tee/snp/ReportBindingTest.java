package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.snp.FaultySnp.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.simulator.SimulatedSnp;
import dev.assay.simulator.SnpReportWriter;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a report and its endorsement key both say must agree; and the key signed it. */
class ReportBindingTest {

    private static Verdict<GenuineSnp> verify(UnaryOperator<SnpReportWriter> report) {
        return new FaultySnp().report(report).verify();
    }

    @Test
    void rejectsCertificatesOfAnotherVersionPartByPart() {
        for (String part : new String[] {"3.1", "3.2", "3.3", "3.8"}) {
            for (int other : new int[] {3, 100, 0}) {
                rejected(
                        Reason.SNP_TCB_MISMATCH,
                        new FaultySnp()
                                .leaf(leaf -> leaf.extension(part, SimulatedSnp.integer(other)))
                                .verify());
            }
        }
        rejected(
                Reason.SNP_TCB_MISMATCH,
                new FaultySnp(SnpProduct.TURIN, SnpSigningKey.VCEK)
                        .leaf(leaf -> leaf.extension("3.9", SimulatedSnp.integer(1)))
                        .verify());
    }

    @Test
    void readsTurinsVersionsInTurinsLayout() {
        // Milan's bytes under Turin's root: 4 would be the FMC's version, and 24 stand where nothing is.
        rejected(
                Reason.SNP_RESERVED,
                new FaultySnp(SnpProduct.TURIN, SnpSigningKey.VCEK)
                        .report(report -> {
                            for (int offset : FaultySnp.tcbOffsets()) {
                                report.bytes(offset, new byte[] {4, 1, 0, 0, 0, 0, 24, (byte) 0xDB});
                            }
                            return report;
                        })
                        .verify());
    }

    @Test
    void rejectsReservedBytesInEveryVersion() {
        for (int offset : FaultySnp.tcbOffsets()) {
            rejected(Reason.SNP_RESERVED, verify(report -> report.bytes(offset + 3, (byte) 1)));
        }
    }

    @Test
    void rejectsReportsOfAnotherChip() {
        rejected(Reason.SNP_CHIP_MISMATCH, verify(report -> report.bytes(SnpReportWriter.CHIP_ID + 63, (byte) 9)));
        FaultySnp turin = new FaultySnp(SnpProduct.TURIN, SnpSigningKey.VCEK);
        verified(turin.verify());
        rejected(
                Reason.SNP_CHIP_MISMATCH,
                turin.report(report -> report.bytes(SnpReportWriter.CHIP_ID + 8, (byte) 1))
                        .verify());
    }

    @Test
    void leavesChipsThatAreMaskedToThePolicy() {
        verified(verify(report -> report.bytes(SnpReportWriter.CHIP_ID, new byte[64])));
        // The flag alone masks nothing: a chip that is named is compared.
        rejected(
                Reason.SNP_CHIP_MISMATCH,
                verify(report -> report.u32(SnpReportWriter.KEY_INFO, 2).bytes(SnpReportWriter.CHIP_ID, (byte) 9)));
    }

    @Test
    void rejectsProcessorsOfAnotherProduct() {
        for (byte[] cpu : new byte[][] {{0x19, 0x11}, {0x1A, 0x02}, {0x19, 0x51}, {0, 0}}) {
            rejected(Reason.SNP_PRODUCT_MISMATCH, verify(report -> report.bytes(SnpReportWriter.CPUID, cpu)));
        }
    }

    @Test
    void rejectsCommittedAndReportedVersionsAboveTheCurrentOne() {
        rejected(
                Reason.SNP_TCB_INCONSISTENT,
                verify(report -> report.bytes(SnpReportWriter.COMMITTED_TCB + 6, (byte) 25)));
        rejected(Reason.SNP_TCB_INCONSISTENT, verify(report -> report.bytes(SnpReportWriter.CURRENT_TCB, (byte) 3)));
        rejected(
                Reason.SNP_TCB_INCONSISTENT,
                verify(report -> report.bytes(SnpReportWriter.COMMITTED_FIRMWARE, (byte) 41)));
        verified(verify(report -> report.bytes(SnpReportWriter.COMMITTED_FIRMWARE, (byte) 99, (byte) 54)));
    }

    @Test
    void rejectsReportsSignedByAnotherChip() {
        rejected(
                Reason.EVIDENCE_SIGNATURE,
                new FaultySnp().reportSignedBy(FaultySnp.ec("secp384r1")).verify());
    }

    @Test
    void rejectsSignaturesOutOfRange() {
        FaultySnp snp = new FaultySnp();
        byte[] good = snp.reportBytes();
        byte[] zero = Arrays.copyOf(Arrays.copyOf(good, SnpReportWriter.SIGNATURE), good.length);
        byte[] ones = good.clone();
        Arrays.fill(ones, SnpReportWriter.SIGNATURE, SnpReportWriter.SIGNATURE + 48, (byte) 0xFF);
        byte[] wide = good.clone();
        wide[SnpReportWriter.SIGNATURE + 48] = 1;
        byte[] wideS = good.clone();
        wideS[SnpReportWriter.SIGNATURE + 72 + 71] = 1;
        for (byte[] bad : new byte[][] {zero, ones, wide, wideS}) {
            rejected(Reason.EVIDENCE_SIGNATURE, SnpVerifier.verify(bad, snp.endorsements(), snp.anchors(), NOW));
        }
    }

    @Test
    void namesEveryFault() {
        Verdict<GenuineSnp> verdict = new FaultySnp()
                .reportSignedBy(FaultySnp.ec("secp384r1"))
                .report(report -> report.bytes(SnpReportWriter.CPUID, (byte) 0x1A)
                        .bytes(SnpReportWriter.CHIP_ID, (byte) 9)
                        .bytes(SnpReportWriter.REPORTED_TCB, (byte) 3))
                .verify();
        assertEquals(
                List.of(
                        Reason.SNP_PRODUCT_MISMATCH,
                        Reason.SNP_TCB_MISMATCH,
                        Reason.SNP_CHIP_MISMATCH,
                        Reason.EVIDENCE_SIGNATURE),
                ((Verdict.Rejected<GenuineSnp>) verdict)
                        .findings().stream().map(Finding::reason).toList());
    }
}
