package dev.assay.verification.proof.gnark;

import dev.assay.verification.proof.gnark.GnarkWriter.Form;
import java.util.List;
import java.util.Random;

/** A file with a key that has one commitment, for tests of verifiers that know none. */
public final class CommittingKey {

    private CommittingKey() {}

    public static byte[] withInputs(int publicInputs) {
        Trapdoor trapdoor = Trapdoor.create(publicInputs, List.of(List.of(1)), new Random(73));
        return GnarkWriter.key(trapdoor.key(), Form.COMPRESSED);
    }
}
