package dev.assay.verification.corim;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import dev.assay.verification.corim.ReferenceTriple.HashedValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From the manifest down to its digests, in the order of the draft's figures. */
final class CorimReader {

    private static final int CONCISE_MID_TAG = 506;
    private static final int EPOCH_TIME = 1;

    private final Instant now;
    private final List<ReferenceTriple> triples = new ArrayList<>();

    CorimReader(Instant now) {
        this.now = now;
    }

    /** Section 4.1: tags (1), validity (4). A profile (3) may change the meaning of anything, so there must be none. */
    List<ReferenceTriple> read(CborValue corimMap) {
        CorimFields corim = CorimFields.of(corimMap, "the manifest");
        corim.only(0, 1, 2, 4, 5);
        corim.optional(4).ifPresent(validity -> checkValidity(validity, now));
        for (CborValue tag : corim.array(1)) {
            readTag(tag);
        }
        return List.copyOf(triples);
    }

    /** Section 7.3: both ends included. */
    static void checkValidity(CborValue validityMap, Instant now) {
        CorimFields validity = CorimFields.of(validityMap, "a validity");
        Optional<Instant> from = validity.optional(0).map(CorimReader::time);
        Instant to = time(validity.required(new Int(1)));
        if (from.isPresent() && now.isBefore(from.get()) || now.isAfter(to)) {
            throw new Rejection(Reason.REFERENCE_VALUES_NOT_CURRENT, "for use until " + to + ", it is " + now);
        }
    }

    private static Instant time(CborValue value) {
        if (value instanceof Tagged(long tag, Int(long seconds)) && tag == EPOCH_TIME && seconds >> 40 == 0) {
            return Instant.ofEpochSecond(seconds);
        }
        throw CorimFields.malformed("a time is not tag 1 with whole seconds since 1970");
    }

    /** Section 5: a CoMID; other tags hold no reference triples. */
    private void readTag(CborValue tag) {
        if (tag instanceof Tagged(long number, Bytes(byte[] comid))) {
            if (number == CONCISE_MID_TAG) {
                readComid(Cbor.decode(comid, Cbor.Outermost.DEFINITE));
            }
            return;
        }
        throw CorimFields.malformed("a tag is not a tagged byte string");
    }

    /** Section 5.1: triples (4), of them the reference triples (0); the rest endorses, and accepts nothing. */
    private void readComid(CborValue comid) {
        CborValue triplesMap = CorimFields.of(comid, "a CoMID").required(new Int(4));
        CorimFields.of(triplesMap, "triples")
                .optional(0)
                .ifPresent(records ->
                        CorimFields.items(records, "reference triples").forEach(this::readTriple));
    }

    /** Section 5.1.5: an environment and the measurements that it makes. */
    private void readTriple(CborValue record) {
        List<CborValue> parts = CorimFields.items(record, "a reference triple");
        if (parts.size() != 2) {
            throw CorimFields.malformed("a reference triple has not two parts");
        }
        CorimFields environment = CorimFields.of(parts.getFirst(), "an environment");
        environment.only(0);
        CorimFields type = CorimFields.of(environment.required(new Int(0)), "an environment's class");
        SortedMap<String, List<HashedValue>> registers = new TreeMap<>();
        CorimFields.items(parts.getLast(), "measurements").forEach(entry -> readMeasurement(entry, registers));
        triples.add(new ReferenceTriple(type.text(1), type.text(2), Collections.unmodifiableSortedMap(registers)));
    }

    /** Section 5.1.4.5: a key (0) and digests (2), or integrity registers (14) that have keys of their own. */
    private static void readMeasurement(CborValue entry, SortedMap<String, List<HashedValue>> registers) {
        CorimFields measurement = CorimFields.of(entry, "a measurement");
        measurement.only(0, 1);
        CorimFields values = CorimFields.of(measurement.required(new Int(1)), "a measurement's values");
        values.only(2, 14);
        values.optional(2).ifPresent(digests -> put(registers, key(measurement), digests));
        values.optional(14)
                .map(map -> CorimFields.of(map, "integrity registers"))
                .ifPresent(map -> map.entries().forEach((key, digests) -> put(registers, name(key), digests)));
    }

    private static String key(CorimFields measurement) {
        return name(measurement.required(new Int(0)));
    }

    private static String name(CborValue key) {
        return switch (key) {
            case Int(long number) when number >= 0 -> Long.toString(number);
            case Text(String name) -> name;
            default -> throw new Rejection(Reason.REFERENCE_VALUES_UNSUPPORTED, "a key that is no number or text");
        };
    }

    private static void put(SortedMap<String, List<HashedValue>> registers, String name, CborValue digests) {
        List<HashedValue> values = CorimFields.items(digests, "digests").stream()
                .map(CorimReader::digest)
                .toList();
        // Twice would mean "one of both"; to keep either alone is not what was meant.
        if (registers.put(name, values) != null) {
            throw new Rejection(Reason.REFERENCE_VALUES_UNSUPPORTED, "register " + name + " twice in a triple");
        }
    }

    private static HashedValue digest(CborValue value) {
        if (value instanceof Array(List<CborValue> parts)
                && parts.size() == 2
                && parts.getFirst() instanceof Int(long algorithm)
                && parts.getLast() instanceof Bytes(byte[] digest)
                && sizeBytes(algorithm) == digest.length) {
            return new HashedValue((int) algorithm, digest);
        }
        throw new Rejection(
                Reason.REFERENCE_VALUES_UNSUPPORTED, "a digest that is not SHA-256, SHA-384 or SHA-512 in full");
    }

    private static int sizeBytes(long algorithm) {
        return algorithm == ReferenceTriple.SHA_256
                ? 32
                : algorithm == ReferenceTriple.SHA_384 ? 48 : algorithm == ReferenceTriple.SHA_512 ? 64 : -1;
    }
}
