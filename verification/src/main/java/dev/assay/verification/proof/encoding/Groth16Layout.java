package dev.assay.verification.proof.encoding;

import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.Curve;
import java.util.Set;

/** How one tool lays out keys and proofs. Every method throws {@link Rejection} for what it does not take. */
interface Groth16Layout {

    /** Those that the tool has this layout for. */
    Set<Curve> curves();

    /** Whether keys are written at all. */
    boolean hasKeys();

    PortableKey readKey(Curve curve, byte[] file);

    PortableProof readProof(Curve curve, byte[] file);

    byte[] writeKey(PortableKey key);

    byte[] writeProof(PortableProof proof);
}
