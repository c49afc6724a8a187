package dev.assay.enclave.guest.sev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.enclave.guest.fake.SharedSnp;
import dev.assay.enclave.guest.fuse.DeviceSource;
import dev.assay.simulator.SimulatedSnp;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.snp.SnpVerifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link SevGuest} does, whichever way its device is reached. */
abstract class SevGuestContract {
    private static final Instant NOW = SharedSnp.NOW;
    private static final SimulatedSnp SNP = SharedSnp.PROCESSOR;
    private static final byte[] DATA = data(9);

    private final FakeSev driver = new FakeSev(data -> SNP.attest(SnpSigningKey.VCEK, new byte[48], data));
    private final DeviceSource source;

    @SuppressWarnings("NullAway.Init")
    private SevGuest guest;

    SevGuestContract(DeviceSource source) {
        this.source = source;
    }

    @BeforeEach
    void open() throws IOException {
        guest = SevGuest.on(source.open(driver));
    }

    @AfterEach
    void close() throws IOException {
        guest.close();
        source.close();
    }

    private static byte[] data(int value) {
        byte[] data = new byte[64];
        Arrays.fill(data, (byte) value);
        return data;
    }

    @Test
    void itsReportPassesTheVerifierAsSimulated() throws IOException {
        assertInstanceOf(
                Verdict.Simulated.class,
                SnpVerifier.verify(
                        guest.report(DATA, 0),
                        SNP.endorsements(SnpSigningKey.VCEK),
                        TrustAnchors.insecureSimulated(Set.of(SNP.rootDigest())),
                        NOW));
    }

    @Test
    void itsEvidencePassesTheVerifierWithTheHostsCertificates() throws IOException {
        driver.certificates = table();
        SnpEvidence evidence = guest.evidence(DATA, 0);
        assertInstanceOf(
                Verdict.Simulated.class,
                SnpVerifier.verify(
                        evidence.report(),
                        SnpEndorsements.table(evidence.certificateTable()),
                        TrustAnchors.insecureSimulated(Set.of(SNP.rootDigest())),
                        NOW));
    }

    /** The three certificates as a host gives them (AMD 56421, section 4.1.8.1). */
    private static byte[] table() {
        SnpEndorsements.Certificates chain =
                SNP.endorsements(SnpSigningKey.VCEK).certificates(SnpSigningKey.VCEK);
        byte[][] certificates = {chain.endorsementKey(), chain.intermediate(), chain.root()};
        String[] ids = {
            "63da758de6644564adc5f4b93be8accd", "4ab7b379bbac4fe4a02f05aef327c782", "c0b406a4a803495297433fb6014cd0ae"
        };
        int at = 4 * 24;
        ByteBuffer out = ByteBuffer.allocate(0x4000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            out.put(HexFormat.of().parseHex(ids[i])).putInt(at).putInt(certificates[i].length);
            out.put(at, certificates[i]);
            at += certificates[i].length;
        }
        return Arrays.copyOf(out.array(), at);
    }

    @Test
    void makesAsMuchRoomForCertificatesAsTheHostAsksFor() throws IOException {
        driver.certificates = data(3).clone();
        driver.certificates = Arrays.copyOf(driver.certificates, 3 * 4096 + 5);
        driver.certificates[3 * 4096 + 4] = 77;
        byte[] table = guest.evidence(DATA, 0).certificateTable();
        assertEquals(4 * 4096, table.length);
        assertEquals(77, table[3 * 4096 + 4]);
        assertEquals(2, driver.requests);
    }

    @Test
    void aHostWithoutCertificatesGivesAnEmptyTable() throws IOException {
        assertEquals(0, guest.evidence(DATA, 0).certificateTable().length);
    }

    @Test
    void aHostThatAlwaysAsksForMoreRoomIsNotFollowedForEver() {
        for (int pages : new int[] {1, 4, 5, 1 << 18}) {
            driver.askedPages = pages;
            FirmwareError error = assertThrows(FirmwareError.class, () -> guest.evidence(DATA, 0));
            assertEquals(FirmwareError.VMM_INVALID_LEN, error.hypervisor());
        }
    }

    @Test
    void asksAgainWhileTheHostIsBusy() throws IOException {
        driver.busy = 3;
        guest.report(DATA, 0);
        assertEquals(4, driver.requests);
    }

    @Test
    void saysWhatTheFirmwareAndTheHypervisorSaid() {
        driver.exitinfo2 = 0x16;
        FirmwareError firmware = assertThrows(FirmwareError.class, () -> guest.report(DATA, 0));
        assertEquals(0x16, firmware.firmware());
        assertTrue(firmware.toString().contains("INVALID_PARAM"), firmware.toString());
        driver.exitinfo2 = 3L << 32 | 0xFFFF_FFFFL;
        FirmwareError both = assertThrows(FirmwareError.class, () -> guest.report(DATA, 0));
        assertEquals(3, both.hypervisor());
        assertTrue(both.toString().contains("EIO"), both.toString());
    }

    @Test
    void refusesAStatusThatIsNoSuccess() {
        driver.status = 0x27;
        assertThrows(IOException.class, () -> guest.report(DATA, 0));
        assertThrows(IOException.class, () -> guest.derivedKey(key(Set.of())));
    }

    @Test
    void refusesAReportOfTheWrongSize() {
        for (int size : new int[] {0, 1183, 1185, 4000, -1}) {
            driver.reportSize = size;
            assertThrows(IOException.class, () -> guest.report(DATA, 0));
        }
    }

    @Test
    void refusesAReportAboutOtherData() throws IOException {
        guest.close();
        guest = SevGuest.on(source.open(new FakeSev(data -> SNP.attest(SnpSigningKey.VCEK, new byte[48], data(1)))));
        assertThrows(IOException.class, () -> guest.report(DATA, 0));
    }

    @Test
    void derivesTheSameKeyForTheSameRequest() throws IOException {
        DerivedKeyRequest request = key(Set.of(DerivedKeyRequest.Field.MEASUREMENT));
        assertArrayEquals(guest.derivedKey(request), guest.derivedKey(request));
        assertNotEquals(
                HexFormat.of().formatHex(guest.derivedKey(request)),
                HexFormat.of().formatHex(guest.derivedKey(key(Set.of(DerivedKeyRequest.Field.POLICY)))));
    }

    private static DerivedKeyRequest key(Set<DerivedKeyRequest.Field> mixed) {
        return new DerivedKeyRequest(DerivedKeyRequest.Root.ENDORSEMENT_KEY, mixed, 0, 0, 0);
    }

    @Test
    void numbersTheFieldsOfAKeyAsTheFirmwareDoes() {
        assertEquals(0b1000, key(Set.of(DerivedKeyRequest.Field.MEASUREMENT)).fieldBits());
        assertEquals(0b111111, key(Set.of(DerivedKeyRequest.Field.values())).fieldBits());
    }
}
