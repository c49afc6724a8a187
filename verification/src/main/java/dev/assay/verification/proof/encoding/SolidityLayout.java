package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Proof;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a verifier contract on Ethereum is given: over BN254, for which there are precompiles, and never the key. */
abstract sealed class SolidityLayout implements Groth16Layout permits SolidityText, SolidityCall, SolidityWords {

    @Override
    public Set<Curve> curves() {
        return Set.of(Curve.BN254);
    }

    @Override
    public boolean hasKeys() {
        return false;
    }

    @Override
    public PortableKey readKey(Curve curve, byte[] file) {
        throw new Rejection(Reason.MALFORMED, "a call holds a proof: the key is in the contract");
    }

    @Override
    public byte[] writeKey(PortableKey key) {
        throw new Rejection(Reason.CONVERSION_IMPOSSIBLE, "a call holds a proof: the key is in the contract");
    }

    /** @param inputs words */
    static PortableProof proof(byte[] proofWords, byte[] inputs) {
        if (inputs.length > PublicInputs.MAX_COUNT * Words.WORD_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, inputs.length + " bytes of public inputs");
        }
        List<BigInteger> values =
                inputs.length == 0 ? List.of() : PublicInputsFormat.WORDS.readFrom(Curve.BN254, inputs);
        return proof(proofWords, Optional.of(values));
    }

    static PortableProof proof(byte[] proofWords, Optional<List<BigInteger>> inputs) {
        Words in = new Words(proofWords);
        Groth16Proof points = in.groth16Proof();
        in.end();
        return PortableProof.examine(Curve.BN254, points.toPoints(), inputs);
    }

    /** The eight numbers of A, B and C in the contracts' order. */
    static List<BigInteger> words(PortableProof proof) {
        List<BigInteger> words = new ArrayList<>();
        for (AffinePoint point :
                List.of(proof.points().a(), proof.points().b(), proof.points().c())) {
            addTo(words, point.x());
            addTo(words, point.y());
        }
        return words;
    }

    private static void addTo(List<BigInteger> words, long[] coordinate) {
        if (coordinate.length > Curve.BN254.fq().limbs()) {
            words.add(Curve.BN254.part(coordinate, 1));
        }
        words.add(Curve.BN254.part(coordinate, 0));
    }

    static List<BigInteger> inputs(PortableProof proof) {
        return proof.inputs()
                .orElseThrow(() -> new Rejection(
                        Reason.CONVERSION_IMPOSSIBLE, "a call holds the public inputs too: give them with the proof"));
    }
}
