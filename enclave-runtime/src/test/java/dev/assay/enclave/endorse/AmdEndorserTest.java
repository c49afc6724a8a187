package dev.assay.enclave.endorse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedSnp;
import dev.assay.simulator.SnpReportWriter;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.snp.SnpVerifier;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a simulated report over the network to the verdict. */
class AmdEndorserTest {

    private static final byte[] NO_TABLE = {};
    private static final byte[] MEASUREMENT = new byte[48];
    private static KeyPair keys;

    @TempDir
    Path cache;

    private Place place;

    /** One pair for all: RSA keys of this size take seconds. */
    @BeforeAll
    static void makeKeys() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(4096);
        keys = generator.generateKeyPair();
    }

    @BeforeEach
    void open() {
        place = new Place(cache);
    }

    @AfterEach
    void close() {
        place.close();
    }

    private static SimulatedSnp chip(SnpProduct product) {
        return SimulatedSnp.of(product, keys, keys, new SecureRandom(), Place.NOW);
    }

    private SnpEndorsements.Certificates serve(SimulatedSnp chip, SnpProduct product, SnpSigningKey key)
            throws IOException {
        SnpEndorsements.Certificates certificates = chip.endorsements(key).certificates(key);
        String path = (key == SnpSigningKey.VCEK ? "/vcek/v1/" : "/vlek/v1/") + product.amdName() + "/";
        place.vendor.give(path + "cert_chain", Pem.of(certificates.intermediate(), certificates.root()));
        place.vendor.give(path + "crl", emptyList(certificates.root()));
        if (key == SnpSigningKey.VCEK) {
            place.vendor.give(path + "*", certificates.endorsementKey());
        }
        return certificates;
    }

    private static byte[] emptyList(byte[] root) throws IOException {
        try {
            return new X509v2CRLBuilder(new X509CertificateHolder(root).getSubject(), Date.from(Place.NOW))
                    .setNextUpdate(Date.from(Place.NOW.plus(Duration.ofDays(90))))
                    .addCRLEntry(BigInteger.TWO, Date.from(Place.NOW), 0)
                    .build(new JcaContentSignerBuilder("SHA384withRSAandMGF1")
                            .setProvider(new BouncyCastleProvider())
                            .build(keys.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private SnpEndorsements collected(byte[] report, byte[] table) throws IOException {
        return assertInstanceOf(
                        Endorsed.Snp.class, place.endorse(place.sources(), new Unendorsed.SnpReport(report, table)))
                .endorsements();
    }

    private void assertGenuine(SimulatedSnp chip, byte[] report, byte[] table) throws IOException {
        Verdict<?> verdict = SnpVerifier.verify(
                report, collected(report, table), TrustAnchors.insecureSimulated(Set.of(chip.rootDigest())), place.now);
        assertInstanceOf(Verdict.Simulated.class, verdict, verdict::toString);
    }

    @Test
    void endorsesMilanByChipAndFirmware() throws IOException {
        SimulatedSnp chip = chip(SnpProduct.MILAN);
        serve(chip, SnpProduct.MILAN, SnpSigningKey.VCEK);
        assertGenuine(chip, chip.attest(SnpSigningKey.VCEK, MEASUREMENT, NO_TABLE), NO_TABLE);
        assertEquals(1, place.vendor.askedFor("?blSPL=4&teeSPL=0&snpSPL=24&ucodeSPL=219"));
        assertEquals(3, place.vendor.asked.size());
    }

    @Test
    void endorsesTurinByItsShortIdentifier() throws IOException {
        SimulatedSnp chip = chip(SnpProduct.TURIN);
        serve(chip, SnpProduct.TURIN, SnpSigningKey.VCEK);
        assertGenuine(chip, chip.attest(SnpSigningKey.VCEK, MEASUREMENT, NO_TABLE), NO_TABLE);
        assertTrue(place.vendor.asked.stream()
                .anyMatch(address -> address.matches(
                        "/vcek/v1/Turin/[0-9a-f]{16}\\?fmcSPL=1&blSPL=1&teeSPL=1&snpSPL=4&ucodeSPL=81")));
    }

    @Test
    void triesEachProductLineThatAnOldReportMayBeOf() throws IOException {
        SimulatedSnp chip = chip(SnpProduct.GENOA);
        serve(chip, SnpProduct.GENOA, SnpSigningKey.VCEK);
        SnpReportWriter report = chip.report(SnpSigningKey.VCEK)
                .u32(SnpReportWriter.VERSION, 2)
                .bytes(SnpReportWriter.CPUID, new byte[3]);
        assertGenuine(chip, chip.sign(report), NO_TABLE);
        assertEquals(1, place.vendor.askedFor("/vcek/v1/Milan/"));
    }

    @Test
    void asksOnlyForTheListWhereTheTableHasTheRest() throws IOException {
        SimulatedSnp chip = chip(SnpProduct.MILAN);
        SnpEndorsements.Certificates all = serve(chip, SnpProduct.MILAN, SnpSigningKey.VCEK);
        byte[] table = SnpTable.of(
                new SnpTable.Entry(SnpTable.VCEK, all.endorsementKey()),
                new SnpTable.Entry(SnpTable.ASK, all.intermediate()),
                new SnpTable.Entry(SnpTable.ARK, all.root()));
        assertGenuine(chip, chip.attest(SnpSigningKey.VCEK, MEASUREMENT, NO_TABLE), table);
        assertEquals(List.of("/vcek/v1/Milan/crl"), place.vendor.asked);
    }

    @Test
    void asksForTheKeyWhereTheTableHasAnotherChips() throws IOException {
        SimulatedSnp chip = chip(SnpProduct.MILAN);
        serve(chip, SnpProduct.MILAN, SnpSigningKey.VCEK);
        SimulatedSnp other = chip(SnpProduct.MILAN);
        byte[] stale = other.endorsements(SnpSigningKey.VCEK)
                .certificates(SnpSigningKey.VCEK)
                .endorsementKey();
        byte[] table = SnpTable.of(new SnpTable.Entry(SnpTable.VCEK, stale));
        assertGenuine(chip, chip.attest(SnpSigningKey.VCEK, MEASUREMENT, NO_TABLE), table);
    }

    @Test
    void aHostileTableDoesNotKeepUsFromAsking() throws IOException {
        SimulatedSnp chip = chip(SnpProduct.MILAN);
        serve(chip, SnpProduct.MILAN, SnpSigningKey.VCEK);
        byte[] garbage = new byte[500];
        new SecureRandom().nextBytes(garbage);
        assertGenuine(chip, chip.attest(SnpSigningKey.VCEK, MEASUREMENT, NO_TABLE), garbage);
    }

    @Test
    void takesTheKeyOfACloudFromTheTable() throws IOException {
        SimulatedSnp chip = chip(SnpProduct.MILAN);
        SnpEndorsements.Certificates all = serve(chip, SnpProduct.MILAN, SnpSigningKey.VLEK);
        byte[] report = chip.attest(SnpSigningKey.VLEK, MEASUREMENT, NO_TABLE);
        assertGenuine(chip, report, SnpTable.of(new SnpTable.Entry(SnpTable.VLEK, all.endorsementKey())));
        IOException refused = assertThrows(IOException.class, () -> collected(report, NO_TABLE));
        assertTrue(refused.toString().contains("to that cloud alone"), refused.toString());
    }

    @Test
    void doesNotAskForAChipThatIsHidden() throws IOException {
        SimulatedSnp chip = chip(SnpProduct.MILAN);
        SnpReportWriter report = chip.report(SnpSigningKey.VCEK).bytes(SnpReportWriter.CHIP_ID, new byte[64]);
        IOException refused = assertThrows(IOException.class, () -> collected(chip.sign(report), NO_TABLE));
        assertTrue(refused.toString().contains("hides its chip"), refused.toString());
        assertEquals(List.of(), place.vendor.asked);
    }

    @Test
    void saysThatAmdThrottles() {
        place.vendor.give("/vcek/v1/Milan/*", FakeVendor.fixed(429, new byte[0], Map.of()));
        byte[] report = chip(SnpProduct.MILAN).attest(SnpSigningKey.VCEK, MEASUREMENT, NO_TABLE);
        IOException refused = assertThrows(IOException.class, () -> collected(report, NO_TABLE));
        assertTrue(refused.toString().contains("ask less often"), refused.toString());
    }
}
