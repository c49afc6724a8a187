package dev.assay.enclave.guest.tpm;

import dev.assay.enclave.guest.tpm.TpmCommand.Code;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.tpm.PcrBank;
import dev.assay.verification.tee.tpm.PcrSelection;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.tpm.TpmQuote;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A TPM's registers (TPM 2.0 Part 3, sections 18.4 and 22.4). */
final class TpmRegisters {

    private static final int ALG_NULL = 0x0010;
    private static final int PCRS = 24;
    private static final int MOST_NONCE_BYTES = 64;
    private static final int MOST_TRIES = 5;

    private final TpmConnection tpm;

    TpmRegisters(TpmConnection tpm) {
        this.tpm = tpm;
    }

    /** All registers of a bank. */
    static PcrSelection all(TpmHash bank) {
        SortedSet<Integer> indices = new TreeSet<>();
        for (int index = 0; index < PCRS; index++) {
            indices.add(index);
        }
        return new PcrSelection(bank, indices);
    }

    /**
     * A quote and the values that it is over. A register that is extended between the quote and the reading makes them
     * disagree: then both are done again.
     */
    TpmQuotation quote(int key, byte[] nonce, PcrSelection selection) throws IOException {
        if (nonce.length > MOST_NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce of " + nonce.length + " bytes");
        }
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            TpmResponse in = tpm.send(new TpmCommand(Code.QUOTE)
                            .u32(key)
                            .authorize()
                            .sized(nonce)
                            .u16(ALG_NULL)
                            .selections(List.of(selection)))
                    .parameters();
            TpmQuotation quotation = new TpmQuotation(in.sized(), in.rest(), read(selection));
            if (isOver(parse(quotation, nonce), quotation.registers())) {
                return quotation;
            }
        }
        throw new IOException(tpm.channel().name() + ": the registers change faster than they can be quoted");
    }

    private TpmQuote parse(TpmQuotation quotation, byte[] nonce) throws IOException {
        try {
            TpmQuote quote = TpmQuote.parse(quotation.message());
            if (Arrays.equals(nonce, quote.extraData())) {
                return quote;
            }
        } catch (Rejection malformed) {
            throw new IOException(tpm.channel().name() + ": what the TPM calls a quote is none", malformed);
        }
        throw new IOException(tpm.channel().name() + ": the quote is for another nonce");
    }

    /** The digest is by the hash that the key signs with, whichever that is. */
    private static boolean isOver(TpmQuote quote, PcrBank registers) {
        byte[][] values = registers.values().values().toArray(byte[][]::new);
        for (TpmHash hash : TpmHash.values()) {
            if (Arrays.equals(hash.digest(values), quote.pcrDigest())) {
                return true;
            }
        }
        return false;
    }

    /**
     * TPM2_PCR_Read gives eight at a time, with a counter of changes: with two counters in it the reading is done
     * again.
     */
    PcrBank read(PcrSelection selection) throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Map<Integer, byte[]> values = new TreeMap<>();
            if (readUnchanged(selection, values)) {
                return PcrBank.of(selection.bank(), values);
            }
        }
        throw new IOException(tpm.channel().name() + ": the registers change faster than they can be read");
    }

    private boolean readUnchanged(PcrSelection selection, Map<Integer, byte[]> values) throws IOException {
        TreeSet<Integer> left = new TreeSet<>(selection.indices());
        long counter = -1;
        while (!left.isEmpty()) {
            TpmResponse in = tpm.send(
                    new TpmCommand(Code.PCR_READ).selections(List.of(new PcrSelection(selection.bank(), left))));
            long now = in.u32();
            if (counter >= 0 && now != counter) {
                return false;
            }
            counter = now;
            readSome(in, selection.bank(), left, values);
        }
        return true;
    }

    private static void readSome(TpmResponse in, TpmHash bank, TreeSet<Integer> left, Map<Integer, byte[]> values)
            throws IOException {
        TreeSet<Integer> given = selected(in, bank);
        int count = in.count(2);
        if (count == 0 || count != given.size() || !left.containsAll(given)) {
            throw in.malformed("has other registers than were asked for, or lacks a bank");
        }
        for (int index : given) {
            byte[] value = in.sized();
            if (value.length != bank.sizeBytes()) {
                throw in.malformed("has a register of " + value.length + " bytes");
            }
            values.put(index, value);
        }
        left.removeAll(given);
    }

    private static TreeSet<Integer> selected(TpmResponse in, TpmHash bank) throws IOException {
        TreeSet<Integer> indices = new TreeSet<>();
        if (in.count(3) != 1 || in.u16() != bank.id()) {
            throw in.malformed("is about another bank");
        }
        byte[] bitmap = in.take(in.u8());
        for (int index = 0; index < bitmap.length * Byte.SIZE; index++) {
            if ((bitmap[index / Byte.SIZE] >> index % Byte.SIZE & 1) != 0) {
                indices.add(index);
            }
        }
        return indices;
    }
}
