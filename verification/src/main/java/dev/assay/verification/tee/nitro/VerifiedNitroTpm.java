package dev.assay.verification.tee.nitro;

import dev.assay.verification.Checks;
import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.VerifiedTee;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a genuine NitroTPM said, and the policy accepted. Made by {@link NitroTpmVerifier} alone. A type of its own: an
 * instance is no enclave, and its registers are not an enclave's.
 */
public final class VerifiedNitroTpm implements VerifiedTee {

    private static final String AWS_NITRO_TPM = "aws-nitrotpm";

    private final GenuineNitro genuine;

    private VerifiedNitroTpm(GenuineNitro genuine) {
        this.genuine = genuine;
    }

    /** @throws Rejection with every check that failed */
    static VerifiedNitroTpm appraise(GenuineNitro genuine, NitroPolicy policy, Instant now) {
        NitroAppraisal appraisal = new NitroAppraisal(genuine.document(), policy, now);
        Checks checks = new Checks();
        checks.make(appraisal::checkMeasurements);
        checks.make(appraisal::checkTime);
        checks.make(appraisal::checkFreshness);
        checks.end();
        return new VerifiedNitroTpm(genuine);
    }

    /** The kind: {@code aws-nitrotpm}, the format of a simulated one as well. */
    @Override
    public String tee() {
        return AWS_NITRO_TPM;
    }

    /** No hardware stands behind it. */
    @Override
    public boolean simulated() {
        return genuine.isSimulated();
    }

    /** Never: an instance has no debug mode, and whoever administers it is inside. */
    @Override
    public boolean debug() {
        return false;
    }

    /** The instance's name. */
    public String moduleId() {
        return document().moduleId();
    }

    /** When the document was made, to the millisecond. */
    public Instant timestamp() {
        return document().timestamp();
    }

    /** The TPM's registers by a name such as {@code sha384:4}, each of 48 bytes; copies. */
    @Override
    public SortedMap<String, byte[]> measurements() {
        SortedMap<String, byte[]> named = new TreeMap<>();
        document().pcrs().forEach((index, pcr) -> named.put("sha384:" + index, pcr.clone()));
        return named;
    }

    /** At most 1024 bytes; a copy. */
    public Optional<byte[]> nonce() {
        return document().nonce().map(byte[]::clone);
    }

    /** At most 1024 bytes; a copy. */
    public Optional<byte[]> publicKey() {
        return document().publicKey().map(byte[]::clone);
    }

    /** At most 1024 bytes; a copy. */
    public Optional<byte[]> userData() {
        return document().userData().map(byte[]::clone);
    }

    /** SHA-256 of the evidence as received. */
    @Override
    public Digest digest() {
        return genuine.evidence().digest();
    }

    private NitroDocument document() {
        return genuine.document();
    }
}
