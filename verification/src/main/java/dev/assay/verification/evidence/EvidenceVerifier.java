package dev.assay.verification.evidence;

import dev.assay.verification.Checks;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nitro.NitroVerifier;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides whether evidence shows a TEE that runs the code that the caller wants, whatever its kind. */
public final class EvidenceVerifier {

    private EvidenceVerifier() {}

    /**
     * Verifies evidence of any kind. Checks:
     *
     * <ol>
     *   <li>the bundle's shape, as {@link EvidenceBundle#parse};
     *   <li>the policy accepts its kind at all;
     *   <li>the evidence, up to the roots of its authorities, and what the policy says of its kind: see the verifiers of each
     *       kind in {@code tee};
     *   <li>the report data is the hash of the keys and the nonce that come with it ({@link ReportData}), or, without keys,
     *       the policy's nonce;
     *   <li>freshness: the nonce is the policy's, or the keys were made within the policy's limit, and live now.
     * </ol>
     *
     * Of AWS Nitro the fields of the document hold keys, nonce and time, and stand in place of the last two.
     *
     * @param evidence a bundle of at most 4 MiB, or a document of AWS Nitro
     * @param now the time of verification, for every check alike
     * @return {@code Simulated} for a simulated TEE under simulated roots, never {@code Verified}; if rejected, with every
     *     check that failed
     * @throws IllegalArgumentException if the policy still awaits its nonce
     */
    public static Verdict<VerifiedEvidence> verify(
            byte[] evidence, TrustStore store, AppraisalPolicy policy, Instant now) {
        policy.checkUsable();
        return verdict(() -> check(EvidenceBundle.read(evidence), store, policy, Optional.empty(), now));
    }

    /** The same for a bundle that was parsed before. */
    public static Verdict<VerifiedEvidence> verify(
            EvidenceBundle bundle, TrustStore store, AppraisalPolicy policy, Instant now) {
        policy.checkUsable();
        return verdict(() -> check(bundle, store, policy, Optional.empty(), now));
    }

    /**
     * What {@link #verify} says of the same evidence, without signatures that have been checked, which neither time nor policy
     * change: of AWS Nitro all of them, of SGX, TDX and SEV-SNP those of the endorsements. All else is checked again: roots,
     * simulation, validity, roles, and everything that the policy demands. For whoever sees one document with many receipts.
     *
     * @param evidence of any earlier verdict; that other bytes are the same is for the caller to see by their digest
     */
    public static Verdict<VerifiedEvidence> verifyAgain(
            VerifiedEvidence evidence, TrustStore store, AppraisalPolicy policy, Instant now) {
        policy.checkUsable();
        return verdict(() -> evidence.attested() instanceof Attested.Nitro(VerifiedNitro enclave)
                ? again(evidence.bundle(), enclave, store, policy, now)
                : check(evidence.bundle(), store, policy, Optional.of(evidence.attested()), now));
    }

    /**
     * What evidence says, if it is genuine and each kind's most permissive policy accepts it: for people who look at it, and
     * for writing the policy that accepts it. What no policy can allow, such as a revoked TCB, is refused here too. It is no
     * {@link VerifiedEvidence}, and nothing relies on it.
     */
    public static Verdict<Attested> inspect(EvidenceBundle bundle, TrustStore store, Instant now) {
        try {
            Attested attested =
                    new Formats(bundle, store, Inspection.KINDS, Optional.empty(), Optional.empty(), now).attested();
            return attested.simulated() ? new Verdict.Simulated<>(attested) : new Verdict.Verified<>(attested);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static VerifiedEvidence check(
            EvidenceBundle bundle, TrustStore store, AppraisalPolicy policy, Optional<Attested> before, Instant now) {
        Binding binding = new Binding(bundle, policy, now);
        Checks checks = new Checks();
        Optional<Attested> attested = checks.attempt(
                () -> new Formats(bundle, store, policy.kinds(), binding.expected(), before, now).attested());
        checks.make(binding::checkFreshness);
        checks.make(binding::checkLife);
        checks.end();
        return VerifiedEvidence.of(attested.orElseThrow(), bundle, policy, now);
    }

    private static VerifiedEvidence again(
            EvidenceBundle bundle, VerifiedNitro enclave, TrustStore store, AppraisalPolicy policy, Instant now) {
        NitroPolicy rules = policy.kinds().policy(EvidenceKind.AWS_NITRO, NitroPolicy.class, Optional.empty());
        return switch (NitroVerifier.verifyAgain(enclave, store.of(Authority.AWS_NITRO), rules, now)) {
            case Verdict.Verified<VerifiedNitro>(VerifiedNitro same) ->
                VerifiedEvidence.of(new Attested.Nitro(same), bundle, policy, now);
            case Verdict.Simulated<VerifiedNitro>(VerifiedNitro same) ->
                VerifiedEvidence.of(new Attested.Nitro(same), bundle, policy, now);
            case Verdict.Rejected<VerifiedNitro> rejected -> throw rejected.rejection();
        };
    }

    private static Verdict<VerifiedEvidence> verdict(Supplier<VerifiedEvidence> verification) {
        try {
            VerifiedEvidence verified = verification.get();
            return verified.simulated() ? new Verdict.Simulated<>(verified) : new Verdict.Verified<>(verified);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
