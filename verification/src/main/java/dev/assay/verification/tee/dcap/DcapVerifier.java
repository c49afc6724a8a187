package dev.assay.verification.tee.dcap;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Step 2 of 3: verifies quotes of Intel SGX enclaves and TDX domains. */
public final class DcapVerifier {

    private final DcapEvidence quote;
    private final TrustAnchors anchors;
    private final Instant now;

    private DcapVerifier(DcapEvidence quote, TrustAnchors anchors, Instant now) {
        this.quote = quote;
        this.anchors = anchors;
        this.now = now;
    }

    /**
     * Verifies a quote with its collateral. Checks, with the clause of Intel's QVL (Src/AttestationLibrary), and reports all
     * that fail among those that do not need each other:
     *
     * <ol>
     *   <li>the quote's shape, as {@link DcapEvidence#read} says;
     *   <li>the collateral, as {@link VerifiedCollateral#verify} says;
     *   <li>4.1.2.3: the chain of the PCK certificate: three certificates of their roles, valid, linked, up to a trust
     *       anchor; and its SGX extension. Without a chain in the quote, the endorsements must have it;
     *   <li>4.1.2.4.16: the quote is signed by its attestation key;
     *   <li>4.1.2.4.13: the QE report names that key, and nothing else;
     *   <li>4.1.2.4.12: the QE report is signed by the PCK;
     *   <li>4.1.2.4.6 to 4.1.2.4.8: neither the PCK certificate nor its CA is revoked, by lists of their issuers, under the
     *       collateral's root;
     *   <li>certification data of types 1 to 3 names the platform of the PCK certificate;
     *   <li>4.1.2.4.9 and 4.1.2.4.10: the TCB info is for the quote's TEE, and for FMSPC and PCEID of the PCK certificate;
     *   <li>4.1.2.4.14 and 4.1.2.9: the QE identity is for the quote's TEE, and the QE report fits it;
     *   <li>4.1.2.4.11: the TDX module is one that Intel signed;
     *   <li>4.1.2.4.17: the TCB levels of platform, module and quoting enclave. Which are good enough is the policy's to say.
     * </ol>
     *
     * @param evidence at most 16 KiB; zero bytes may follow the quote
     * @return {@code Simulated} under simulated anchors
     */
    public static Verdict<GenuineQuote> verify(
            byte[] evidence, DcapEndorsements endorsements, TrustAnchors anchors, Instant now) {
        return verdict(
                anchors,
                () -> new DcapVerifier(DcapEvidence.read(evidence), anchors, now)
                        .run(
                                () -> VerifiedCollateral.check(endorsements, anchors, now),
                                endorsements.pckChain(),
                                Optional.empty()));
    }

    /**
     * The same with collateral that was verified before: its times are checked again, its signatures are not. A platform that
     * the collateral knows ({@link GenuineQuote#collateral}) leaves two signatures to verify, the quote's and the QE report's.
     */
    public static Verdict<GenuineQuote> verify(byte[] evidence, VerifiedCollateral collateral, Instant now) {
        TrustAnchors anchors = collateral.anchors();
        return verdict(
                anchors,
                () -> new DcapVerifier(DcapEvidence.read(evidence), anchors, now)
                        .run(() -> collateral.checkCurrent(now), collateral.pckChainPem(), collateral.known()));
    }

    private static Verdict<GenuineQuote> verdict(TrustAnchors anchors, Supplier<GenuineQuote> verification) {
        try {
            GenuineQuote genuine = verification.get();
            return anchors instanceof TrustAnchors.InsecureSimulated
                    ? new Verdict.Simulated<>(genuine)
                    : new Verdict.Verified<>(genuine);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private GenuineQuote run(
            Supplier<VerifiedCollateral> collateral, Optional<byte[]> endorsedChain, Optional<PckChain> known) {
        Checks checks = new Checks();
        Optional<VerifiedCollateral> verified = checks.attempt(collateral);
        Optional<PckChain> chain = checks.attempt(() -> chain(endorsedChain, known));
        checks.make(() -> quote.signature().checkQuote(quote.signedBytes(), anchors.known()));
        checks.make(() -> quote.signature().checkBinding());
        chain.ifPresent(pck -> checks.make(() -> quote.signature().checkQeReport(pck.key(), anchors.known())));
        checks.end();
        anchors.known().keep(quote.signature().attestationKey());
        return compare(verified.orElseThrow(), chain.orElseThrow());
    }

    private PckChain chain(Optional<byte[]> endorsed, Optional<PckChain> known) {
        byte[] pem = switch (quote.signature().certification()) {
            case CertificationData.Chain chain -> chain.pem();
            case CertificationData.Platform platform ->
                endorsed.orElseThrow(() -> new Rejection(
                        Reason.ENDORSEMENT_MISSING, "the PCK certificate's chain, which the quote does not bring"));
        };
        Optional<PckChain> same = known.filter(chain -> chain.isReadFrom(pem));
        same.ifPresent(chain -> chain.checkValidity(now));
        return same.orElseGet(() -> PckChain.verify(pem, anchors, now));
    }

    private GenuineQuote compare(VerifiedCollateral collateral, PckChain chain) {
        TcbInfo tcbInfo = collateral.tcbInfo();
        Checks checks = new Checks();
        checks.make(() -> collateral.checkPlatform(chain, now));
        checks.make(() -> checkCertificationData(chain.platform()));
        checks.make(() -> tcbInfo.checkTee(quote.tee()));
        checks.make(() -> tcbInfo.checkFmspc(chain.platform()));
        checks.make(() -> tcbInfo.checkPceId(chain.platform()));
        checkQuotingEnclave(checks, collateral.qeIdentity());
        checks.end();
        checkModule(tcbInfo);
        TcbState tcb = new TcbComparison(tcbInfo, collateral.qeIdentity(), chain.platform(), quote).state();
        return new GenuineQuote(quote, collateral.knowing(chain), chain, tcb);
    }

    private void checkCertificationData(SgxExtension certified) {
        if (quote.signature().certification() instanceof CertificationData.Platform platform) {
            platform.check(certified);
        }
    }

    private void checkQuotingEnclave(Checks checks, QeIdentity identity) {
        EnclaveReport report = quote.signature().qeReport();
        checks.make(() -> identity.checkTee(quote.tee()));
        checks.make(() -> identity.checkMiscSelect(report));
        checks.make(() -> identity.checkAttributes(report));
        checks.make(() -> identity.checkSigner(report));
        checks.make(() -> identity.checkProduct(report));
    }

    private void checkModule(TcbInfo tcbInfo) {
        if (quote.report() instanceof TdReport td) {
            TdxModule module = tcbInfo.module(td.teeTcbSvn()[1] & 0xFF);
            Checks checks = new Checks();
            checks.make(() -> module.checkSigner(td));
            checks.make(() -> module.checkAttributes(td));
            checks.end();
        }
    }
}
