package dev.assay.enclave.endorse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.IntelCertificate;
import dev.assay.simulator.QuoteWriter;
import dev.assay.simulator.SimulatedDcap;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.dcap.DcapVerifier;
import dev.assay.verification.tee.dcap.GenuineQuote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a simulated quote over the network to the verdict. */
class IntelEndorserTest {

    private static final String PCK_CERTIFICATE = "/sgx/certification/v4/pckcert";

    @TempDir
    Path cache;

    private Place place;
    private SimulatedDcap intel;

    @BeforeEach
    void open() {
        place = new Place(cache);
        intel = SimulatedDcap.create(new SecureRandom(), Place.NOW);
    }

    @AfterEach
    void close() {
        place.close();
    }

    private IntelFake service(int tee, Instant at) {
        return new IntelFake(
                intel.collateral.tcbInfo(tee, at),
                intel.collateral.qeIdentity(tee, at),
                IntelCertificate.pem(intel.tcbSigner, intel.root),
                intel.root.crl(at),
                intel.platformCa.crl(at));
    }

    private DcapEndorsements collected(IntelSource source, byte[] quote) throws IOException {
        return assertInstanceOf(
                        Endorsed.Intel.class,
                        place.endorse(place.sources().withIntel(source), new Unendorsed.IntelQuote(quote)))
                .endorsements();
    }

    private GenuineQuote genuine(IntelSource source, byte[] quote) throws IOException {
        Verdict<GenuineQuote> verdict = DcapVerifier.verify(
                quote, collected(source, quote), TrustAnchors.insecureSimulated(Set.of(intel.rootDigest())), place.now);
        return assertInstanceOf(Verdict.Simulated.class, verdict).value() instanceof GenuineQuote genuine
                ? genuine
                : throwing();
    }

    private static GenuineQuote throwing() {
        throw new AssertionError("no quote");
    }

    private byte[] enclave() {
        return intel.enclave(new byte[32], new byte[32], new byte[64]).quote();
    }

    @Test
    void endorsesEnclavesFromIntelsService() throws IOException {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        assertEquals("intel-sgx", genuine(source, enclave()).tee());
        assertTrue(place.vendor.asked.contains("/sgx/certification/v4/tcb?fmspc=00806f050000&update=standard"));
        assertTrue(place.vendor.asked.contains("/sgx/certification/v4/pckcrl?ca=platform&encoding=der"));
    }

    @Test
    void endorsesDomainsOfBothVersionsFromACacheInTheCloud() throws IOException {
        IntelSource source = service(QuoteWriter.TDX, place.now).pccs(place.vendor);
        for (int version : new int[] {4, 5}) {
            byte[] quote = intel.domain(version, Map.of(), new byte[64]).quote();
            assertEquals("intel-tdx", genuine(source, quote).tee());
        }
        assertTrue(place.vendor.asked.contains("/tdx/certification/v4/tcb?fmspc=00806f050000&update=standard"));
    }

    @Test
    void asksForTheTcbRecoveryThatIsConfigured() throws IOException {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        genuine(source.withTcb(new TcbSelection.Evaluation(20)), enclave());
        assertEquals(2, place.vendor.askedFor("tcbEvaluationDataNumber=20"));
    }

    @Test
    void looksUpThePckCertificateOfAQuoteThatDoesNotBringIt() throws IOException {
        IntelSource source =
                service(QuoteWriter.SGX, place.now).pcs(place.vendor).withKey(new ServiceKey("a-key"));
        place.vendor.give(PCK_CERTIFICATE, (exchange, body) -> {
            assertEquals("a-key", exchange.getRequestHeaders().getFirst("Ocp-Apim-Subscription-Key"));
            exchange.getResponseHeaders()
                    .set(
                            "SGX-PCK-Certificate-Issuer-Chain",
                            IntelFake.encoded(IntelCertificate.pem(intel.platformCa, intel.root)));
            byte[] pck = IntelCertificate.pem(intel.pck);
            exchange.sendResponseHeaders(200, pck.length);
            exchange.getResponseBody().write(pck);
        });
        assertEquals("intel-sgx", genuine(source, quoteByPpid(3, 384)).tee());
        assertEquals(1, place.vendor.askedFor("&pcesvn=0b00&pceid=0000&qeid="));
    }

    private byte[] quoteByPpid(int type, int ppidBytes) {
        QuoteWriter writer = intel.enclave(new byte[32], new byte[32], new byte[64]);
        intel.pck.der();
        writer.certificationType = type;
        writer.certificationData = ByteBuffer.allocate(ppidBytes + 20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(ppidBytes)
                .put(intel.platform.cpuSvn())
                .putShort((short) intel.platform.pceSvn)
                .put(intel.platform.pceId)
                .array();
        return writer.quote();
    }

    @Test
    void saysWhatNoServiceLooksUp() {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        IOException refused = assertThrows(IOException.class, () -> collected(source, quoteByPpid(1, 16)));
        assertTrue(refused.toString().contains("PPID of 16 bytes"), refused.toString());
    }

    @Test
    void asksNothingForEvidenceThatIsNone() {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        assertThrows(IOException.class, () -> collected(source, new byte[600]));
        assertEquals(List.of(), place.vendor.asked);
    }

    @Test
    void refusesAnswersWithoutTheIssuersChain() {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        place.vendor.give("/sgx" + IntelFake.TCB, intel.collateral.tcbInfo(QuoteWriter.SGX, place.now));
        IOException refused = assertThrows(IOException.class, () -> collected(source, enclave()));
        assertTrue(refused.toString().contains("lacks the header TCB-Info-Issuer-Chain"), refused.toString());
    }

    @Test
    void refusesWhatIsNotWhatItAskedFor() {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        byte[] whole = intel.collateral.tcbInfo(QuoteWriter.SGX, place.now);
        byte[] portal = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
        for (byte[] body : List.of(Arrays.copyOf(whole, whole.length - 40), portal, new byte[0])) {
            place.vendor.give("/sgx" + IntelFake.TCB, body, "TCB-Info-Issuer-Chain", "x");
            IOException refused = assertThrows(IOException.class, () -> collected(source, enclave()));
            assertTrue(refused.toString().contains("gives something else"), refused.toString());
        }
        assertEquals(List.of(), place.pauses, "to ask again does not help");
    }

    @Test
    void whatIsBrokenOffIsNotAskedAgain() {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        place.vendor.give("/sgx" + IntelFake.QE, (exchange, body) -> {
            underWay.countDown();
            await(end);
        });
        place.vendor.give("/sgx" + IntelFake.TCB, (exchange, body) -> {
            await(underWay);
            FakeVendor.fixed(404, "gone").to(exchange, body);
        });
        assertThrows(IOException.class, () -> collected(source, enclave()));
        end.countDown();
        assertEquals(List.of(), place.pauses);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void doesNotKeepASpoiltIssuersChain() throws IOException {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        byte[] whole = intel.collateral.tcbInfo(QuoteWriter.SGX, place.now);
        for (String chain : List.of("%", "-----BEGIN%20CERTIFICATE-----", "none")) {
            place.vendor.give("/sgx" + IntelFake.TCB, whole, "TCB-Info-Issuer-Chain", chain);
            IOException refused = assertThrows(IOException.class, () -> collected(source, enclave()));
            assertTrue(refused.toString().contains("gives something else"), refused.toString());
        }
        service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        genuine(source, enclave());
    }

    @Test
    void refusesStaleCollateralThatIsReplayed() {
        IntelSource source =
                service(QuoteWriter.SGX, place.now.minus(Duration.ofDays(31))).pcs(place.vendor);
        IOException refused = assertThrows(IOException.class, () -> collected(source, enclave()));
        assertTrue(refused.toString().contains("has ended at"), refused.toString());
    }

    @Test
    void keepsTheNewerTcbInfoWhenTheServiceIsRolledBack() throws IOException {
        IntelFake newer = service(QuoteWriter.SGX, place.now);
        genuine(newer.pcs(place.vendor), enclave());
        place.now = place.now.plus(Duration.ofDays(2));
        intel.collateral.editTcbInfo = text -> text.replace("DataNumber\":20", "DataNumber\":19");
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        intel.collateral.editTcbInfo = text -> text;
        assertEquals(20, genuine(source, enclave()).tcb().evaluationNumber());
        assertEquals(2, place.vendor.askedFor("/sgx/certification/v4/tcb"));
    }

    @Test
    void asksOnceAndThenKeepsAnswersUntilTheyAreADayOld() throws IOException {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        genuine(source, enclave());
        place.now = place.now.plus(Duration.ofHours(23));
        genuine(source, enclave());
        assertEquals(4, place.vendor.asked.size());
        place.now = place.now.plus(Duration.ofHours(2));
        genuine(source, enclave());
        assertEquals(8, place.vendor.asked.size());
    }

    @Test
    void keepsWhatIsStillGoodWhenTheServiceIsDead() throws IOException {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        genuine(source, enclave());
        place.vendor.close();
        place.now = place.now.plus(Duration.ofDays(29));
        genuine(source, enclave());
        place.now = place.now.plus(Duration.ofDays(2));
        assertThrows(IOException.class, () -> collected(source, enclave()));
    }

    @Test
    void manyAtOnceAskOnce() throws Exception {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        byte[] quote = enclave();
        try (Endorser endorser = place.open(place.sources().withIntel(source));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Endorsed>> all = threads.invokeAll(
                    Collections.nCopies(32, () -> endorser.endorse(new Unendorsed.IntelQuote(quote))));
            for (Future<Endorsed> one : all) {
                assertInstanceOf(Endorsed.Intel.class, one.get());
            }
        }
        assertEquals(4, place.vendor.asked.size());
    }

    @Test
    void aSpoiltCacheIsNoCache() throws IOException {
        IntelSource source = service(QuoteWriter.SGX, place.now).pcs(place.vendor);
        genuine(source, enclave());
        try (var files = Files.newDirectoryStream(cache)) {
            for (Path file : files) {
                byte[] kept = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(kept, kept.length / 2));
            }
        }
        genuine(source, enclave());
        assertEquals(8, place.vendor.asked.size());
    }
}
