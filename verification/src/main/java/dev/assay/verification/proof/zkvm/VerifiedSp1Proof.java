package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.proof.PublicInputs;
import java.math.BigInteger;
import java.util.List;

/** A program and its public output that an SP1 proof was accepted for; only {@link Sp1Verifier} makes one. */
public final class VerifiedSp1Proof {

    private final Digest verifierHash;
    private final Digest programVkey;
    private final byte[] publicValues;
    private final PublicInputs inputs;

    VerifiedSp1Proof(Digest verifierHash, Digest programVkey, byte[] publicValues, PublicInputs inputs) {
        this.verifierHash = verifierHash;
        this.programVkey = programVkey;
        this.publicValues = publicValues.clone();
        this.inputs = inputs;
    }

    /** The release that it was verified as. */
    public Digest verifierHash() {
        return verifierHash;
    }

    public Digest programVkey() {
        return programVkey;
    }

    public byte[] publicValues() {
        return publicValues.clone();
    }

    /** Program, digest of the public values, and since release 6 exit code, root and nonce. */
    public List<BigInteger> publicInputs() {
        return inputs.toBigIntegers();
    }
}
