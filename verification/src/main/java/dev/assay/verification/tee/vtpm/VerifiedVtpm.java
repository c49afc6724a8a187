package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Checks;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.VerifiedTee;
import dev.assay.verification.tee.eventlog.SecureBoot;
import dev.assay.verification.tee.eventlog.VerifiedEventLog;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;

/** Step 3 of 3: what a genuine virtual TPM said, and the policy accepted. Made by {@link GenuineVtpm#appraise} alone. */
public final class VerifiedVtpm implements VerifiedTee {

    private final GenuineVtpm genuine;

    private VerifiedVtpm(GenuineVtpm genuine) {
        this.genuine = genuine;
    }

    /** @throws Rejection with every check that failed */
    static VerifiedVtpm appraise(GenuineVtpm genuine, VtpmPolicy policy) {
        Checks checks = new Checks();
        checks.make(() -> checkNonce(genuine, policy));
        checks.make(() -> checkRegisters(genuine, policy));
        checks.make(() -> checkSecureBoot(genuine, policy));
        checks.make(() -> checkEventLog(genuine, policy));
        checks.make(() -> checkInstance(genuine, policy));
        checks.make(() -> checkKeyRevocation(genuine, policy));
        checks.end();
        return new VerifiedVtpm(genuine);
    }

    private static void checkNonce(GenuineVtpm genuine, VtpmPolicy policy) {
        policy.nonce().ifPresent(expected -> {
            byte[] nonce = genuine.nonce();
            if (nonce.length == 0) {
                throw new Rejection(Reason.EVIDENCE_NONCE_MISSING, "the quote has no nonce");
            }
            if (!Arrays.equals(nonce, expected)) {
                throw new Rejection(
                        Reason.EVIDENCE_NONCE_MISMATCH,
                        "the nonce " + HexFormat.of().formatHex(nonce));
            }
        });
    }

    private static void checkRegisters(GenuineVtpm genuine, VtpmPolicy policy) {
        if (!policy.registers().accept(genuine.measurements())) {
            throw new Rejection(Reason.EVIDENCE_MEASUREMENT, "no accepted set of registers");
        }
    }

    private static void checkSecureBoot(GenuineVtpm genuine, VtpmPolicy policy) {
        if (policy.secureBoot() == VtpmPolicy.Demand.REQUIRED && genuine.secureBoot() != SecureBoot.ON) {
            throw new Rejection(Reason.SECURE_BOOT_OFF, "Secure Boot is " + genuine.secureBoot());
        }
    }

    private static void checkEventLog(GenuineVtpm genuine, VtpmPolicy policy) {
        if (policy.eventLog() == VtpmPolicy.Demand.REQUIRED
                && genuine.eventLog().isEmpty()) {
            throw new Rejection(Reason.EVENT_LOG_MISSING, "no event log over a quoted bank but SHA-1");
        }
    }

    private static void checkInstance(GenuineVtpm genuine, VtpmPolicy policy) {
        policy.instance().ifPresent(expected -> {
            if (!genuine.instance().equals(Optional.of(expected))) {
                throw new Rejection(
                        Reason.VTPM_INSTANCE,
                        "the instance " + genuine.instance().orElse("without a name"));
            }
        });
    }

    private static void checkKeyRevocation(GenuineVtpm genuine, VtpmPolicy policy) {
        if (policy.keyRevocation() == VtpmPolicy.Demand.REQUIRED
                && genuine.keyRevocation() == KeyRevocation.NOT_CHECKED) {
            throw new Rejection(
                    Reason.ENDORSEMENT_MISSING, "no revocation lists for the certificates of the attestation key");
        }
    }

    /** The kind: {@code gcp-vtpm}, {@code azure-snp-vtpm}, {@code azure-tdx-vtpm}; of a simulated one as well. */
    @Override
    public String tee() {
        return genuine.tee();
    }

    /** No hardware stands behind it. */
    @Override
    public boolean simulated() {
        return genuine.simulated();
    }

    /** Always: a virtual TPM alone does not show that the host's hypervisor is kept out of the memory. */
    @Override
    public boolean debug() {
        return true;
    }

    /** SHA-256 of the evidence as received. */
    @Override
    public Digest digest() {
        return genuine.digest();
    }

    /** What the verifier gave the TPM to sign, at most 66 bytes; a copy. */
    public byte[] nonce() {
        return genuine.nonce();
    }

    /** Every register that is signed, by a name such as {@code sha256:4}; copies. */
    @Override
    public SortedMap<String, byte[]> measurements() {
        return genuine.measurements();
    }

    /** Of the attestation key's certificates. */
    public KeyRevocation keyRevocation() {
        return genuine.keyRevocation();
    }

    public Optional<VerifiedEventLog> eventLog() {
        return genuine.eventLog();
    }

    public SecureBoot secureBoot() {
        return genuine.secureBoot();
    }

    /** See {@link GenuineVtpm#instance}. */
    public Optional<String> instance() {
        return genuine.instance();
    }

    /** See {@link GenuineVtpm#userData}. */
    public Optional<byte[]> userData() {
        return genuine.userData();
    }
}
