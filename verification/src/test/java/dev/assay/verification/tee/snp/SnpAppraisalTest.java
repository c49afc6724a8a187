package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.snp.FaultySnp.FROM;
import static dev.assay.verification.tee.snp.FaultySnp.NOW;
import static dev.assay.verification.tee.snp.FaultySnp.filled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.simulator.SnpReportWriter;
import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SnpAppraisalTest {

    private static final GenuineSnp HEALTHY = new FaultySnp().genuine();

    private static GenuineSnp genuine(UnaryOperator<SnpReportWriter> report) {
        return new FaultySnp().report(report).genuine();
    }

    private static Verdict<VerifiedSnp> appraise(GenuineSnp genuine, UnaryOperator<LoosePolicy> policy) {
        return genuine.appraise(policy.apply(new LoosePolicy()).build());
    }

    private static void rejects(Reason reason, GenuineSnp genuine, UnaryOperator<LoosePolicy> policy) {
        rejected(reason, appraise(genuine, policy));
    }

    @Test
    void saysWhatWasVerified() {
        VerifiedSnp snp = verified(appraise(
                HEALTHY,
                policy -> policy.field(SnpField.MEASUREMENT, filled(48, 9), filled(48, 1))
                        .field(SnpField.REPORT_DATA, filled(64, 2))));
        assertEquals("amd-sev-snp", snp.tee());
        assertFalse(snp.simulated());
        assertFalse(snp.debug());
        assertArrayEquals(filled(64, 2), snp.reportData());
        assertArrayEquals(filled(48, 1), snp.measurements().get("measurement"));
        assertArrayEquals(filled(32, 3), snp.measurements().get("host_data"));
        assertEquals(new SnpTcb(0, 4, 1, 24, 0xDB), snp.tcb());
        assertEquals(SnpProduct.MILAN, snp.product());
        assertEquals(snp.report().digest(), snp.digest());
        FaultySnp other = new FaultySnp();
        byte[] report = other.reportBytes();
        assertEquals(
                Digest.sha256(report),
                verified(SnpVerifier.verify(report, other.endorsements(), other.anchors(), NOW))
                        .report()
                        .digest());
    }

    @Test
    void rejectsDebugModeAndMigrationAgents() {
        GenuineSnp debug = genuine(report -> report.u64(SnpReportWriter.POLICY, 0b1011L << 16));
        rejects(Reason.EVIDENCE_DEBUG, debug, policy -> policy.rule(SnpFlag.DEBUG_ALLOWED, SnpPolicy.Rule.REFUSED));
        assertEquals(true, verified(appraise(debug, policy -> policy)).debug());
        GenuineSnp migrating = genuine(report -> report.u64(SnpReportWriter.POLICY, 0b0111L << 16));
        rejects(
                Reason.SNP_MIGRATION_AGENT,
                migrating,
                policy -> policy.rule(SnpFlag.MIGRATION_AGENT_ALLOWED, SnpPolicy.Rule.REFUSED));
    }

    @Test
    void enforcesEveryFlagBothWays() {
        Map<SnpFlag, Reason> others = Map.of(
                SnpFlag.DEBUG_ALLOWED, Reason.EVIDENCE_DEBUG,
                SnpFlag.MIGRATION_AGENT_ALLOWED, Reason.SNP_MIGRATION_AGENT,
                SnpFlag.AUTHOR_KEY_ENABLED, Reason.SNP_AUTHOR_KEY);
        GenuineSnp none =
                genuine(report -> report.u64(SnpReportWriter.POLICY, 1L << 17).u64(SnpReportWriter.PLATFORM_INFO, 0));
        GenuineSnp all = genuine(report -> report.u64(SnpReportWriter.POLICY, 0x3FF_0000)
                .u64(SnpReportWriter.PLATFORM_INFO, 0xFF)
                .u32(SnpReportWriter.KEY_INFO, 1));
        for (SnpFlag flag : SnpFlag.values()) {
            boolean isPlatform = flag.ordinal() >= SnpFlag.SMT_ENABLED.ordinal();
            Reason reason = others.getOrDefault(flag, isPlatform ? Reason.SNP_PLATFORM : Reason.SNP_GUEST_POLICY);
            rejects(reason, none, policy -> policy.rule(flag, SnpPolicy.Rule.REQUIRED));
            rejects(reason, all, policy -> policy.rule(flag, SnpPolicy.Rule.REFUSED));
            verified(appraise(all, policy -> policy.rule(flag, SnpPolicy.Rule.REQUIRED)));
            verified(appraise(none, policy -> policy.rule(flag, SnpPolicy.Rule.REFUSED)));
        }
    }

    @Test
    void rejectsMemoryWhoseAliasesNobodyLookedFor() {
        GenuineSnp unchecked = genuine(report -> report.u64(SnpReportWriter.PLATFORM_INFO, 0x05));
        rejects(
                Reason.SNP_PLATFORM,
                unchecked,
                policy -> policy.rule(SnpFlag.ALIAS_CHECK_COMPLETE, SnpPolicy.Rule.REQUIRED));
    }

    @Test
    void comparesEveryField() {
        Map<SnpField, Reason> reasons = Map.of(
                SnpField.MEASUREMENT, Reason.EVIDENCE_MEASUREMENT,
                SnpField.REPORT_DATA, Reason.EVIDENCE_NONCE_MISMATCH,
                SnpField.HOST_DATA, Reason.SNP_HOST_DATA,
                SnpField.ID_KEY_DIGEST, Reason.SNP_ID_KEY,
                SnpField.AUTHOR_KEY_DIGEST, Reason.SNP_AUTHOR_KEY,
                SnpField.REPORT_ID, Reason.SNP_REPORT_ID,
                SnpField.REPORT_ID_MA, Reason.SNP_REPORT_ID,
                SnpField.FAMILY_ID, Reason.SNP_IMAGE,
                SnpField.IMAGE_ID, Reason.SNP_IMAGE,
                SnpField.CHIP_ID, Reason.SNP_CHIP_REFUSED);
        for (SnpField field : SnpField.values()) {
            byte[] right = HEALTHY.report().field(field);
            byte[] wrong = right.clone();
            wrong[wrong.length - 1] ^= 1;
            rejects(Objects.requireNonNull(reasons.get(field)), HEALTHY, policy -> policy.field(field, wrong));
            verified(appraise(HEALTHY, policy -> policy.field(field, wrong, right)));
        }
    }

    @Test
    void rejectsOtherPrivilegeLevels() {
        GenuineSnp third = genuine(report -> report.u32(SnpReportWriter.VMPL, 3));
        rejects(Reason.SNP_VMPL_REFUSED, third, policy -> policy.vmpls(0, 1));
        verified(appraise(third, policy -> policy.vmpls(0, 3)));
    }

    @Test
    void rejectsKeysOfAnotherKindOrCloud() {
        GenuineSnp cloud = new FaultySnp(SnpProduct.MILAN, SnpSigningKey.VLEK).genuine();
        rejects(Reason.SNP_KEY_REFUSED, HEALTHY, policy -> policy.vcek(SnpPolicyBuilder::refuseVcek));
        rejects(Reason.SNP_KEY_REFUSED, cloud, policy -> policy.vlek(SnpPolicyBuilder::refuseVlek));
        rejects(
                Reason.SNP_CLOUD_REFUSED,
                cloud,
                policy -> policy.vlek(builder -> builder.allowVlekOf("CN=other.example")));
        verified(appraise(cloud, policy -> policy.vlek(builder -> builder.allowVlekOf("CN=cloud.example"))));
    }

    @Test
    void rejectsMaskedChipsUnlessAllowed() {
        GenuineSnp masked =
                genuine(report -> report.u32(SnpReportWriter.KEY_INFO, 2).bytes(SnpReportWriter.CHIP_ID, new byte[64]));
        rejects(Reason.SNP_CHIP_MASKED, masked, policy -> policy.mask(SnpPolicyBuilder::refuseMaskedChip));
        verified(appraise(masked, policy -> policy.mask(SnpPolicyBuilder::allowMaskedChip)));
        GenuineSnp cloud = new FaultySnp(SnpProduct.MILAN, SnpSigningKey.VLEK).genuine();
        verified(appraise(cloud, policy -> policy.mask(SnpPolicyBuilder::refuseMaskedChip)));
    }

    @Test
    void rejectsProductsAndVersionsBelowTheMinimum() {
        rejects(
                Reason.SNP_PRODUCT_REFUSED,
                HEALTHY,
                policy -> policy.products(builder -> builder.product(SnpProduct.GENOA, SnpTcb.ANY, SnpTcb.ANY)));
        SnpTcb exact = new SnpTcb(0, 4, 1, 24, 0xDB);
        verified(appraise(
                HEALTHY, policy -> policy.products(builder -> builder.product(SnpProduct.MILAN, exact, exact))));
        for (SnpTcb above : List.of(
                new SnpTcb(0, 5, 0, 0, 0),
                new SnpTcb(0, 0, 2, 0, 0),
                new SnpTcb(0, 0, 0, 25, 0),
                new SnpTcb(0, 0, 0, 0, 0xDC),
                new SnpTcb(1, 0, 0, 0, 0))) {
            rejects(
                    Reason.SNP_TCB_TOO_LOW,
                    HEALTHY,
                    policy -> policy.products(builder -> builder.product(SnpProduct.MILAN, above, SnpTcb.ANY)));
            rejects(
                    Reason.SNP_LAUNCH_TCB_TOO_LOW,
                    HEALTHY,
                    policy -> policy.products(builder -> builder.product(SnpProduct.MILAN, SnpTcb.ANY, above)));
        }
    }

    @Test
    void rejectsFirmwareThatIsOldOrProvisional() {
        for (SnpFirmware newer :
                List.of(new SnpFirmware(1, 55, 41), new SnpFirmware(1, 56, 0), new SnpFirmware(2, 0, 0))) {
            rejects(Reason.SNP_FIRMWARE_TOO_OLD, HEALTHY, policy -> policy.firmware(newer));
        }
        verified(appraise(HEALTHY, policy -> policy.firmware(new SnpFirmware(1, 55, 40))));
        for (GenuineSnp provisional : List.of(
                genuine(report -> report.bytes(SnpReportWriter.COMMITTED_FIRMWARE, (byte) 39)),
                genuine(report -> report.bytes(SnpReportWriter.CURRENT_TCB + 6, (byte) 25)))) {
            rejects(
                    Reason.SNP_FIRMWARE_PROVISIONAL,
                    provisional,
                    policy -> policy.provisional(SnpPolicyBuilder::refuseProvisionalFirmware));
            verified(appraise(provisional, policy -> policy.provisional(SnpPolicyBuilder::allowProvisionalFirmware)));
        }
        verified(appraise(HEALTHY, policy -> policy.provisional(SnpPolicyBuilder::refuseProvisionalFirmware)));
    }

    @Test
    void rejectsGuestsOfAnOldVersionOrAbi() {
        GenuineSnp guest = genuine(
                report -> report.u32(SnpReportWriter.GUEST_SVN, -2).u64(SnpReportWriter.POLICY, 1L << 17 | 0x0137));
        rejects(Reason.SNP_GUEST_SVN_TOO_LOW, guest, policy -> policy.svn(0xFFFF_FFFFL));
        verified(appraise(guest, policy -> policy.svn(0xFFFF_FFFEL)));
        rejects(Reason.SNP_GUEST_POLICY, guest, policy -> policy.abi(1, 0x38));
        verified(appraise(guest, policy -> policy.abi(1, 0x37)));
    }

    @Test
    void rejectsGuestsWithoutMitigationsAtLaunchOrNow() {
        rejects(Reason.SNP_MITIGATION, HEALTHY, policy -> policy.mitigations(0x04));
        rejects(Reason.SNP_MITIGATION, HEALTHY, policy -> policy.mitigations(0x10));
        verified(appraise(HEALTHY, policy -> policy.mitigations(0x0B)));
        GenuineSnp older = genuine(report -> report.u32(SnpReportWriter.VERSION, 3)
                .u64(SnpReportWriter.LAUNCH_MITIGATIONS, 0)
                .u64(SnpReportWriter.CURRENT_MITIGATIONS, 0));
        rejects(Reason.SNP_MITIGATION, older, policy -> policy.mitigations(1));
    }

    @Test
    void demandsARevocationListUnlessWaived() {
        rejects(Reason.ENDORSEMENT_MISSING, HEALTHY, policy -> policy.list(SnpPolicyBuilder::requireRevocationList));
        GenuineSnp listed = new FaultySnp()
                .revocationList(FaultySnp.list("ARK-Milan", FaultySnp.ROOT_KEYS, FROM, NOW.plusSeconds(1), 7))
                .genuine();
        verified(appraise(listed, policy -> policy.list(SnpPolicyBuilder::requireRevocationList)));
    }

    @Test
    void namesEveryFault() {
        Verdict<VerifiedSnp> verdict = appraise(
                HEALTHY,
                policy -> policy.field(SnpField.MEASUREMENT, filled(48, 9))
                        .field(SnpField.HOST_DATA, filled(32, 9))
                        .vmpls(1)
                        .mitigations(1 << 20));
        assertEquals(
                List.of(
                        Reason.EVIDENCE_MEASUREMENT,
                        Reason.SNP_HOST_DATA,
                        Reason.SNP_VMPL_REFUSED,
                        Reason.SNP_MITIGATION),
                ((Verdict.Rejected<VerifiedSnp>) verdict)
                        .findings().stream().map(Finding::reason).toList());
    }
}
