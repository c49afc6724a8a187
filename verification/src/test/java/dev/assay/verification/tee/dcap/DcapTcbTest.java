package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.dcap.Fake.reasons;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DcapTcbTest {

    private final Fake fake = new Fake();

    private TcbState tcb(QuoteWriter quote) {
        return simulated(fake.verify(quote)).tcb();
    }

    private static QuoteWriter with(QuoteWriter quote, int offset, int... values) {
        for (int i = 0; i < values.length; i++) {
            quote.body[offset + i] = (byte) values[i];
        }
        return quote;
    }

    @Test
    void anUpToDatePlatformHasNoAdvisories() {
        TcbState tcb = tcb(fake.domain(5));
        assertEquals(TcbStatus.UP_TO_DATE, tcb.merged());
        assertEquals(Optional.of(new TcbState.Part(TcbStatus.UP_TO_DATE, List.of())), tcb.tdxModule());
        assertEquals(Set.of(), tcb.advisories());
        assertEquals(20, tcb.evaluationNumber());
    }

    @Test
    void oneLowComponentIsALowPlatform() {
        for (int i = 0; i < 16; i++) {
            Fake low = new Fake();
            low.intel.platform.components[i] = 4;
            TcbState tcb = simulated(low.verifyEnclave()).tcb();
            assertEquals(TcbStatus.OUT_OF_DATE, tcb.merged());
            assertEquals(Set.of("INTEL-SA-00001"), tcb.advisories());
        }
    }

    @Test
    void aLowPceIsALowPlatform() {
        fake.intel.platform.pceSvn = 10;
        assertEquals(TcbStatus.OUT_OF_DATE, tcb(fake.enclave()).merged());
        Fake lower = new Fake();
        lower.intel.platform.pceSvn = 6;
        assertEquals(
                TcbStatus.NOT_SUPPORTED, simulated(lower.verifyEnclave()).tcb().merged());
    }

    @Test
    void componentsAreComparedWithoutSign() {
        fake.intel.platform.components[0] = 200;
        assertEquals(TcbStatus.UP_TO_DATE, tcb(fake.enclave()).merged());
        assertEquals(
                TcbStatus.UP_TO_DATE, tcb(with(fake.domain(4), 0, 200, 1, 200)).merged());
    }

    @Test
    void readsTcbInfoOfVersion2() {
        fake.intel.collateral.editTcbInfo = DcapTcbTest::asVersion2;
        assertEquals(TcbStatus.UP_TO_DATE, tcb(fake.enclave()).merged());
        Fake low = new Fake();
        low.intel.collateral.editTcbInfo = DcapTcbTest::asVersion2;
        low.intel.platform.components[15] = 4;
        assertEquals(TcbStatus.OUT_OF_DATE, simulated(low.verifyEnclave()).tcb().merged());
    }

    private static String asVersion2(String text) {
        String version2 = text.replace("\"id\":\"SGX\",\"version\":3", "\"version\":2");
        for (int svn : new int[] {5, 1}) {
            StringBuilder components = new StringBuilder();
            for (int i = 1; i <= 16; i++) {
                components.append(String.format("\"sgxtcbcomp%02dsvn\":%d,", i, svn));
            }
            String list = "\"sgxtcbcomponents\":["
                    + "{\"svn\":%d},".formatted(svn).repeat(15) + "{\"svn\":%d}],".formatted(svn);
            version2 = version2.replace(list, components);
        }
        return version2;
    }

    @Test
    void theModuleOfADomainIsJudgedByItsIdentity() {
        TcbState tcb = tcb(with(fake.domain(4), 0, 4, 1, 5));
        assertEquals(TcbStatus.UP_TO_DATE, tcb.platform().status());
        assertEquals(Optional.of(new TcbState.Part(TcbStatus.OUT_OF_DATE, List.of("INTEL-SA-00002"))), tcb.tdxModule());
        assertEquals(TcbStatus.OUT_OF_DATE, tcb.merged());
        assertEquals(
                TcbStatus.NOT_SUPPORTED, tcb(with(fake.domain(4), 0, 1, 1, 5)).merged());
    }

    @Test
    void aModuleWithoutVersionIsJudgedByThePlatformsComponents() {
        TcbState tcb = tcb(with(fake.domain(4), 0, 5, 0, 5));
        assertEquals(Optional.empty(), tcb.tdxModule());
        assertEquals(TcbStatus.UP_TO_DATE, tcb.merged());
        assertEquals(
                TcbStatus.OUT_OF_DATE, tcb(with(fake.domain(4), 0, 4, 0, 5)).merged());
    }

    @Test
    void rejectsModulesOfVersionsThatIntelDoesNotName() {
        rejected(Reason.TDX_MODULE_UNKNOWN, fake.verify(with(fake.domain(4), 1, 2)));
        fake.intel.collateral.editTcbInfo = text -> text.replace("TDX_01", "TDX_0a");
        simulated(fake.verify(with(fake.domain(4), 1, 10)));
        rejected(Reason.TDX_MODULE_UNKNOWN, fake.verify(with(fake.domain(4), 1, 1)));
    }

    @Test
    void rejectsModulesOfAnotherSignerOrInDebugMode() {
        rejected(Reason.TDX_MODULE_SIGNER_MISMATCH, fake.verify(with(fake.domain(4), 64, 1)));
        rejected(Reason.TDX_MODULE_ATTRIBUTES_MISMATCH, fake.verify(with(fake.domain(4), 112, 1)));
        fake.intel.collateral.editTcbInfo = text ->
                text.replace("\"attributesMask\":\"FFFFFFFFFFFFFFFF\"", "\"attributesMask\":\"0000000000000000\"");
        rejected(Reason.TDX_MODULE_ATTRIBUTES_MISMATCH, fake.verify(with(fake.domain(4), 119, 1)));
    }

    @Test
    void aDomainLaunchedBeforeAnUpdateIsToBeRelaunched() {
        QuoteWriter updated = with(with(fake.domain(5), 0, 4, 1, 5), 584, 5, 1, 5);
        assertEquals(TcbStatus.TD_RELAUNCH_ADVISED, tcb(updated).merged());
        assertEquals(
                TcbStatus.OUT_OF_DATE,
                tcb(with(with(fake.domain(5), 0, 4, 1, 5), 584, 4, 1, 5)).merged());
        assertEquals(
                TcbStatus.OUT_OF_DATE,
                tcb(with(with(fake.domain(5), 0, 4, 1, 5), 584, 5, 1, 4)).merged());
        rejected(Reason.TDX_MODULE_UNKNOWN, fake.verify(with(with(fake.domain(5), 0, 4, 1, 5), 584, 5, 3, 5)));
        assertEquals(
                TcbStatus.TD_RELAUNCH_ADVISED,
                tcb(with(with(fake.domain(5), 0, 4, 1, 5), 584, 5, 0, 5)).merged());
    }

    @Test
    void aDomainToBeRelaunchedOnAPlatformToBeConfiguredIsBoth() {
        fake.intel.collateral.editTcbInfo =
                text -> text.replaceFirst("UpToDate(\"},\\{\"tcb\":\\{\"sgx)", "ConfigurationNeeded$1");
        QuoteWriter updated = with(with(fake.domain(5), 0, 4, 1, 5), 584, 5, 1, 5);
        assertEquals(
                TcbStatus.TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED, tcb(updated).merged());
    }

    @Test
    void noRelaunchHelpsAnOldPlatformOrAnOldQuotingEnclave() {
        QuoteWriter updated = with(with(fake.domain(5), 0, 4, 1, 5), 584, 5, 1, 5);
        updated.qeReport[258] = 7;
        assertEquals(TcbStatus.OUT_OF_DATE, tcb(updated).merged());
        Fake old = new Fake();
        old.intel.platform.components[0] = 4;
        assertEquals(
                TcbStatus.OUT_OF_DATE,
                simulated(old.verify(with(with(old.domain(5), 0, 4, 1, 5), 584, 5, 1, 5)))
                        .tcb()
                        .merged());
    }

    @Test
    void theQuotingEnclaveCountsForTheWhole() {
        int[] svns = {8, 7, 4, 1};
        TcbStatus[] statuses = {TcbStatus.UP_TO_DATE, TcbStatus.OUT_OF_DATE, TcbStatus.REVOKED, TcbStatus.NOT_SUPPORTED
        };
        for (int i = 0; i < svns.length; i++) {
            QuoteWriter quote = fake.enclave();
            quote.qeReport[258] = (byte) svns[i];
            assertEquals(statuses[i], tcb(quote).quotingEnclave().status());
            assertEquals(statuses[i], tcb(quote).merged());
        }
    }

    @Test
    void rejectsQuotingEnclavesThatAreNotTheirIdentity() {
        int[] offsets = {16, 48, 128, 256};
        Reason[] expected = {
            Reason.QE_MISCSELECT_MISMATCH,
            Reason.QE_ATTRIBUTES_MISMATCH,
            Reason.QE_SIGNER_MISMATCH,
            Reason.QE_PRODUCT_MISMATCH
        };
        for (int i = 0; i < offsets.length; i++) {
            QuoteWriter quote = fake.enclave();
            quote.qeReport[offsets[i]] ^= 2;
            assertEquals(Set.of(expected[i]), reasons(fake.verify(quote)));
        }
    }

    @Test
    void aQuotingEnclaveInDebugModeIsNoneWhateverTheMaskSays() {
        fake.intel.collateral.editQeIdentity =
                text -> text.replace("\"FBFF", "\"00FF").replace("\"1100", "\"0000");
        QuoteWriter quote = fake.enclave();
        simulated(fake.verify(quote));
        quote.qeReport[48] |= 2;
        assertEquals(Set.of(Reason.QE_ATTRIBUTES_MISMATCH), reasons(fake.verify(quote)));
    }

    @Test
    void revokedDominatesAndNothingIsMadeBetter() {
        for (TcbStatus whole : TcbStatus.values()) {
            assertEquals(whole, whole.mergedWith(TcbStatus.UP_TO_DATE));
            assertEquals(TcbStatus.REVOKED, whole.mergedWith(TcbStatus.REVOKED));
            assertEquals(
                    whole == TcbStatus.REVOKED ? whole : TcbStatus.NOT_SUPPORTED,
                    whole.mergedWith(TcbStatus.NOT_SUPPORTED));
        }
        assertEquals(TcbStatus.OUT_OF_DATE, TcbStatus.UP_TO_DATE.mergedWith(TcbStatus.OUT_OF_DATE));
        assertEquals(TcbStatus.OUT_OF_DATE, TcbStatus.SW_HARDENING_NEEDED.mergedWith(TcbStatus.OUT_OF_DATE));
        for (TcbStatus configured :
                EnumSet.of(TcbStatus.CONFIGURATION_NEEDED, TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED)) {
            assertEquals(TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED, configured.mergedWith(TcbStatus.OUT_OF_DATE));
        }
    }

    /** Types 1 to 3: PPID, CPUSVN, PCESVN, PCEID. */
    private QuoteWriter naming(int type, byte[] ppid, byte[] cpuSvn, int pceSvn) {
        QuoteWriter quote = fake.enclave();
        quote.certificationType = type;
        quote.certificationData = ByteBuffer.allocate(ppid.length + 20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ppid)
                .put(cpuSvn)
                .putShort((short) pceSvn)
                .putShort((short) 0)
                .array();
        return quote;
    }

    @Test
    void quotesThatOnlyNameTheirPlatformNeedItsChain() {
        byte[][] ppids = {fake.intel.platform.ppid, new byte[256], new byte[384]};
        for (int type = 1; type <= 3; type++) {
            QuoteWriter quote = naming(type, ppids[type - 1], fake.intel.platform.cpuSvn(), 11);
            assertEquals(Set.of(Reason.ENDORSEMENT_MISSING), reasons(fake.verify(quote)));
            DcapEndorsements withChain = fake.intel
                    .endorsing(QuoteWriter.SGX)
                    .pckChain(fake.intel.chain())
                    .build();
            GenuineQuote genuine = simulated(fake.verify(quote, withChain));
            simulated(DcapVerifier.verify(quote.quote(), genuine.collateral(), Fake.NOW));
        }
    }

    @Test
    void rejectsChainsOfAnotherPlatformThanTheQuoteNames() {
        DcapEndorsements withChain =
                fake.intel.endorsing(QuoteWriter.SGX).pckChain(chainOfAQuote()).build();
        byte[] ppid = fake.intel.platform.ppid;
        byte[] cpuSvn = fake.intel.platform.cpuSvn();
        QuoteWriter[] others = {
            naming(1, new byte[16], cpuSvn, 11), naming(1, ppid, new byte[16], 11), naming(3, new byte[384], cpuSvn, 12)
        };
        for (QuoteWriter other : others) {
            assertEquals(Set.of(Reason.PCK_PLATFORM_MISMATCH), reasons(fake.verify(other, withChain)));
        }
    }

    private byte[] chainOfAQuote() {
        fake.enclave();
        return fake.intel.chain();
    }
}
