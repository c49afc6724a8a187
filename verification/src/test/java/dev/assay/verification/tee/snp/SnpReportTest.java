package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SnpReportWriter;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SnpReportTest {

    private static Verdict<SnpReport> parse(UnaryOperator<SnpReportWriter> change) {
        return SnpReport.parse(new FaultySnp().report(change).reportBytes());
    }

    @Test
    void readsEveryField() {
        SnpReport report = verified(parse(writer -> writer.u32(SnpReportWriter.GUEST_SVN, -1)
                .u64(SnpReportWriter.POLICY, 1L << 20 | 1 << 17 | 0x0137)
                .u32(SnpReportWriter.VMPL, 2)
                .u32(SnpReportWriter.KEY_INFO, 0b00111)));
        assertEquals(5, report.version());
        assertEquals(0xFFFF_FFFFL, report.guestSvn());
        assertEquals(0x37, report.guestAbiMinor());
        assertEquals(1, report.guestAbiMajor());
        assertEquals(2, report.vmpl());
        assertEquals(SnpSigningKey.VLEK, report.signingKey());
        assertTrue(report.isChipKeyMasked());
        assertEquals(
                EnumSet.of(
                        SnpFlag.SINGLE_SOCKET_REQUIRED,
                        SnpFlag.SMT_ENABLED,
                        SnpFlag.ECC_ENABLED,
                        SnpFlag.ALIAS_CHECK_COMPLETE,
                        SnpFlag.AUTHOR_KEY_ENABLED),
                report.flags());
        assertArrayEquals(FaultySnp.filled(48, 1), report.field(SnpField.MEASUREMENT));
        assertArrayEquals(FaultySnp.filled(64, 2), report.field(SnpField.REPORT_DATA));
        assertArrayEquals(FaultySnp.filled(32, 3), report.field(SnpField.HOST_DATA));
        assertEquals(new SnpFirmware(1, 55, 40), report.currentFirmware());
        assertEquals(0x0B, report.launchMitigations());
        assertEquals(0x0F, report.currentMitigations());
        assertEquals(0x19, report.cpuFamily());
        assertEquals(1, report.cpuStepping());
    }

    @Test
    void versionsBeforeFiveHaveNoMitigations() {
        SnpReport report = verified(parse(writer -> writer.u32(SnpReportWriter.VERSION, 4)
                .u64(SnpReportWriter.LAUNCH_MITIGATIONS, 0)
                .u64(SnpReportWriter.CURRENT_MITIGATIONS, 0)));
        assertEquals(0, report.launchMitigations());
        assertTrue(report.hasCpuid());
    }

    @Test
    void rejectsOtherSizes() {
        byte[] report = new FaultySnp().reportBytes();
        for (int size : new int[] {0, 1, 1183, 1185, 4000}) {
            rejected(Reason.MALFORMED, SnpReport.parse(Arrays.copyOf(report, size)));
        }
    }

    @Test
    void rejectsOtherVersions() {
        for (int version : new int[] {0, 1, 6, -1}) {
            rejected(Reason.SNP_VERSION, parse(writer -> writer.u32(SnpReportWriter.VERSION, version)));
        }
    }

    @Test
    void rejectsOtherSignatureAlgorithms() {
        for (int algorithm : new int[] {0, 2, -1}) {
            rejected(Reason.SNP_ALGORITHM, parse(writer -> writer.u32(SnpReportWriter.SIGNATURE_ALGORITHM, algorithm)));
        }
    }

    @Test
    void rejectsPrivilegeLevelsThatAreNoGuests() {
        for (int vmpl : new int[] {4, -1}) {
            rejected(Reason.SNP_VMPL_INVALID, parse(writer -> writer.u32(SnpReportWriter.VMPL, vmpl)));
        }
    }

    @Test
    void rejectsReportsThatNoEndorsementKeySigned() {
        for (int key = 2; key <= 7; key++) {
            int bits = key << 2;
            rejected(Reason.SNP_SIGNING_KEY, parse(writer -> writer.u32(SnpReportWriter.KEY_INFO, bits)));
        }
    }

    @Test
    void rejectsReservedBits() {
        for (int bit = 26; bit < 64; bit++) {
            long policy = 3L << 16 | 1L << bit;
            rejected(Reason.SNP_RESERVED, parse(writer -> writer.u64(SnpReportWriter.POLICY, policy)));
        }
        rejected(Reason.SNP_RESERVED, parse(writer -> writer.u64(SnpReportWriter.POLICY, 1L << 16)));
        for (int bit = 8; bit < 64; bit++) {
            long platform = 0x25 | 1L << bit;
            rejected(Reason.SNP_RESERVED, parse(writer -> writer.u64(SnpReportWriter.PLATFORM_INFO, platform)));
        }
        for (int bit = 5; bit < 32; bit++) {
            int keys = 1 << bit;
            rejected(Reason.SNP_RESERVED, parse(writer -> writer.u32(SnpReportWriter.KEY_INFO, keys)));
        }
    }

    @Test
    void rejectsReservedBytesOfEachVersion() {
        byte[] report = new FaultySnp().reportBytes();
        List<int[]> gaps = List.of(
                new int[] {0x4C, 0x50},
                new int[] {0x18B, 0x1A0},
                new int[] {0x1EB, 0x1EC},
                new int[] {0x1EF, 0x1F0},
                new int[] {0x208, 0x2A0},
                new int[] {0x330, 0x4A0});
        for (int[] gap : gaps) {
            for (int at : new int[] {gap[0], gap[1] - 1}) {
                byte[] changed = report.clone();
                changed[at] = 1;
                rejected(Reason.SNP_RESERVED, SnpReport.parse(changed));
            }
        }
    }

    @Test
    void whatLaterVersionsSayIsReservedInEarlierOnes() {
        UnaryOperator<SnpReportWriter> withoutMitigations =
                writer -> writer.u64(SnpReportWriter.LAUNCH_MITIGATIONS, 0).u64(SnpReportWriter.CURRENT_MITIGATIONS, 0);
        for (int version : new int[] {3, 4}) {
            verified(parse(writer -> withoutMitigations.apply(writer).u32(SnpReportWriter.VERSION, version)));
            rejected(Reason.SNP_RESERVED, parse(writer -> writer.u32(SnpReportWriter.VERSION, version)));
        }
        rejected(
                Reason.SNP_RESERVED,
                parse(writer -> withoutMitigations.apply(writer).u32(SnpReportWriter.VERSION, 2)));
        verified(parse(writer -> withoutMitigations
                .apply(writer)
                .u32(SnpReportWriter.VERSION, 2)
                .bytes(SnpReportWriter.CPUID, (byte) 0, (byte) 0, (byte) 0)));
    }

    @Test
    void namesEveryFault() {
        Verdict<SnpReport> verdict = parse(writer -> writer.u32(SnpReportWriter.VMPL, 9)
                .u32(SnpReportWriter.SIGNATURE_ALGORITHM, 9)
                .u32(SnpReportWriter.KEY_INFO, 7 << 2));
        assertEquals(
                List.of(Reason.SNP_ALGORITHM, Reason.SNP_VMPL_INVALID, Reason.SNP_SIGNING_KEY),
                ((Verdict.Rejected<SnpReport>) verdict)
                        .findings().stream().map(Finding::reason).toList());
    }

    @Test
    void namesEveryProductByItsProcessor() {
        assertEquals(SnpProduct.MILAN, SnpProduct.ofCpu(0x19, 0x01).orElseThrow());
        assertEquals(SnpProduct.GENOA, SnpProduct.ofCpu(0x19, 0x11).orElseThrow());
        assertEquals(SnpProduct.GENOA, SnpProduct.ofCpu(0x19, 0xA0).orElseThrow());
        assertEquals(SnpProduct.TURIN, SnpProduct.ofCpu(0x1A, 0x11).orElseThrow());
        assertFalse(SnpProduct.ofCpu(0x19, 0x21).isPresent());
        assertFalse(SnpProduct.ofCpu(0x1A, 0x50).isPresent());
        assertFalse(SnpProduct.ofCpu(0x17, 0x01).isPresent());
    }
}
