package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.proof.gnark.Words;
import java.util.Arrays;
import java.util.HexFormat;

/** The four bytes by which zkVMs' proofs say which release they are for. */
final class Selector {

    private Selector() {}

    static void check(Words in, byte[] expected) {
        byte[] found = in.take(expected.length, "selector");
        if (!Arrays.equals(found, expected)) {
            HexFormat hex = HexFormat.of();
            throw new Rejection(
                    Reason.SELECTOR_MISMATCH, hex.formatHex(found) + " found, not " + hex.formatHex(expected));
        }
    }
}
