package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.nvidia.Revocation.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether evidence is an NVIDIA device's. */
public final class NvidiaVerifier {

    /** The boot ROM, which issues the leaf, is the first that NVIDIA answers for. */
    private static final int FIRST_REVOCABLE = 1;

    private static final int FIRST_OF_RIM = 0;

    private NvidiaVerifier() {}

    /**
     * Verifies evidence and whatever was stapled. Checks:
     *
     * <ol>
     *   <li>ours: no certificate is marked as simulated, or, under simulated anchors, the root is;
     *   <li>the last of exactly five certificates is a root among the anchors, each is valid at {@code now}, for its role,
     *       named for its place, and issued and signed by the next (RFC 5280);
     *   <li>the chip that the leaf names is of a known architecture, and of the one that the evidence claims;
     *   <li>the report, request and response, is signed by the leaf's key (DSP0274 1.1, section 10.11.2);
     *   <li>the leaf was issued for the firmware that reports, by the device that it names (TCG DICE);
     *   <li>what it calls itself and its software is well formed (NVIDIA, opaque data);
     *   <li>every OCSP response about a certificate is by an authorised responder, current, and neither "revoked" nor
     *       "unknown" (RFC 6960, section 3.2);
     *   <li>every manifest is NVIDIA's (see {@link NvidiaRim#verify}), and for this kind of device, this chip
     *       and this driver or VBIOS.
     * </ol>
     *
     * What is not stapled is for {@link GenuineNvidia#appraise} to miss.
     *
     * @param now the time of verification, for every check alike
     * @return {@code Simulated} under simulated anchors, never {@code Verified}
     */
    public static Verdict<GenuineNvidia> verify(
            NvidiaEvidence evidence, NvidiaEndorsements endorsements, NvidiaAnchors anchors, Instant now) {
        try {
            GenuineNvidia genuine = genuine(evidence, endorsements, anchors, now);
            return anchors.isSimulated() ? new Verdict.Simulated<>(genuine) : new Verdict.Verified<>(genuine);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static GenuineNvidia genuine(
            NvidiaEvidence evidence, NvidiaEndorsements endorsements, NvidiaAnchors anchors, Instant now) {
        DeviceChain chain = evidence.chain();
        chain.verify(anchors.devices(), now);
        NvidiaArchitecture architecture = architecture(evidence);
        chain.checkSignature(evidence.report(), anchors.devices().known());
        DiceIdentity identity = DiceIdentity.of(chain.path().leaf());
        identity.checkIssuer(chain.bootRom());
        identity.checkFirmware(evidence.report().fields());

        DeviceNames names = DeviceNames.of(evidence, architecture);
        endorsements.checkCounts();
        Revocation revocation = Revocation.of(endorsements, now);
        Standing device = revocation.of(chain.path(), anchors.devices(), FIRST_REVOCABLE);
        DeviceRims rims = DeviceRims.verify(endorsements.rims(), names, architecture, anchors, now);
        List<Standing> references = rims.all().stream()
                .map(rim -> revocation.of(rim.path(), anchors.references(), FIRST_OF_RIM))
                .toList();
        return new GenuineNvidia(evidence, architecture, names, identity, rims, standings(device, references), anchors);
    }

    private static NvidiaArchitecture architecture(NvidiaEvidence evidence) {
        NvidiaArchitecture architecture =
                NvidiaArchitecture.ofChip(evidence.chain().chip());
        Optional<NvidiaArchitecture> claimed = evidence.claimed();
        if (claimed.isPresent() && claimed.get() != architecture) {
            throw new Rejection(Reason.DEVICE_ARCHITECTURE, claimed.get() + " is claimed of a " + architecture);
        }
        return architecture;
    }

    private static Standing standings(Standing device, List<Standing> references) {
        return references.stream().reduce(device, Standing::and);
    }
}
