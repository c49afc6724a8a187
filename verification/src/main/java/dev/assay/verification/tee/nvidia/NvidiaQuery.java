package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.xml.Xml;
import java.util.ArrayList;
import java.util.List;

/**
 * What of NVIDIA's services a device's endorsements are asked for. Nothing is verified: evidence that lies about itself gets
 * endorsements that do not fit it.
 *
 * @param manifests what the service calls the manifests: of a GPU's driver and VBIOS, of a switch's BIOS. Text of the
 *     device's own: not fit for an address as it is
 * @param authorities the device's chain from the boot ROM to the root, without the leaf, which no responder knows
 */
public record NvidiaQuery(List<String> manifests, List<Certificate> authorities) {

    public NvidiaQuery {
        manifests = List.copyOf(manifests);
        authorities = List.copyOf(authorities);
    }

    public static Verdict<NvidiaQuery> of(NvidiaEvidence evidence) {
        try {
            NvidiaArchitecture architecture =
                    NvidiaArchitecture.ofChip(evidence.chain().chip());
            RimIds ids = new RimIds(evidence.report().fields(), architecture);
            List<String> manifests = new ArrayList<>();
            ids.driver().ifPresent(manifests::add);
            manifests.add(ids.vbios());
            List<Certificate> chain = evidence.chain().path().certificates();
            return new Verdict.Verified<>(new NvidiaQuery(manifests, chain.subList(1, chain.size())));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** The certificates in a manifest, signer first and root last: a responder is asked for all but the root. */
    public static Verdict<List<Certificate>> signersOf(byte[] rim) {
        try {
            return new Verdict.Verified<>(RimSignature.of(Xml.read(rim)).path().certificates());
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
