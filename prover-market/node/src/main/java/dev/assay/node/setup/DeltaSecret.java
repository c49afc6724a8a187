package dev.assay.node.setup;

import dev.assay.node.iden3.Contribution;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What one contributor multiplies delta by, and a random point to prove with that they know it. Who keeps x of every
 * contribution can prove anything: drop it after use.
 */
record DeltaSecret(Fr x, G1.Affine s) {

    /** Secrets need a {@link java.security.SecureRandom}. */
    static DeltaSecret random(RandomGenerator random) {
        return new DeltaSecret(
                Fr.random(random), G1.GENERATOR.multiply(Fr.random(random)).toAffine());
    }

    /** What everybody gets from a public beacon. */
    static DeltaSecret of(Contribution.Beacon beacon) {
        byte[] hash = beacon.value();
        MessageDigest sha256 = dev.assay.verification.Digest.newSha256();
        for (long i = 0; i < 1L << beacon.iterationsLog2(); i++) {
            hash = sha256.digest(hash);
        }
        ChaChaRandom random = new ChaChaRandom(hash);
        return new DeltaSecret(random.nextFr(), SeededPoints.g1(random));
    }

    G1.Affine sx() {
        return s.toJacobian().multiply(x).toAffine();
    }

    /**
     * The first contribution to a key.
     *
     * @param before the hash of the circuit
     */
    Contribution contribute(PointHash before, String name) {
        byte[] transcript = before.copy().g1(s).g1(sx()).digest();
        return new Contribution(
                G1.GENERATOR.multiply(x).toAffine(),
                s,
                sx(),
                SeededPoints.ofTranscript(transcript).toJacobian().multiply(x).toAffine(),
                transcript,
                name,
                Optional.empty());
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "DeltaSecret";
    }

    G2.Affine delta2() {
        return G2.GENERATOR.multiply(x).toAffine();
    }
}
