package dev.assay.enclave.guest.tpm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.enclave.guest.fake.SharedSnp;
import dev.assay.simulator.SimulatedAzureVtpm;
import dev.assay.simulator.SimulatedGcpVtpm;
import dev.assay.simulator.SoftwareTpm;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.tpm.PcrSelection;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.AzureAnchors;
import dev.assay.verification.tee.vtpm.AzureEndorsements;
import dev.assay.verification.tee.vtpm.AzureVtpmVerifier;
import dev.assay.verification.tee.vtpm.GcpVtpmVerifier;
import dev.assay.verification.tee.vtpm.GenuineAzureVtpm;
import dev.assay.verification.tee.vtpm.GenuineVtpm;
import dev.assay.verification.tee.vtpm.HclReport;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a TPM is asked, whatever TPM it is and however it is reached. */
abstract class TpmGuestContract {
    static final byte[] NONCE = "a nonce of this test".getBytes(StandardCharsets.US_ASCII);

    /** TPMT_PUBLIC of a restricted RSA key of 2048 bits that signs by RSASSA with SHA-256. */
    static final byte[] RSA_TEMPLATE = new TpmArea()
            .u16(0x0001)
            .u16(0x000B)
            .u32(0x0005_0072)
            .u16(0)
            .u16(0x0010)
            .u16(0x0014)
            .u16(0x000B)
            .u16(2048)
            .u32(0)
            .u16(0)
            .bytes();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    TpmChannel channel;

    @SuppressWarnings("NullAway.Init")
    private Tpm tpm;

    /** A TPM with an attestation key at Azure's handle. */
    abstract TpmChannel start() throws IOException;

    @BeforeEach
    void open() throws IOException {
        channel = start();
        tpm = Tpm.on(channel);
    }

    @AfterEach
    void close() throws IOException {
        tpm.close();
    }

    static PcrSelection all(TpmHash bank) {
        return TpmRegisters.all(bank);
    }

    private static KeyPair publicHalf(byte[] publicArea) {
        try {
            byte[] modulus = Arrays.copyOfRange(publicArea, publicArea.length - 256, publicArea.length);
            RSAPublicKeySpec key = new RSAPublicKeySpec(new BigInteger(1, modulus), BigInteger.valueOf(65537));
            return new KeyPair(KeyFactory.getInstance("RSA").generatePublic(key), SOMEBODYS.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final KeyPair SOMEBODYS =
            SoftwareTpm.withRsaKey(new SecureRandom()).keys();

    @Test
    void azuresEvidencePassesTheVerifierAsSimulated() throws IOException {
        SimulatedAzureVtpm azure = azure();
        Paravisor paravisor = new Paravisor(channel, azure);
        paravisor.install();
        AzureTpmEvidence evidence =
                AzureGuest.on(Tpm.on(paravisor)).evidence(Optional.empty(), NONCE, all(TpmHash.SHA256));
        assertSimulated(azure, evidence);
    }

    @Test
    void azuresReportHasTheUserDataThatWereAskedFor() throws IOException {
        byte[] userData = new byte[64];
        new Random(4).nextBytes(userData);
        SimulatedAzureVtpm azure = azure();
        Paravisor paravisor = new Paravisor(channel, azure);
        paravisor.install();
        AzureGuest guest = AzureGuest.on(Tpm.on(paravisor));
        AzureTpmEvidence evidence = guest.evidence(Optional.of(userData), NONCE, all(TpmHash.SHA256));
        assertSimulated(azure, evidence);
        if (!(HclReport.parse(evidence.report()) instanceof Verdict.Verified<HclReport>(HclReport report))) {
            throw new AssertionError("no report of a paravisor");
        }
        assertArrayEquals(userData, report.claims().userData().orElseThrow());
    }

    private SimulatedAzureVtpm azure() throws IOException {
        byte[] area = tpm.key(AzureGuest.ATTESTATION_KEY).orElseThrow().publicArea();
        SecureRandom random = new SecureRandom();
        return SimulatedAzureVtpm.on(
                SharedSnp.PROCESSOR, SoftwareTpm.with(publicHalf(area), random), random, SharedSnp.NOW);
    }

    private static void assertSimulated(SimulatedAzureVtpm azure, AzureTpmEvidence evidence) {
        SnpEndorsements.Certificates processor = azure.processor();
        Verdict<GenuineAzureVtpm> verdict = AzureVtpmVerifier.verify(
                evidence.json(AzureTpmEvidence.Hardware.VCEK, processor.endorsementKey()),
                new AzureEndorsements.Snp(
                        processor.intermediate(),
                        processor.root(),
                        new byte[0],
                        AkEndorsements.insecureWithoutRevocation(List.of(azure.keyAuthority()))),
                new AzureAnchors(
                        TrustAnchors.insecureSimulated(java.util.Set.of(azure.hardwareRoot())),
                        TrustAnchors.insecureSimulated(java.util.Set.of(azure.keyRoot()))),
                SharedSnp.NOW);
        assertInstanceOf(Verdict.Simulated.class, verdict, verdict::toString);
    }

    @Test
    void aMachineOfAnotherCloudIsNoAzureOrGoogleGuest() {
        assertThrows(
                IOException.class, () -> AzureGuest.on(tpm).evidence(Optional.empty(), NONCE, all(TpmHash.SHA256)));
        assertThrows(IOException.class, () -> GoogleGuest.on(tpm, folder).evidence(GoogleGuest.KeyKind.RSA, NONCE));
    }

    @Test
    void googlesEvidencePassesTheVerifierAsSimulated() throws IOException {
        SimulatedGcpVtpm google = SimulatedGcpVtpm.create(new SecureRandom(), SharedSnp.NOW);
        TpmKey key = tpm.endorsementKey(RSA_TEMPLATE);
        google.leaf.keys = publicHalf(key.publicArea());
        tpm.remove(key);
        tpm.write(GoogleGuest.KeyKind.RSA.templateIndex(), RSA_TEMPLATE);
        tpm.write(GoogleGuest.KeyKind.RSA.certificateIndex(), google.leaf.issue(google.intermediate));
        GoogleTpmEvidence evidence = GoogleGuest.on(tpm, folder).evidence(GoogleGuest.KeyKind.RSA, NONCE);
        assertTrue(evidence.eventLog().isEmpty());
        Verdict<GenuineVtpm> verdict = GcpVtpmVerifier.verify(
                evidence.attestation(List.of()),
                AkEndorsements.insecureWithoutRevocation(google.authorities()),
                TrustAnchors.insecureSimulated(java.util.Set.of(google.rootDigest())),
                SharedSnp.NOW);
        if (!(verdict instanceof Verdict.Simulated<GenuineVtpm>(GenuineVtpm genuine))) {
            throw new AssertionError(verdict);
        }
        assertArrayEquals(NONCE, genuine.nonce());
    }

    @Test
    void googlesEvidenceHasTheFirmwaresLog() throws IOException {
        Path log = folder.resolve(GoogleGuest.EVENT_LOG);
        Files.createDirectories(log.getParent());
        Files.write(log, new byte[] {1, 2, 3});
        tpm.write(GoogleGuest.KeyKind.RSA.templateIndex(), RSA_TEMPLATE);
        tpm.write(GoogleGuest.KeyKind.RSA.certificateIndex(), new byte[700]);
        GoogleTpmEvidence evidence = GoogleGuest.on(tpm, folder).evidence(GoogleGuest.KeyKind.RSA, NONCE);
        assertArrayEquals(new byte[] {1, 2, 3}, evidence.eventLog().orElseThrow());
        assertTrue(evidence.quotes().size() >= 2, "a quote for each bank of SHA-2");
    }

    @Test
    void readsWhatWasWrittenInPieces() throws IOException {
        byte[] data = new byte[2000];
        new Random(6).nextBytes(data);
        tpm.write(0x0180_0001, data);
        assertArrayEquals(data, tpm.read(0x0180_0001).orElseThrow());
        assertTrue(tpm.indices().contains(0x0180_0001));
        assertEquals(2000, tpm.index(0x0180_0001).orElseThrow().sizeBytes());
        assertThrows(IOException.class, () -> tpm.write(0x0180_0001, new byte[64]));
    }

    @Test
    void anIndexThatIsNotThereIsEmpty() throws IOException {
        assertTrue(tpm.read(0x0180_0099).isEmpty());
        assertTrue(tpm.key(0x8100_0099).isEmpty());
    }

    @Test
    void saysWhichTpmItIs() throws IOException {
        assertFalse(tpm.description().isBlank());
        assertTrue(tpm.persistentKeys().contains(AzureGuest.ATTESTATION_KEY));
        assertTrue(tpm.banks().contains(TpmHash.SHA256));
    }

    @Test
    void readsAllRegisters() throws IOException {
        assertEquals(24, tpm.registers(all(TpmHash.SHA256)).values().size());
    }

    @Test
    void namesTheErrorOfAKeyThatIsNotThere() {
        TpmException absent =
                assertThrows(TpmException.class, () -> tpm.quote(0x8100_0099, NONCE, all(TpmHash.SHA256)));
        assertTrue(absent.isAbsent());
        assertTrue(absent.toString().contains("TPM_RC_HANDLE of handle 1"), absent::toString);
    }
}
