package dev.assay.cli.verify;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.zkvm.Risc0Parameters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The releases of RISC Zero that cases are of, old ones too. Control root and control id are {@code CONTROL_ROOT} and {@code
 * BN254_CONTROL_ID} in {@code contracts/src/groth16/ControlID.sol} of RISC Zero's risc0-ethereum repository, under each
 * release's tag; but 5.0's root is that in the public inputs of its published test receipt, and gives its selector.
 */
enum Risc0Release {
    V2_0("539032186827b06719244873b17b2d4c122e2d02cfb1994fe958b2523b844576"),
    V2_1("884389273e128b32475b334dec75ee619b77cb33d41c332021fe7e44c746ee60"),
    V2_2("ce52bf56033842021af3cf6db8a50d1b7535c125a34f1a22c6fdcf002c5a1529"),
    V3_0("a54dc85ac99f851c92d7c96d7318af41dbe7c0194edfcc37eb4d422a998c1f56"),
    V5_0("b1f64013f70bbb386a8b3a3d63552c5cb5ea4a549ec7fb1ecc2a031dbf488167");

    /** The same in all of them. */
    private static final Digest CONTROL_ID =
            Digest.ofHex("04446e66d300eb7fb45c9726bb53c793dda407a62e9601618bb43c5c14657ac0");

    private final Digest controlRoot;

    Risc0Release(String controlRoot) {
        this.controlRoot = Digest.ofHex(controlRoot);
    }

    /** The one in an id like {@code zk-risc0-receipt-v3_0-receipt}. */
    static Optional<Risc0Release> named(String id) {
        return Arrays.stream(values())
                .filter(release -> id.startsWith("zk-" + release.folder() + "-"))
                .findFirst();
    }

    /** Where its key lies. */
    String folder() {
        return "risc0-receipt-" + name().toLowerCase(Locale.ROOT);
    }

    Verdict<Risc0Parameters> parameters(VerifiedKey key) {
        return Risc0Parameters.of(key, controlRoot, CONTROL_ID);
    }

    /**
     * Whether it is believed unless another is named: RISC Zero has stopped two for faults in their circuits, and 5.0's root
     * is known from a receipt alone, which is no place to learn whom to believe.
     */
    boolean isBelieved() {
        return this == V2_2 || this == V3_0;
    }

    /** As people write it, such as "3.0". */
    String label() {
        return name().substring(1).replace('_', '.');
    }

    /** @throws IllegalArgumentException if there is none */
    static Risc0Release labelled(String label) {
        return Arrays.stream(values())
                .filter(release -> release.label().equals(label))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }
}
