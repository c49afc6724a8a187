package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Checks;
import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.nvidia.NvidiaPolicy.ProtectedPcie;
import dev.assay.verification.tee.nvidia.Revocation.Standing;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Step 2 of 3: a report that a genuine device signed; whether it is what the caller wants is open. */
public final class GenuineNvidia {

    private final NvidiaEvidence evidence;
    private final NvidiaArchitecture architecture;
    private final DeviceNames names;
    private final DiceIdentity identity;
    private final DeviceRims rims;
    private final Standing standing;
    private final NvidiaAnchors anchors;

    GenuineNvidia(
            NvidiaEvidence evidence,
            NvidiaArchitecture architecture,
            DeviceNames names,
            DiceIdentity identity,
            DeviceRims rims,
            Standing standing,
            NvidiaAnchors anchors) {
        this.evidence = evidence;
        this.architecture = architecture;
        this.names = names;
        this.identity = identity;
        this.rims = rims;
        this.standing = standing;
        this.anchors = anchors;
    }

    /**
     * Compares a genuine device with the policy; every check that fails is in the verdict. Checks, by the rules of NVIDIA's
     * verifiers (nvtrust, attestation-sdk):
     *
     * <ol>
     *   <li>the architecture is one that the policy accepts;
     *   <li>the request's nonce is the policy's;
     *   <li>driver and VBIOS are of versions that the policy accepts;
     *   <li>OCSP answers for every certificate of the device's chain but leaf and root, and of the manifests' but the root,
     *       and none is on hold, unless the policy allows it;
     *   <li>the manifests are there, do not speak of the same measurement, and each golden value is reported, with the
     *       decoder's skipped where it is off: then debug is off and the firmware was booted securely;
     *   <li>the mode: a GPU that trusts its switches was verified with them, by {@link NvidiaSystem#appraise}.
     * </ol>
     *
     * @return {@code Simulated} under simulated anchors, never {@code Verified}
     */
    public Verdict<VerifiedNvidia> appraise(NvidiaPolicy policy) {
        try {
            VerifiedNvidia verified = appraised(policy, policy.protectedPcie());
            return simulated() ? new Verdict.Simulated<>(verified) : new Verdict.Verified<>(verified);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    VerifiedNvidia appraised(NvidiaPolicy policy, ProtectedPcie protectedPcie) {
        NvidiaAppraisal appraisal = new NvidiaAppraisal(this, policy);
        Checks checks = new Checks();
        checks.make(appraisal::checkArchitecture);
        checks.make(appraisal::checkNonce);
        checks.make(appraisal::checkVersions);
        checks.make(appraisal::checkRevocation);
        checks.make(appraisal::checkMeasurements);
        checks.make(() -> appraisal.checkMode(protectedPcie));
        checks.end();
        return new VerifiedNvidia(this);
    }

    /** No hardware stands behind it. */
    public boolean simulated() {
        return anchors.isSimulated();
    }

    public NvidiaArchitecture architecture() {
        return architecture;
    }

    /** Such as {@code GH100}. */
    public String chip() {
        return evidence.chain().chip();
    }

    /** What switches call this device: 16 hexadecimal digits in lower case. Its boot ROM's certificate says it. */
    public String deviceId() {
        return names.id();
    }

    /** Such as {@code 580.159.03}; empty for a switch. */
    public String driver() {
        return names.driver();
    }

    /** Such as {@code 96.00.74.00.20}. */
    public String vbios() {
        return names.vbios();
    }

    /** What NVIDIA's service calls the driver's manifest; empty for a switch. */
    public Optional<String> driverRimId() {
        return names.driverRimId();
    }

    /** What NVIDIA's service calls the VBIOS's manifest. */
    public String vbiosRimId() {
        return names.vbiosRimId();
    }

    /** How the GPU shares its links, where it says so; empty for a switch. */
    public Optional<NvidiaMode> mode() {
        return names.mode();
    }

    /** What the asker chose: 32 bytes. */
    public Digest nonce() {
        return Digest.of(evidence.report().requestNonce());
    }

    /** SHA-384 of the firmware that signed; a copy. */
    public byte[] firmwareId() {
        return identity.fwid().clone();
    }

    /** Values by index, which starts at 1 as in the report; a copy. */
    public SortedMap<Integer, byte[]> measurements() {
        SortedMap<Integer, byte[]> copy = new TreeMap<>();
        evidence.report().measurements().forEach((index, value) -> copy.put(index, value.clone()));
        return copy;
    }

    /** The manifests that were stapled and verified: at most one of the driver and one of the VBIOS. */
    public List<NvidiaRim> rims() {
        return rims.all();
    }

    /** SHA-256 of the report as received. */
    public Digest digest() {
        return evidence.digest();
    }

    SpdmReport report() {
        return evidence.report();
    }

    OpaqueFields fields() {
        return evidence.report().fields();
    }

    DeviceRims deviceRims() {
        return rims;
    }

    Standing standing() {
        return standing;
    }
}
