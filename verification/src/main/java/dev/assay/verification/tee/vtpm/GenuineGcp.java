package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.eventlog.EventLog;
import dev.assay.verification.tee.eventlog.SecureBoot;
import dev.assay.verification.tee.eventlog.VerifiedEventLog;
import dev.assay.verification.tee.tpm.QuotedPcrs;
import dev.assay.verification.tee.tpm.TpmHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks that {@link GcpVtpmVerifier} lists, each ending in a {@link Rejection} or nothing. */
final class GenuineGcp {

    private static final String TEE = "gcp-vtpm";

    private static final Set<String> PURPOSES = Set.of(AkChain.FOR_ATTESTATION_KEYS, AkChain.FOR_ENDORSEMENT_KEYS);

    private GenuineGcp() {}

    static GenuineVtpm verify(GcpEvidence evidence, AkEndorsements endorsements, TrustAnchors anchors, Instant now) {
        AkChain chain =
                AkChain.verify(evidence.certificate(), evidence.intermediates(), PURPOSES, endorsements, anchors, now);
        checkKey(evidence, chain);
        Optional<GceInstance> instance = GceInstance.of(chain.leaf());
        List<QuotedPcrs> quotes = checkQuotes(evidence.quotes(), chain);
        Optional<VerifiedEventLog> log = checkEventLog(evidence.eventLog(), quotes);
        return new GenuineVtpm(
                TEE,
                anchors instanceof TrustAnchors.InsecureSimulated,
                evidence.digest(),
                quotes,
                log,
                log.map(VerifiedEventLog::secureBoot).orElse(SecureBoot.UNKNOWN),
                chain.revocation(),
                instance.filter(GceInstance::production).map(GceInstance::path),
                Optional.empty());
    }

    private static void checkKey(GcpEvidence evidence, AkChain chain) {
        Checks checks = new Checks();
        checks.require(
                evidence.key().key().equals(chain.key()),
                Reason.TPM_KEY_MISMATCH,
                "the certificate is of another key than ak_pub");
        checks.make(() -> evidence.key().checkAttestationKey());
        checks.end();
    }

    private static List<QuotedPcrs> checkQuotes(List<SignedQuote> signed, AkChain chain) {
        List<QuotedPcrs> quotes =
                signed.stream().map(quote -> quote.verify(chain.key())).toList();
        checkBanks(quotes);
        quotes.forEach(quote -> checkSameMoment(quote, quotes.getFirst()));
        return quotes;
    }

    private static void checkBanks(List<QuotedPcrs> quotes) {
        Set<TpmHash> banks = EnumSet.noneOf(TpmHash.class);
        for (QuotedPcrs quote : quotes) {
            if (!banks.add(quote.bank().hash())) {
                throw new Rejection(
                        Reason.TPM_BANK, "two quotes over " + quote.bank().hash());
            }
        }
    }

    /** Quotes of two boots, put together, would show a machine that never was. */
    private static void checkSameMoment(QuotedPcrs one, QuotedPcrs other) {
        boolean same = Arrays.equals(one.nonce(), other.nonce())
                && one.quote().resetCount() == other.quote().resetCount()
                && one.quote().restartCount() == other.quote().restartCount();
        if (!same) {
            throw new Rejection(
                    Reason.TPM_QUOTES_DIFFER,
                    "the quotes over " + one.bank().hash() + " and "
                            + other.bank().hash() + " have other nonces, or a reset between them");
        }
    }

    /** Against every bank; what is read from it then is read by the strongest. */
    private static Optional<VerifiedEventLog> checkEventLog(Optional<byte[]> raw, List<QuotedPcrs> quotes) {
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        EventLog log = EventLog.parse(raw.get());
        List<VerifiedEventLog> verified = quotes.stream()
                .map(QuotedPcrs::bank)
                .filter(bank -> log.hashes().contains(bank.hash()))
                .map(bank -> VerifiedEventLog.verify(log, bank.hash(), bank.values()))
                .toList();
        return verified.stream()
                .filter(each -> each.hash() != TpmHash.SHA1)
                .max(Comparator.comparing(VerifiedEventLog::hash));
    }
}
