package dev.assay.enclave.guest.tsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link TsmGuest} does, whichever way the kernel's folder is reached. */
abstract class TsmGuestContract {
    static final Duration FIRST_WAIT = Duration.ofNanos(10_000);

    private static final byte[] DATA = filled(5);

    final FakeTsm kernel = new FakeTsm();

    abstract TsmGuest guest();

    @AfterEach
    void everyFolderIsRemoved() {
        assertTrue(kernel.entries.isEmpty() || kernel.dies, "folders are left behind");
    }

    private static byte[] filled(int value) {
        byte[] data = new byte[64];
        Arrays.fill(data, (byte) value);
        return data;
    }

    @Test
    void getsAQuoteOfTdx() throws IOException {
        kernel.evidence = data -> Arrays.copyOf(data, 8000);
        TsmReport report = guest().report(DATA);
        assertEquals(TsmProvider.TDX, report.provider());
        assertArrayEquals(Arrays.copyOf(DATA, 8000), report.evidence());
        assertEquals(0, report.auxiliary().length);
    }

    @Test
    void getsAReportOfSnpWithItsCertificates() throws IOException {
        kernel.provider = "sev_guest";
        kernel.auxiliary = new byte[] {1, 2, 3};
        TsmReport report = guest().report(DATA);
        assertEquals(TsmProvider.SNP, report.provider());
        assertArrayEquals(new byte[] {1, 2, 3}, report.auxiliary());
    }

    @Test
    void getsATokenOfCca() throws IOException {
        kernel.provider = "arm-cca-guest";
        assertEquals(TsmProvider.CCA, guest().report(DATA).provider());
        kernel.provider = "arm_cca_guest";
        assertEquals(TsmProvider.CCA, guest().report(DATA).provider());
    }

    @Test
    void findsTheProviderWithoutAReport() throws IOException {
        kernel.provider = "sev_guest";
        kernel.errors.add(Errno.EIO.code());
        assertEquals(TsmProvider.SNP, guest().provider());
        assertEquals(1, kernel.errors.size());
    }

    @Test
    void refusesAProviderThatItDoesNotKnow() {
        kernel.provider = "new_guest";
        assertThrows(IOException.class, () -> guest().report(DATA));
    }

    @Test
    void readsLargeEvidenceWhole() throws IOException {
        byte[] large = new byte[300_000];
        new Random(3).nextBytes(large);
        kernel.evidence = data -> large;
        assertArrayEquals(large, guest().report(DATA).evidence());
    }

    @Test
    void asksAtTheFloorUnlessToldOtherwise() throws IOException {
        kernel.provider = "sev_guest";
        kernel.floor = Optional.of(2);
        guest().report(DATA);
        assertEquals(2, kernel.lastPrivilege);
        guest().report(new TsmRequest(DATA, Optional.of(3), Optional.empty()));
        assertEquals(3, kernel.lastPrivilege);
        assertThrows(IOException.class, () -> guest().report(new TsmRequest(DATA, Optional.of(1), Optional.empty())));
    }

    @Test
    void refusesAPrivilegeLevelWhereThereAreNone() {
        assertThrows(IOException.class, () -> guest().report(new TsmRequest(DATA, Optional.of(0), Optional.empty())));
    }

    @Test
    void getsTheManifestOfAServiceModule() throws IOException {
        kernel.provider = "sev_guest";
        TsmRequest.Service service = new TsmRequest.Service(Optional.of("c476f1eb-0123-45a5-9641-b4e7dde5bfe3"));
        TsmReport report = guest().report(new TsmRequest(DATA, Optional.empty(), Optional.of(service)));
        assertEquals(
                "manifest of c476f1eb-0123-45a5-9641-b4e7dde5bfe3\n",
                new String(report.manifest(), StandardCharsets.US_ASCII));
    }

    @Test
    void asksAgainAfterInterferenceWithTheGeneration() throws IOException {
        kernel.interferences = 3;
        assertArrayEquals(DATA, guest().report(DATA).evidence());
        assertEquals(4, kernel.made);
    }

    @Test
    void neverGivesTheReportOfAnInterferer() {
        kernel.interferences = Integer.MAX_VALUE;
        kernel.othersData = filled(66);
        assertInstanceOf(Interference.class, assertThrows(IOException.class, () -> guest().report(DATA)));
    }

    @Test
    void noticesThatReportDataWereNotTaken() {
        kernel.dropsData = true;
        assertThrows(Interference.class, () -> guest().report(DATA));
    }

    @Test
    void refusesAGenerationThatIsNoNumber() {
        for (String text : new String[] {"", "-1", "1e0", "99999999999999999999", "1\u0000"}) {
            kernel.generation = Optional.of(text);
            assertThrows(IOException.class, () -> guest().report(DATA), text);
        }
    }

    @Test
    void waitsOutABusyHost() throws IOException {
        kernel.errors.addAll(List.of(Errno.EBUSY.code(), Errno.EAGAIN.code(), Errno.EBUSY.code()));
        assertArrayEquals(DATA, guest().report(DATA).evidence());
    }

    @Test
    void waitsForABusyHostNotForEver() {
        kernel.errors.addAll(
                IntStream.range(0, 200).mapToObj(i -> Errno.EBUSY.code()).toList());
        KernelException busy = assertThrows(KernelException.class, () -> guest().report(DATA));
        assertEquals(Errno.EBUSY, busy.errno());
    }

    @Test
    void anErrorThatStaysIsToldAtOnce() {
        kernel.errors.add(Errno.EIO.code());
        KernelException failed = assertThrows(KernelException.class, () -> guest().report(DATA));
        assertEquals(Errno.EIO, failed.errno());
        assertEquals(1, kernel.made);
    }

    @Test
    void refusesEmptyEvidence() {
        kernel.evidence = data -> new byte[0];
        assertThrows(IOException.class, () -> guest().report(DATA));
    }

    @Test
    void refusesEvidenceBeyondItsBound() {
        byte[] huge = new byte[(16 << 20) + 1];
        kernel.evidence = data -> huge;
        assertThrows(IOException.class, () -> guest().report(DATA));
    }
}
