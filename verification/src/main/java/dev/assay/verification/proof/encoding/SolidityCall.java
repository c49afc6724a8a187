package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.Calldata;
import dev.assay.verification.proof.gnark.Words;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a call to a verifier contract: of any function that {@link Calldata} knows; written for snarkjs' contract,
 * {@code verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[N])}.
 */
final class SolidityCall extends SolidityLayout {

    private static final int SELECTOR_BYTES = 4;

    @Override
    public PortableProof readProof(Curve curve, byte[] file) {
        int inputs = (file.length - SELECTOR_BYTES - Words.GROTH16_PROOF_BYTES) / Words.WORD_BYTES;
        boolean words = file.length % Words.WORD_BYTES == SELECTOR_BYTES && inputs >= 0;
        if (!words || inputs > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.MALFORMED, file.length + " bytes are no call with a proof");
        }
        Calldata call = Calldata.readAny(file, inputs);
        if (call.proof().length != Words.GROTH16_PROOF_BYTES) {
            throw new Rejection(
                    Reason.COMMITMENT_UNSUPPORTED, "the proof has commitments, which only gnark's own format has");
        }
        return proof(call.proof(), call.inputs());
    }

    @Override
    public byte[] writeProof(PortableProof proof) {
        List<BigInteger> words = new ArrayList<>(words(proof));
        List<BigInteger> inputs = inputs(proof);
        words.addAll(inputs);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Calldata.snarkjsSelector(inputs.size()));
        words.forEach(word -> out.writeBytes(PointCodec.bigEndian(word, Words.WORD_BYTES)));
        return out.toByteArray();
    }
}
