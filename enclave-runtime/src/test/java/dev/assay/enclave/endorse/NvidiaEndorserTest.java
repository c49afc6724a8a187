package dev.assay.enclave.endorse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.assay.simulator.NvidiaCertificate;
import dev.assay.simulator.SimulatedNvidia;
import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.simulator.SimulatedOcsp;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.nvidia.GenuineNvidia;
import dev.assay.verification.tee.nvidia.NvidiaAnchors;
import dev.assay.verification.tee.nvidia.NvidiaEndorsements;
import dev.assay.verification.tee.nvidia.NvidiaEvidence;
import dev.assay.verification.tee.nvidia.NvidiaPolicy;
import dev.assay.verification.tee.nvidia.NvidiaVerifier;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a simulated GPU over the network to the verdict. */
class NvidiaEndorserTest {

    private static final SimulatedNvidia NVIDIA = SimulatedNvidia.create(Place.NOW);
    private static final Digest NONCE = Digest.sha256(new byte[] {7});
    private static final String DRIVER = "/v1/rim/NV_GPU_DRIVER_GH100_580.1";
    private static final String VBIOS = "/v1/rim/NV_GPU_VBIOS_1010_0205_862_9600740020";

    @TempDir
    Path cache;

    private Place place;
    private SimulatedNvidiaDevice gpu;
    private BigInteger revoked = BigInteger.ZERO;

    @BeforeEach
    void open() throws IOException {
        place = new Place(cache);
        gpu = NVIDIA.gpu("0011223344556677");
        give(DRIVER, NVIDIA.gpuRim("580.1", Map.of(0, List.of(SimulatedNvidiaDevice.digest(1)))));
        give(VBIOS, NVIDIA.gpuRim("96.00.74.00.20", Map.of(1, List.of(SimulatedNvidiaDevice.digest(2)))));
        place.vendor.give("/ocsp", this::status);
    }

    @AfterEach
    void close() {
        place.close();
    }

    private void give(String path, byte[] rim) {
        String json = "{\"id\":\"" + path.substring(8) + "\",\"rim\":\""
                + Base64.getEncoder().encodeToString(rim) + "\",\"rim_format\":\"TCG RIM\"}";
        place.vendor.give(path, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers for each certificate whose issuer is at hand. */
    private void status(HttpExchange exchange, byte[] request) throws IOException {
        assertEquals("application/ocsp-request", exchange.getRequestHeaders().getFirst("Content-Type"));
        BigInteger serial = new OCSPReq(request).getRequestList()[0].getCertID().getSerialNumber();
        List<NvidiaCertificate> all = new ArrayList<>(gpu.chain());
        all.addAll(NVIDIA.rimChain());
        for (int i = 0; i + 1 < all.size(); i++) {
            if (new X509CertificateHolder(all.get(i).der()).getSerialNumber().equals(serial)) {
                SimulatedOcsp issuer = SimulatedOcsp.of(all.get(i + 1));
                byte[] answer = serial.equals(revoked)
                        ? issuer.revoked(all.get(i), all.get(i + 1), place.now)
                        : issuer.good(all.get(i), all.get(i + 1), place.now);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                return;
            }
        }
        exchange.sendResponseHeaders(500, -1);
    }

    private EndorsementSources sources() {
        URI address = place.vendor.address();
        return place.sources().withNvidia(new NvidiaSource(address, address.resolve("/ocsp"), Optional.empty()));
    }

    private NvidiaEndorsements collected(SimulatedNvidiaDevice device) throws IOException {
        Unendorsed evidence = new Unendorsed.NvidiaDevice(device.report(NONCE.bytes()), device.chainPem());
        return assertInstanceOf(Endorsed.Nvidia.class, place.endorse(sources(), evidence))
                .endorsements()
                .getFirst();
    }

    private Verdict<?> verdict(SimulatedNvidiaDevice device) throws IOException {
        Verdict<NvidiaEvidence> evidence = NvidiaEvidence.parse(device.report(NONCE.bytes()), device.chainPem());
        NvidiaAnchors anchors = new NvidiaAnchors(
                TrustAnchors.insecureSimulated(Set.of(NVIDIA.deviceRootDigest())),
                TrustAnchors.insecureSimulated(Set.of(NVIDIA.rimRootDigest())));
        if (!(evidence instanceof Verdict.Verified<NvidiaEvidence>(NvidiaEvidence parsed))) {
            return evidence;
        }
        Verdict<GenuineNvidia> genuine = NvidiaVerifier.verify(parsed, collected(device), anchors, place.now);
        return genuine instanceof Verdict.Simulated<GenuineNvidia>(GenuineNvidia one)
                ? one.appraise(NvidiaPolicy.builder()
                        .anyArchitecture()
                        .nonce(NONCE)
                        .anyDriver()
                        .anyVbios()
                        .requireOcsp()
                        .requireRims()
                        .protectedPcieWithItsSwitches()
                        .build())
                : genuine;
    }

    @Test
    void endorsesAGpuSoThatNothingNeedsToBeWaived() throws IOException {
        Verdict<?> verdict = verdict(gpu);
        assertInstanceOf(Verdict.Simulated.class, verdict, verdict::toString);
        assertEquals(6, place.vendor.askedFor("/ocsp"), "three of the device, three of both manifests");
        assertEquals(8, place.vendor.asked.size());
    }

    @Test
    void aRevokedSignerReachesTheVerifier() throws IOException {
        revoked = new X509CertificateHolder(NVIDIA.rimChain().getFirst().der()).getSerialNumber();
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, verdict(gpu));
        assertEquals(Reason.CERTIFICATE_REVOKED, rejected.findings().getFirst().reason());
    }

    @Test
    void namesTheManifestThatIsNotThere() {
        place.vendor.replies.remove(VBIOS);
        IOException refused = assertThrows(IOException.class, () -> collected(gpu));
        assertTrue(refused.toString().contains(VBIOS + "): status 404"), refused.toString());
    }

    @Test
    void aVersionThatIsAPathAsksForNothing() {
        for (String version : List.of("../../admin", "1?x=y", "%2e%2e", "a#b")) {
            assertThrows(
                    IOException.class,
                    () -> collected(NVIDIA.gpu("0011223344556677").text(3, version)));
        }
        assertEquals(0, place.vendor.askedFor("admin") + place.vendor.askedFor("?") + place.vendor.askedFor("%"));
    }

    @Test
    void theStatusOfAnotherCertificateIsRefused() {
        List<NvidiaCertificate> chain = gpu.chain();
        byte[] other = SimulatedOcsp.of(chain.get(1)).good(chain.get(0), chain.get(1), place.now);
        place.vendor.give("/ocsp", other);
        IOException refused = assertThrows(IOException.class, () -> collected(gpu));
        assertTrue(refused.toString().contains("the status of another certificate"), refused.toString());
    }

    @Test
    void aManifestThatIsNoneIsRefused() {
        for (String body : List.of("{\"rim\":\"PGEvPg==\"}", "{\"rim\":7}", "[]", "{\"rim\":\"*\"}")) {
            place.vendor.give(DRIVER, body.getBytes(StandardCharsets.UTF_8));
            IOException refused = assertThrows(IOException.class, () -> collected(gpu));
            assertTrue(refused.toString().contains("gives something else"), refused.toString());
        }
    }
}
