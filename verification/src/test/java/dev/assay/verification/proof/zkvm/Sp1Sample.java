package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.value;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.gnark.ZkVectors;
import dev.assay.verification.proof.gnark.ZkVectors.Vector;
import java.io.IOException;

/** SP1's own test proof of a release. The hashes are those in the release's contracts. */
record Sp1Sample(Sp1Parameters parameters, byte[] proof, Digest programVkey, byte[] publicValues) {

    static final Digest VERIFIER_HASH_4 =
            Digest.ofHex("11b6a09d63d255ad425ee3a7f6211d5ec63fbde9805b40551c3136275b6f4eb4");
    static final Digest VERIFIER_HASH_6 =
            Digest.ofHex("0e78f4db7a6771a3a6a7d9c3b0de6fe73d58781368967a7fe84d87aefffec896");
    static final Digest VK_ROOT_6 = Digest.ofHex("008cd56e10c2fe24795cff1e1d1f40d3a324528d315674da45d26afb376e8670");
    static final Digest VERIFIER_HASH_6_1 =
            Digest.ofHex("4388a21c687fdd5f218d7e3d13190cac4c5355818d3605fd5fb811df468ee696");
    static final Digest VK_ROOT_6_1 = Digest.ofHex("002f850ee998974d6cc00e50cd0814b098c05bfade466d28573240d057f25352");

    static Sp1Sample of4() throws IOException {
        return of("zk-sp1-v4-groth16-proof_valid", Sp1Parameters.before6(key("sp1-v4-groth16"), VERIFIER_HASH_4));
    }

    static Sp1Sample of6() throws IOException {
        return of(
                "zk-sp1-v6-groth16-proof_bytes",
                Sp1Parameters.since6(key("sp1-v6-groth16"), VERIFIER_HASH_6, VK_ROOT_6));
    }

    static VerifiedKey key(String folder) throws IOException {
        return value(VerifiedKey.load(ZkVectors.file(folder + "/verification_key.json")));
    }

    private static Sp1Sample of(String id, Sp1Parameters parameters) throws IOException {
        Vector vector = ZkVectors.all("sp1", "groth16").stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        return of(vector, parameters);
    }

    static Sp1Sample of(Vector vector, Sp1Parameters parameters) {
        return new Sp1Sample(
                parameters,
                vector.hex("proofHex"),
                Digest.of(vector.hex("programVkeyHex")),
                vector.hex("publicValuesHex"));
    }

    Verdict<VerifiedSp1Proof> verify() {
        return Sp1Verifier.verify(parameters, proof, programVkey, publicValues);
    }

    Sp1Sample withProof(byte[] other) {
        return new Sp1Sample(parameters, other, programVkey, publicValues);
    }

    /** With one byte exclusive-ored. */
    Sp1Sample withFlipped(int at, int bits) {
        byte[] other = proof.clone();
        other[at] ^= (byte) bits;
        return withProof(other);
    }

    Sp1Sample withParameters(Sp1Parameters other) {
        return new Sp1Sample(other, proof, programVkey, publicValues);
    }

    Sp1Sample withProgram(Digest other) {
        return new Sp1Sample(parameters, proof, other, publicValues);
    }

    Sp1Sample withPublicValues(byte[] other) {
        return new Sp1Sample(parameters, proof, programVkey, other);
    }
}
