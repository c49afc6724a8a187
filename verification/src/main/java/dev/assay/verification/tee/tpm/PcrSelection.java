package dev.assay.verification.tee.tpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Registers of one bank that a quote is over (TPMS_PCR_SELECTION; Part 2, section 10.6.2).
 *
 * @param indices each 0..31, ascending
 */
public record PcrSelection(TpmHash bank, SortedSet<Integer> indices) {

    /** As many as {@code IMPLEMENTATION_PCR} can reasonably be: profiles define 24. */
    static final int MAX_PCRS = 32;

    /** There are not more banks than hashes. */
    private static final int MAX_SELECTIONS = 16;

    public PcrSelection {
        indices = Collections.unmodifiableSortedSet(new TreeSet<>(indices));
    }

    /** A TPML_PCR_SELECTION (section 10.9.7). */
    static List<PcrSelection> readList(TpmReader in) {
        long count = in.u32();
        if (count > MAX_SELECTIONS) {
            throw in.malformed("selects from " + count + " banks");
        }
        List<PcrSelection> selections = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            selections.add(read(in));
        }
        return List.copyOf(selections);
    }

    private static PcrSelection read(TpmReader in) {
        TpmHash bank = TpmHash.required(in.u16());
        byte[] bitmap = in.take(in.u8());
        if (bitmap.length > MAX_PCRS / Byte.SIZE) {
            throw new Rejection(Reason.TPM_PCR_SELECTION, "a bitmap of " + bitmap.length + " bytes");
        }
        return new PcrSelection(bank, indices(bitmap));
    }

    /** Bit 0 of byte 0 is register 0. */
    private static SortedSet<Integer> indices(byte[] bitmap) {
        SortedSet<Integer> indices = new TreeSet<>();
        for (int index = 0; index < bitmap.length * Byte.SIZE; index++) {
            if ((bitmap[index / Byte.SIZE] >> index % Byte.SIZE & 1) != 0) {
                indices.add(index);
            }
        }
        return indices;
    }
}
