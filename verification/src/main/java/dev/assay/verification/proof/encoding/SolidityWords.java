package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.gnark.Words;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The eight words of A, B and C, as gnark's {@code Proof.MarshalSolidity} and zkVMs' seals have them. */
final class SolidityWords extends SolidityLayout {

    @Override
    public PortableProof readProof(Curve curve, byte[] file) {
        if (file.length != Words.GROTH16_PROOF_BYTES) {
            throw new Rejection(Reason.MALFORMED, file.length + " bytes are not eight words");
        }
        return proof(file, Optional.empty());
    }

    @Override
    public byte[] writeProof(PortableProof proof) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        words(proof).forEach(word -> out.writeBytes(PointCodec.bigEndian(word, Words.WORD_BYTES)));
        return out.toByteArray();
    }
}
