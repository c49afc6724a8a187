package dev.assay.verification.evidence;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nitro.NitroVerifier;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import java.time.Instant;
import java.util.function.Function;

/** Decides whether evidence shows a TEE that runs the code that the caller wants, whatever its kind. */
public final class EvidenceVerifier {

    private EvidenceVerifier() {}

    /**
     * Verifies an AWS Nitro attestation document ({@link NitroVerifier}) and reads the keys that it binds, if its enclave
     * is Assay's.
     *
     * @param evidence the signed document, at most 20 480 bytes
     * @param now the time of verification, for every check alike
     * @return {@code Simulated} for a simulated TEE under simulated anchors, never {@code Verified}
     * @throws IllegalArgumentException if the policy still awaits its nonce
     */
    public static Verdict<VerifiedEvidence> verify(
            byte[] evidence, TrustAnchors anchors, AppraisalPolicy policy, Instant now) {
        policy.checkUsable();
        return verdict(policy, nitro -> bound(NitroVerifier.verify(evidence, anchors, nitro, now), policy, now));
    }

    /**
     * What {@link #verify} says of the same evidence, without its parsing and its signatures: those have been checked, and
     * neither time nor anchors nor policy change them. All else is checked again: anchors, simulation, validity, roles, and
     * everything that the policy demands. For whoever sees one document with many receipts.
     *
     * @param evidence of any earlier verdict; that other bytes are the same is for the caller to see by their digest
     */
    public static Verdict<VerifiedEvidence> verifyAgain(
            VerifiedEvidence evidence, TrustAnchors anchors, AppraisalPolicy policy, Instant now) {
        policy.checkUsable();
        return switch (evidence.attested()) {
            case Attested.Nitro(VerifiedNitro enclave) ->
                verdict(policy, nitro -> bound(NitroVerifier.verifyAgain(enclave, anchors, nitro, now), policy, now));
        };
    }

    private static Verdict<VerifiedEvidence> verdict(
            AppraisalPolicy policy, Function<NitroPolicy, Verdict<VerifiedEvidence>> verify) {
        try {
            return verify.apply(policy.nitro());
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static Verdict<VerifiedEvidence> bound(
            Verdict<VerifiedNitro> verdict, AppraisalPolicy policy, Instant now) {
        return switch (verdict) {
            case Verdict.Verified<VerifiedNitro>(VerifiedNitro enclave) ->
                new Verdict.Verified<>(VerifiedEvidence.of(enclave, policy, now));
            case Verdict.Simulated<VerifiedNitro>(VerifiedNitro enclave) ->
                new Verdict.Simulated<>(VerifiedEvidence.of(enclave, policy, now));
            case Verdict.Rejected<VerifiedNitro> rejected -> new Verdict.Rejected<>(rejected.findings());
        };
    }
}
