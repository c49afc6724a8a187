package dev.assay.verification.tee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedDcap;
import dev.assay.simulator.SimulatedGcpVtpm;
import dev.assay.simulator.SimulatedNvidia;
import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.simulator.VtpmCertificate;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.dcap.CollateralQuery;
import dev.assay.verification.tee.dcap.PckIdentity;
import dev.assay.verification.tee.nvidia.NvidiaEvidence;
import dev.assay.verification.tee.nvidia.NvidiaQuery;
import dev.assay.verification.tee.vtpm.VtpmQuery;
import dev.assay.verification.x509.PublishedAt;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** What evidence says that it needs, for whoever collects it; hostile bytes are a rejection here too. */
class QueriesTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final int MUTATIONS = 5_000;

    private final SimulatedDcap intel = SimulatedDcap.create(new SecureRandom(), NOW);

    private static <T> T read(Verdict<T> verdict) {
        return verdict instanceof Verdict.Verified<T>(T value) ? value : failed(verdict);
    }

    private static <T> T failed(Verdict<T> verdict) {
        throw new AssertionError(verdict.toString());
    }

    private byte[] quote() {
        return intel.enclave(new byte[32], new byte[32], new byte[64]).quote();
    }

    @Test
    void aQuoteNamesItsPlatform() {
        CollateralQuery.Chain query = assertInstanceOf(CollateralQuery.Chain.class, read(CollateralQuery.of(quote())));
        assertEquals(CollateralQuery.Kind.SGX, query.kind());
        assertEquals(new PckIdentity("00806f050000", "platform"), read(PckIdentity.of(query.pckChain())));
    }

    @Test
    void authoritiesThatIssueNoPckCertificatesAreRefused() {
        intel.platformCa.commonName = "Intel SGX PCK Other CA";
        assertInstanceOf(Verdict.Rejected.class, PckIdentity.of(intel.chain()));
    }

    @Test
    void aDeviceNamesItsManifests() {
        SimulatedNvidiaDevice gpu = SimulatedNvidia.create(NOW).gpu("0011223344556677");
        NvidiaQuery query = read(NvidiaQuery.of(read(NvidiaEvidence.parse(gpu.report(new byte[32]), gpu.chainPem()))));
        assertEquals(List.of("NV_GPU_DRIVER_GH100_580.1", "NV_GPU_VBIOS_1010_0205_862_9600740020"), query.manifests());
        assertEquals(4, query.authorities().size());
    }

    @Test
    void hostileBytesAreAlwaysAVerdict() throws IOException {
        SimulatedGcpVtpm vtpm = SimulatedGcpVtpm.create(new SecureRandom(), NOW);
        VtpmCertificate leaf = vtpm.leaf;
        GeneralName at = new GeneralName(GeneralName.uniformResourceIdentifier, "http://pki.goog/ca.crt");
        leaf.extension(
                Extension.authorityInfoAccess.getId(),
                new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, at).getEncoded());
        byte[] certificate = leaf.issue(vtpm.intermediate);
        assertEquals(
                List.of("http://pki.goog/ca.crt"),
                read(PublishedAt.of(certificate)).issuers());
        mutate(certificate, PublishedAt::of);
        mutate(quote(), CollateralQuery::of);
        mutate(intel.chain(), PckIdentity::of);
        mutate(vtpm.attest(new byte[16]), VtpmQuery::ofGcp);
    }

    private static void mutate(byte[] good, Function<byte[], Verdict<?>> reader) {
        Random random = new Random(20260701);
        assertTimeout(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] bad = good.clone();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                }
                assertTrue(reader.apply(bad).toString().length() > 0);
            }
        });
    }
}
