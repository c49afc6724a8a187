package dev.assay.verification.tee.vtpm;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.ProtoWriter;
import dev.assay.simulator.SimulatedGcpVtpm;
import dev.assay.simulator.SoftwareTpm;
import dev.assay.simulator.TpmWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.eventlog.SecureBoot;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class SimulatedGcpVtpmTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final byte[] NONCE = "a nonce of this test".getBytes(StandardCharsets.US_ASCII);

    private final SimulatedGcpVtpm google = SimulatedGcpVtpm.create(new SecureRandom(), NOW);

    private Verdict<GenuineVtpm> verify(byte[] evidence) {
        return GcpVtpmVerifier.verify(evidence, endorsements(), anchors(), NOW);
    }

    private AkEndorsements endorsements() {
        return AkEndorsements.insecureWithoutRevocation(google.authorities());
    }

    private TrustAnchors anchors() {
        return TrustAnchors.insecureSimulated(Set.of(google.rootDigest()));
    }

    private Verdict<GenuineVtpm> verifyQuotes(byte[]... quotes) {
        return verify(google.attestation(List.of(quotes)));
    }

    private static VtpmPolicy.Builder strict() {
        return VtpmPolicy.builder()
                .nonce(NONCE)
                .requireSecureBoot()
                .waiveKeyRevocationLists()
                .requireEventLog()
                .instance(SimulatedGcpVtpm.INSTANCE);
    }

    private Verdict<GenuineVtpm> verifyWith(byte[]... revocationLists) {
        return verifyWith(anchors(), revocationLists);
    }

    private Verdict<GenuineVtpm> verifyWith(TrustAnchors anchors, byte[]... revocationLists) {
        return GcpVtpmVerifier.verify(
                google.attest(NONCE),
                AkEndorsements.withRevocation(google.authorities(), List.of(revocationLists)),
                anchors,
                NOW);
    }

    @Test
    void knowsWhetherTheKeyWasComparedWithRevocationLists() {
        Supplier<VtpmPolicy.Builder> demanding = () -> VtpmPolicy.builder()
                .nonce(NONCE)
                .anyPcrs()
                .anySecureBoot()
                .anyEventLog()
                .anyInstance()
                .requireKeyRevocationLists();
        GenuineVtpm unchecked = simulated(verify(google.attest(NONCE)));
        assertEquals(KeyRevocation.NOT_CHECKED, unchecked.keyRevocation());
        rejected(Reason.ENDORSEMENT_MISSING, unchecked.appraise(demanding.get().build()));

        GenuineVtpm checked =
                simulated(verifyWith(google.root.revocationList(NOW), google.intermediate.revocationList(NOW)));
        assertEquals(KeyRevocation.CHECKED, checked.keyRevocation());
        simulated(checked.appraise(demanding.get().build()));
    }

    @Test
    void refusesARevokedKeyAndAMissingOrOldList() {
        byte[] ofRoot = google.root.revocationList(NOW);
        rejected(Reason.ENDORSEMENT_MISSING, verifyWith(ofRoot));
        rejected(
                Reason.CERTIFICATE_REVOKED,
                verifyWith(ofRoot, google.intermediate.revocationList(NOW, google.leaf.serial)));
        rejected(
                Reason.CRL_NOT_CURRENT,
                verifyWith(ofRoot, google.intermediate.revocationList(NOW.minus(Duration.ofDays(2)))));
    }

    @Test
    void refusesAKeyThatWasRevokedSinceThoughTheChainIsKnown() {
        TrustAnchors knowing = anchors();
        byte[] ofRoot = google.root.revocationList(NOW);
        simulated(verifyWith(knowing, ofRoot, google.intermediate.revocationList(NOW)));
        simulated(verifyWith(knowing, ofRoot, google.intermediate.revocationList(NOW)));
        rejected(
                Reason.CERTIFICATE_REVOKED,
                verifyWith(knowing, ofRoot, google.intermediate.revocationList(NOW, google.leaf.serial)));
    }

    @Test
    void isSimulatedAndNeverVerified() {
        GenuineVtpm vtpm = simulated(verify(google.attest(NONCE)));
        assertTrue(vtpm.simulated());
        assertArrayEquals(NONCE, vtpm.nonce());
        assertEquals(SecureBoot.ON, vtpm.secureBoot());
        VerifiedVtpm verified = simulated(vtpm.appraise(strict().anyPcrs().build()));
        assertTrue(verified.simulated());
        assertEquals("gcp-vtpm", verified.tee());
        assertEquals(Optional.of(SimulatedGcpVtpm.INSTANCE), verified.instance());
        assertEquals(72, verified.measurements().size());
    }

    @Test
    void acceptsAnRsaAttestationKey() {
        SimulatedGcpVtpm rsa = SimulatedGcpVtpm.createWithRsaKey(new SecureRandom(), NOW);
        simulated(GcpVtpmVerifier.verify(
                rsa.attest(NONCE),
                AkEndorsements.insecureWithoutRevocation(rsa.authorities()),
                TrustAnchors.insecureSimulated(Set.of(rsa.rootDigest())),
                NOW));
    }

    @Test
    void productionAnchorsRejectItEvenWhenTheRootIsPinned() {
        TrustAnchors pinned = TrustAnchors.pinned(Set.of(google.rootDigest()));
        rejected(Reason.EVIDENCE_SIMULATED, GcpVtpmVerifier.verify(google.attest(NONCE), endorsements(), pinned, NOW));
        rejected(
                Reason.EVIDENCE_SIMULATED,
                GcpVtpmVerifier.verify(google.attest(NONCE), endorsements(), TrustAnchors.googleVtpm(), NOW));
    }

    @Test
    void rejectsEveryCertificateOutOfItsTime() {
        byte[] evidence = google.attest(NONCE);
        for (Duration away : List.of(Duration.ofDays(400), Duration.ofDays(-400))) {
            Reason reason = away.isNegative() ? Reason.CERTIFICATE_NOT_YET_VALID : Reason.CERTIFICATE_EXPIRED;
            Verdict<GenuineVtpm> verdict = GcpVtpmVerifier.verify(evidence, endorsements(), anchors(), NOW.plus(away));
            rejected(reason, verdict);
            assertEquals(3, ((Verdict.Rejected<GenuineVtpm>) verdict).findings().size());
        }
    }

    @Test
    void rejectsAnAuthorityThatMayNotSignCertificates() {
        google.intermediate.usage = KeyUsage.digitalSignature;
        rejected(Reason.CERTIFICATE_ROLE, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsALeafThatMaySignCertificates() {
        google.leaf.authority(new BasicConstraints(0));
        rejected(Reason.CERTIFICATE_ROLE, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsALeafThatIsNotForKeysOfATpm() {
        google.leaf.purposes("2.23.133.8.3");
        simulated(verify(google.attest(NONCE)));
        google.leaf.purposes("1.3.6.1.5.5.7.3.9");
        rejected(Reason.CERTIFICATE_ROLE, verify(google.attest(NONCE)));
        google.leaf.withoutPurposes();
        rejected(Reason.CERTIFICATE_ROLE, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsPathsLongerThanTheRootAllows() {
        google.root.authority(new BasicConstraints(0));
        rejected(Reason.CERTIFICATE_PATH_LENGTH, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsAnIssuerOfTheSameNameWithAnotherKey() {
        byte[] evidence = google.attest(NONCE);
        google.intermediate.keys = SoftwareTpm.withEccKey(new SecureRandom()).keys();
        rejected(Reason.CERTIFICATE_SIGNATURE, verify(evidence));
    }

    @Test
    void rejectsARootThatComesWithTheEvidenceAndIsNotPinned() {
        SimulatedGcpVtpm other = SimulatedGcpVtpm.create(new SecureRandom(), NOW);
        rejected(
                Reason.ROOT_UNTRUSTED,
                GcpVtpmVerifier.verify(
                        other.attest(NONCE),
                        AkEndorsements.insecureWithoutRevocation(other.authorities()),
                        anchors(),
                        NOW));
    }

    @Test
    void rejectsAChainWithoutEnd() {
        AkEndorsements many = AkEndorsements.insecureWithoutRevocation(
                Collections.nCopies(17, google.authorities().getFirst()));
        rejected(Reason.CERTIFICATE_CHAIN_LENGTH, GcpVtpmVerifier.verify(google.attest(NONCE), many, anchors(), NOW));
    }

    @Test
    void rejectsAPublicAreaOfAnotherKeyThanTheCertificates() {
        google.leaf.keys = SoftwareTpm.withEccKey(new SecureRandom()).keys();
        rejected(Reason.TPM_KEY_MISMATCH, verify(google.attest(NONCE)));
    }

    /** Its owner signs with it what he likes, a "quote" too. */
    @Test
    void rejectsAKeyThatIsNotRestrictedToWhatTheTpmMade() {
        google.tpm.attributes &= ~(1L << 16);
        rejected(Reason.TPM_KEY_ATTRIBUTES, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsAKeyThatMayLeaveItsTpm() {
        google.tpm.attributes &= ~(1L << 1);
        rejected(Reason.TPM_KEY_ATTRIBUTES, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsWhatNoTpmHasGenerated() {
        google.tpm.magic = 0xFF54_4346L;
        rejected(Reason.TPM_NOT_GENERATED, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsAnotherStatementOfTheTpmsThanAQuote() {
        google.tpm.type = 0x8017;
        rejected(Reason.TPM_NOT_A_QUOTE, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsAQuoteSignedByAnotherTpm() {
        SoftwareTpm other = SoftwareTpm.withEccKey(new SecureRandom());
        byte[] quote = google.tpm.quote(NONCE, TpmHash.SHA256);
        byte[] signed = new ProtoWriter()
                .bytes(1, quote)
                .bytes(2, other.sign(quote))
                .bytes(3, pcrs(TpmHash.SHA256))
                .toByteArray();
        rejected(Reason.EVIDENCE_SIGNATURE, verifyQuotes(signed));
    }

    @Test
    void rejectsASignatureWithSha1() {
        byte[] quote = google.tpm.quote(NONCE, TpmHash.SHA256);
        byte[] signature = google.tpm.sign(quote);
        signature[3] = 0x04;
        byte[] signed = new ProtoWriter()
                .bytes(1, quote)
                .bytes(2, signature)
                .bytes(3, pcrs(TpmHash.SHA256))
                .toByteArray();
        rejected(Reason.TPM_ALGORITHM, verifyQuotes(signed));
    }

    private byte[] pcrs(TpmHash bank) {
        ProtoWriter pcrs = new ProtoWriter().number(1, bank.id());
        google.tpm
                .bank(bank)
                .forEach((index, value) -> pcrs.bytes(
                        2, new ProtoWriter().number(1, index).bytes(2, value).toByteArray()));
        return pcrs.toByteArray();
    }

    @Test
    void rejectsRegistersThatDoNotHashToTheQuote() {
        byte[] quote = google.tpm.quote(NONCE, TpmHash.SHA256);
        google.tpm.bank(TpmHash.SHA256).put(4, new byte[32]);
        rejected(Reason.TPM_PCR_DIGEST, verifyQuotes(google.carry(quote, TpmHash.SHA256)));
    }

    /** Or a register that is not signed looks as if it were. */
    @Test
    void rejectsMoreRegistersThanTheQuoteSelects() {
        byte[] quote = google.tpm.quote(NONCE, TpmHash.SHA256, new TreeSet<>(List.of(0, 1, 2)));
        rejected(Reason.TPM_PCR_SELECTION, verifyQuotes(google.carry(quote, TpmHash.SHA256)));
    }

    @Test
    void rejectsRegistersOfAnotherBankThanTheQuotes() {
        byte[] quote = google.tpm.quote(NONCE, TpmHash.SHA256);
        rejected(Reason.TPM_PCR_SELECTION, verifyQuotes(google.carry(quote, TpmHash.SHA384)));
    }

    @Test
    void rejectsTwoQuotesOverOneBank() {
        byte[] quote = google.signed(NONCE, TpmHash.SHA256);
        rejected(Reason.TPM_BANK, verifyQuotes(quote, quote));
    }

    @Test
    void rejectsQuotesWithTwoNonces() {
        rejected(
                Reason.TPM_QUOTES_DIFFER,
                verifyQuotes(
                        google.signed(NONCE, TpmHash.SHA256),
                        google.signed("other nonce".getBytes(StandardCharsets.US_ASCII), TpmHash.SHA384)));
    }

    @Test
    void rejectsQuotesOfTwoBoots() {
        byte[] before = google.signed(NONCE, TpmHash.SHA256);
        google.tpm.resetCount++;
        rejected(Reason.TPM_QUOTES_DIFFER, verifyQuotes(before, google.signed(NONCE, TpmHash.SHA384)));
    }

    @Test
    void rejectsAnEventLogOfAnotherBoot() {
        google.tpm.extend(4, new byte[] {1});
        rejected(Reason.EVENT_LOG_REPLAY, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsAnAttestationWithoutAQuoteKeyOrCertificate() {
        rejected(Reason.EVIDENCE_FIELD_MISSING, verifyQuotes());
        rejected(Reason.EVIDENCE_FIELD_MISSING, verify(new byte[0]));
    }

    @Test
    void rejectsMessagesThatAreNotStrict() {
        byte[] evidence = google.attest(NONCE);
        rejected(Reason.MALFORMED, verify(Arrays.copyOf(evidence, evidence.length - 1)));
        rejected(Reason.MALFORMED, verify(with(evidence, new ProtoWriter().bytes(1, new byte[3]))));
        rejected(Reason.MALFORMED, verify(with(evidence, new ProtoWriter().bytes(10, new byte[3]))));
        rejected(Reason.MALFORMED, verify(with(evidence, new ProtoWriter().number(3, 7))));
        rejected(Reason.MALFORMED, verify(with(evidence, new ProtoWriter().raw(new byte[] {0x22, (byte) 0x80, 0}))));
        rejected(Reason.MALFORMED, verify(with(evidence, new ProtoWriter().raw(new byte[] {0x25, 0, 0, 0, 0}))));
        rejected(Reason.TOO_LARGE, verify(new byte[GcpEvidence.MAX_BYTES + 1]));
    }

    private static byte[] with(byte[] evidence, ProtoWriter more) {
        return new ProtoWriter().raw(evidence).raw(more.toByteArray()).toByteArray();
    }

    /** What the message says of the instance is its author's; the certificate's counts. */
    @Test
    void believesTheCertificateAndNotTheMessageOfTheInstance() {
        byte[] evidence = with(google.attest(NONCE), new ProtoWriter().bytes(4, new byte[] {0x0A, 1, 'x'}));
        assertEquals(
                Optional.of(SimulatedGcpVtpm.INSTANCE),
                simulated(verify(evidence)).instance());
    }

    @Test
    void rejectsACertificateWhoseInstanceIsNotWellFormed() {
        google.leaf.extension("1.3.6.1.4.1.11129.2.1.21", new byte[] {0x30, 0});
        rejected(Reason.CERTIFICATE_MALFORMED, verify(google.attest(NONCE)));
    }

    @Test
    void rejectsAnAreaThatIsNoSigningKeys() {
        byte[] area = new TpmWriter()
                .u16(0x0008)
                .u16(0x000B)
                .u32(0)
                .sized(new byte[0])
                .toByteArray();
        byte[] evidence = new ProtoWriter().bytes(1, area).toByteArray();
        rejected(Reason.TPM_ALGORITHM, verify(evidence));
    }

    @Test
    void namesEveryThingThatThePolicyDoesNotAccept() {
        google.eventLog = new byte[0];
        GenuineVtpm vtpm = simulated(verify(google.attest("another nonce".getBytes(StandardCharsets.US_ASCII))));
        VtpmPolicy policy = VtpmPolicy.builder()
                .pcrs(Map.of("sha256:4", new byte[32]))
                .nonce(NONCE)
                .requireSecureBoot()
                .waiveKeyRevocationLists()
                .requireEventLog()
                .instance("projects/p/zones/z/instances/1")
                .build();
        Verdict.Rejected<VerifiedVtpm> verdict = (Verdict.Rejected<VerifiedVtpm>) vtpm.appraise(policy);
        assertEquals(
                List.of(
                        Reason.EVIDENCE_NONCE_MISMATCH,
                        Reason.EVIDENCE_MEASUREMENT,
                        Reason.SECURE_BOOT_OFF,
                        Reason.EVENT_LOG_MISSING,
                        Reason.VTPM_INSTANCE),
                verdict.findings().stream().map(finding -> finding.reason()).toList());
    }

    @Test
    void rejectsAQuoteWithoutANonceWhereOneIsDemanded() {
        GenuineVtpm vtpm = simulated(verify(google.attest(new byte[0])));
        rejected(Reason.EVIDENCE_NONCE_MISSING, vtpm.appraise(strict().anyPcrs().build()));
    }

    @Test
    void acceptsOneOfSeveralSetsOfRegisters() {
        GenuineVtpm vtpm = simulated(verify(google.attest(NONCE)));
        VtpmPolicy policy = strict().pcrs(Map.of("sha256:4", new byte[32]))
                .pcrs(Map.of("sha384:8", vtpm.measurements().get("sha384:8")))
                .build();
        simulated(vtpm.appraise(policy));
    }
}
