package dev.assay.node.prove;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.ProvingException.Code;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.VerifiedKey;

/** A {@code .zkey} that is fit to prove with, and the verification key inside it. */
record ProvingKey(Zkey zkey, VerifiedKey verificationKey) {

    static ProvingKey load(MappedFile file, SubgroupCheck subgroup) throws Iden3FormatException, ProvingException {
        Zkey zkey = Zkey.parse(file);
        VerifiedKey key = switch (VerifiedKey.load(zkey.keyPoints().toJson())) {
            case Verdict.Verified<VerifiedKey> verified -> verified.value();
            case Verdict.Rejected<VerifiedKey> why -> throw rejected(zkey, why.reason() + ", " + why.detail());
            case Verdict.Simulated<VerifiedKey> ignored -> throw rejected(zkey, "simulated");
        };
        // Then r delta1 would not blind A, and the proof would still verify with beta1 and all of B1 at infinity too.
        if (zkey.header().delta1().isInfinity()) {
            throw rejected(zkey, "delta1 is at infinity");
        }
        if (!subgroup.passes(zkey.b2())) {
            throw rejected(zkey, "a point of section B2 is not in the group of order r");
        }
        return new ProvingKey(zkey, key);
    }

    private static ProvingException rejected(Zkey zkey, String why) {
        return new ProvingException(Code.KEY_REJECTED, zkey.name() + ": the key is unsafe: " + why);
    }
}
