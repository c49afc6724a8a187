package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.eventlog.SecureBoot;
import dev.assay.verification.tee.eventlog.VerifiedEventLog;
import dev.assay.verification.tee.tpm.QuotedPcrs;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Step 2 of 3: quotes that a cloud's virtual TPM has signed; whether it is what the caller wants is open. */
public final class GenuineVtpm {

    private final String tee;
    private final boolean simulated;
    private final Digest digest;
    private final List<QuotedPcrs> quotes;
    private final Optional<VerifiedEventLog> eventLog;
    private final SecureBoot secureBoot;
    private final KeyRevocation keyRevocation;
    private final Optional<String> instance;
    private final Optional<byte[]> userData;

    GenuineVtpm(
            String tee,
            boolean simulated,
            Digest digest,
            List<QuotedPcrs> quotes,
            Optional<VerifiedEventLog> eventLog,
            SecureBoot secureBoot,
            KeyRevocation keyRevocation,
            Optional<String> instance,
            Optional<byte[]> userData) {
        this.tee = tee;
        this.simulated = simulated;
        this.digest = digest;
        this.quotes = List.copyOf(quotes);
        this.eventLog = eventLog;
        this.secureBoot = secureBoot;
        this.keyRevocation = keyRevocation;
        this.instance = instance;
        this.userData = userData;
    }

    static Verdict<GenuineVtpm> verdict(GenuineVtpm genuine) {
        return genuine.simulated ? new Verdict.Simulated<>(genuine) : new Verdict.Verified<>(genuine);
    }

    /**
     * Compares with the policy. Checks, none of which the cloud makes:
     *
     * <ol>
     *   <li>the nonce is the policy's, byte for byte;
     *   <li>the registers equal those of one accepted set; a register of a bank without a quote equals nothing;
     *   <li>Secure Boot is on, if the policy demands it;
     *   <li>there is an event log, if the policy demands it;
     *   <li>the instance is the policy's;
     *   <li>the attestation key's certificates were compared with revocation lists, if the policy demands it.
     * </ol>
     *
     * @return with every check that failed, if any did
     */
    public Verdict<VerifiedVtpm> appraise(VtpmPolicy policy) {
        try {
            VerifiedVtpm verified = VerifiedVtpm.appraise(this, policy);
            return simulated ? new Verdict.Simulated<>(verified) : new Verdict.Verified<>(verified);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** The kind: {@code gcp-vtpm}, {@code azure-snp-vtpm}, {@code azure-tdx-vtpm}. */
    public String tee() {
        return tee;
    }

    /** No hardware stands behind it. */
    public boolean simulated() {
        return simulated;
    }

    /** SHA-256 of the evidence as received. */
    public Digest digest() {
        return digest;
    }

    /** One for each bank. */
    public List<QuotedPcrs> quotes() {
        return quotes;
    }

    /** What the verifier gave the TPM to sign: the anchor of freshness; a copy. */
    public byte[] nonce() {
        return quotes.getFirst().nonce();
    }

    /** Every register that is signed, by a name such as {@code sha256:4}; copies. */
    public SortedMap<String, byte[]> measurements() {
        SortedMap<String, byte[]> all = new TreeMap<>();
        quotes.forEach(quote -> all.putAll(quote.bank().named()));
        return all;
    }

    public Optional<VerifiedEventLog> eventLog() {
        return eventLog;
    }

    public SecureBoot secureBoot() {
        return secureBoot;
    }

    /** Of the attestation key's certificates. */
    public KeyRevocation keyRevocation() {
        return keyRevocation;
    }

    /** The machine, as the cloud vouches for it: Google's instance path, or Azure's unique id of the VM. */
    public Optional<String> instance() {
        return instance;
    }

    /** Azure: the 64 bytes that the guest put into the runtime claims; a copy. */
    public Optional<byte[]> userData() {
        return userData.map(byte[]::clone);
    }
}
