package dev.assay.market.zkey;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.fflonk.FflonkKey;
import dev.assay.verification.proof.plonk.PlonkKey;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The verification key that a proving key has inside: snarkjs' zkey, binary format version 1. Points are not looked at: they
 * are compared with those of a key that was examined.
 */
public final class ZkeyVerificationKey {

    private ZkeyVerificationKey() {}

    /**
     * Whether the proving key is for the same proof system, and has the same key inside.
     *
     * @throws Failure with {@link ErrorCode#ARTIFACT_INVALID} if the file is not of that form, or for another system
     */
    public static boolean isIn(Path zkey, ProofKey key) throws IOException {
        try (FileChannel file = FileChannel.open(zkey, StandardOpenOption.READ)) {
            return isIn(ZkeyFile.read(file, key.curve()), key);
        } catch (EOFException e) {
            throw ZkeyFile.invalid("it ends early");
        }
    }

    private static boolean isIn(ZkeyFile file, ProofKey key) throws IOException {
        return switch (key) {
            case ProofKey.Groth16(VerifiedKey groth16) ->
                Groth16Inside.read(file, key.publicInputs()).equals(groth16.keyPoints());
            case ProofKey.Plonk(PlonkKey plonk) ->
                PlonkInside.read(file, plonk.circuit().omega()).equals(plonk.circuit());
            case ProofKey.Fflonk(FflonkKey fflonk) ->
                FflonkInside.read(file, fflonk.circuit().omega()).equals(fflonk.circuit());
        };
    }
}
