package dev.assay.enclave.attest;

import dev.assay.verification.Digest;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Signed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The enclave for the life of its keys: a secp256k1 key that signs receipts and an X25519 key that inputs can be sealed
 * to. Both are made here and never leave. Evidence binds both; it is made once and again before it gets old, or for a
 * nonce. Safe for use by many threads.
 */
public final class EnclaveIdentity {
    /** The hour that a program may take, and five minutes to get there. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(65);

    private final Attester attester;
    private final InstantSource clock;
    private final SigningKey signingKey;
    private final SealingKey sealingKey;
    private final EnclaveKeys keys;
    private Evidence standing;

    private EnclaveIdentity(Attester attester, Duration keyLife, InstantSource clock, SecureRandom random) {
        this.attester = attester;
        this.clock = clock;
        this.signingKey = SigningKey.generate(random);
        this.sealingKey = SealingKey.generate(random);
        Instant now = clock.instant();
        this.keys = new EnclaveKeys(signingKey.publicKey(), sealingKey.publicKey(), now, now.plus(keyLife));
        this.standing = attest(Optional.empty());
    }

    /** @param keyLife of the new keys; cut to what the attester's certificates live */
    public static EnclaveIdentity create(Attester attester, Duration keyLife, InstantSource clock) {
        Duration longest = attester.longestKeyLife();
        Duration life = keyLife.compareTo(longest) < 0 ? keyLife : longest;
        return new EnclaveIdentity(attester, life, clock, new SecureRandom());
    }

    /** What receipts are signed by. */
    public Address address() {
        return keys.address();
    }

    public EnclaveKeys keys() {
        return keys;
    }

    public SealingKey sealingKey() {
        return sealingKey;
    }

    public String tee() {
        return attester.tee();
    }

    public boolean simulated() {
        return attester.simulated();
    }

    /** Evidence that anybody may have; at most half of its life has passed. */
    public synchronized Evidence evidence() {
        Duration age = Duration.between(standing.made(), clock.instant());
        if (age.isNegative() || age.compareTo(attester.evidenceLife().dividedBy(2)) > 0) {
            standing = attest(Optional.empty());
        }
        return standing;
    }

    /** Evidence made now for this nonce. */
    public Evidence evidence(Digest nonce) {
        return attest(Optional.of(nonce.bytes()));
    }

    public Signed<Receipt> sign(Receipt receipt, SigningDomain domain) {
        return Signed.sign(receipt, signingKey, domain);
    }

    /** When the next identity is due: so long before the end that what runs by then can still be signed. */
    public Instant renewal() {
        Duration half = Duration.between(keys.notBefore(), keys.notAfter()).dividedBy(2);
        return keys.notAfter().minus(half.compareTo(LONGEST_RUN) < 0 ? half : LONGEST_RUN);
    }

    private Evidence attest(Optional<byte[]> nonce) {
        return new Evidence(attester.attest(keys.signingKey(), keys.encode(), nonce), clock.instant());
    }
}
