package dev.assay.cli.verify;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.tpm.PcrBank;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.tpm.TpmQuote;
import dev.assay.verification.tee.tpm.TpmSignature;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A quote as earlier tools of Azure's stored it: signature and message, each after its length, and registers of SHA-256. */
record LegacyQuote(TpmSignature signature, TpmQuote quote, PcrBank bank) {

    private static final int MAX_PART_BYTES = 1024;
    private static final int MAX_PCRS = 24;

    static LegacyQuote parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            TpmSignature signature = TpmSignature.rsassaSha256(part(in));
            TpmQuote quote = TpmQuote.parse(part(in));
            PcrBank bank = bank(in);
            if (in.hasRemaining()) {
                throw malformed();
            }
            return new LegacyQuote(signature, quote, bank);
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
    }

    private static byte[] part(ByteBuffer in) {
        byte[] part = new byte[length(in, MAX_PART_BYTES)];
        in.get(part);
        return part;
    }

    private static PcrBank bank(ByteBuffer in) {
        Map<Integer, byte[]> values = new TreeMap<>();
        int count = length(in, MAX_PCRS);
        for (int index = 0; index < count; index++) {
            byte[] value = new byte[TpmHash.SHA256.sizeBytes()];
            in.get(value);
            values.put(index, value);
        }
        return PcrBank.of(TpmHash.SHA256, values);
    }

    private static int length(ByteBuffer in, int most) {
        long length = in.getLong();
        if (length < 0 || length > most) {
            throw malformed();
        }
        return (int) length;
    }

    private static Rejection malformed() {
        return new Rejection(Reason.MALFORMED, "not a quote of earlier tools");
    }
}
