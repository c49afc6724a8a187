package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.tpm.PcrBank;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.tpm.TpmPublicKey;
import dev.assay.verification.tee.tpm.TpmQuote;
import dev.assay.verification.tee.tpm.TpmSignature;
import dev.assay.verification.tee.vtpm.ProtoReader.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The message {@code attest.Attestation} of google/go-tpm-tools (proto/attest.proto). Parsed; anyone may have made it. What
 * it says of the instance (field 4), the canonical event log of containers (5) and the TEE's own report (8 and 9) are
 * not read, and nothing is believed because of them.
 */
final class GcpEvidence {

    /** Three banks of registers, a log and certificates have some 30 KiB. */
    static final int MAX_BYTES = 2 << 20;

    private static final int MAX_QUOTES = 8;
    private static final int MAX_INTERMEDIATES = 6;

    private static final int AK_PUB = 1;
    private static final int QUOTES = 2;
    private static final int EVENT_LOG = 3;
    private static final int AK_CERT = 6;
    private static final int INTERMEDIATE_CERTS = 7;
    private static final int LAST = 9;

    private final Digest digest;
    private final TpmPublicKey key;
    private final List<SignedQuote> quotes;
    private final Optional<byte[]> eventLog;
    private final byte[] certificate;
    private final List<byte[]> intermediates;

    private GcpEvidence(byte[] evidence, List<Field> fields) {
        digest = Digest.sha256(evidence);
        key = TpmPublicKey.parse(one(fields, AK_PUB).orElseThrow(() -> missing("ak_pub")));
        quotes =
                all(fields, QUOTES, MAX_QUOTES).stream().map(GcpEvidence::quote).toList();
        eventLog = one(fields, EVENT_LOG).filter(log -> log.length != 0);
        certificate = one(fields, AK_CERT).orElseThrow(() -> missing("ak_cert"));
        intermediates = all(fields, INTERMEDIATE_CERTS, MAX_INTERMEDIATES);
        if (quotes.isEmpty()) {
            throw missing("quotes");
        }
    }

    /** The message in its encoding, at most 2 MiB; a field that is known to be single, twice, is refused. */
    static Verdict<GcpEvidence> parse(byte[] evidence) {
        try {
            return new Verdict.Verified<>(read(evidence));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection as {@link #parse} says */
    static GcpEvidence read(byte[] evidence) {
        if (evidence.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, evidence.length + " bytes; the limit is " + MAX_BYTES);
        }
        List<Field> fields = ProtoReader.read(evidence);
        for (Field field : fields) {
            if (field.number() > LAST) {
                throw ProtoReader.malformed("an attestation with a field " + field.number());
            }
        }
        return new GcpEvidence(evidence, fields);
    }

    /** The message {@code tpm.Quote} (proto/tpm.proto). */
    private static SignedQuote quote(byte[] message) {
        List<Field> fields = ProtoReader.read(message);
        return new SignedQuote(
                TpmQuote.parse(one(fields, 1).orElseThrow(() -> missing("quote"))),
                TpmSignature.parse(one(fields, 2).orElseThrow(() -> missing("raw_sig"))),
                bank(one(fields, 3).orElseThrow(() -> missing("pcrs"))));
    }

    /** The message {@code tpm.PCRs}: a hash, and a map, which is a list of messages of key and value. */
    private static PcrBank bank(byte[] message) {
        List<Field> fields = ProtoReader.read(message);
        TpmHash hash = TpmHash.required((int) number(fields, 1));
        Map<Integer, byte[]> values = new HashMap<>();
        for (byte[] entry : all(fields, 2, Integer.MAX_VALUE)) {
            List<Field> pair = ProtoReader.read(entry);
            byte[] value = one(pair, 2).orElseThrow(() -> missing("a register's value"));
            if (values.put((int) number(pair, 1), value) != null) {
                throw ProtoReader.malformed("a register comes twice");
            }
        }
        return PcrBank.of(hash, values);
    }

    private static List<byte[]> all(List<Field> fields, int number, int most) {
        List<byte[]> found = new ArrayList<>();
        for (Field field : fields) {
            if (field instanceof Field.Bytes(int each, byte[] value) && each == number) {
                found.add(value);
            } else if (field.number() == number) {
                throw ProtoReader.malformed("a number in place of field " + number);
            }
        }
        if (found.size() > most) {
            throw ProtoReader.malformed("more than " + most + " of field " + number);
        }
        return List.copyOf(found);
    }

    private static Optional<byte[]> one(List<Field> fields, int number) {
        return all(fields, number, 1).stream().findFirst();
    }

    /** Absent stands for zero, as the encoding says. */
    private static long number(List<Field> fields, int number) {
        long found = 0;
        int count = 0;
        for (Field field : fields) {
            if (field instanceof Field.Varint(int each, long value) && each == number) {
                found = value;
                count++;
            } else if (field.number() == number) {
                throw ProtoReader.malformed("bytes in place of field " + number);
            }
        }
        if (count > 1 || found > Integer.MAX_VALUE) {
            throw ProtoReader.malformed("field " + number + " twice, or beyond 2^31");
        }
        return found;
    }

    private static Rejection missing(String field) {
        return new Rejection(Reason.EVIDENCE_FIELD_MISSING, field + " is absent");
    }

    Digest digest() {
        return digest;
    }

    TpmPublicKey key() {
        return key;
    }

    List<SignedQuote> quotes() {
        return quotes;
    }

    Optional<byte[]> eventLog() {
        return eventLog;
    }

    /** DER of the attestation key's certificate. */
    byte[] certificate() {
        return certificate;
    }

    /** DER. */
    List<byte[]> intermediates() {
        return intermediates;
    }
}
