package dev.assay.enclave.guest.nitro;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.assay.enclave.guest.fake.FakeDriver;
import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bool;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Text;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A security module behind {@code struct nsm_raw}: registers, locks, and documents of a simulated Nitro. */
final class FakeNsm implements FakeDriver {
    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final int EMSGSIZE = 90;
    private static final int EINVAL = 22;

    final SortedMap<Integer, byte[]> registers = new TreeMap<>();
    final TreeSet<Integer> locked = new TreeSet<>();
    private final SimulatedNitro nitro;

    /** What the module really answers. */
    UnaryOperator<byte[]> spoil = UnaryOperator.identity();

    /** The length that the driver claims to have written; empty for the true one. */
    Optional<Long> claimedLength = Optional.empty();

    FakeNsm(SimulatedNitro nitro) {
        this.nitro = nitro;
        for (int i = 0; i < 32; i++) {
            registers.put(i, new byte[48]);
        }
        for (int i = 0; i < 3; i++) {
            registers.put(i, sha384(new byte[] {(byte) i}));
        }
        for (int i = 0; i < 16; i++) {
            locked.add(i);
        }
    }

    @Override
    public int ioctl(long request, MemorySegment raw) {
        if (request != NsmDevice.IOCTL_RAW) {
            return -ENOTTY;
        }
        if (raw.get(JAVA_LONG, 8) > NsmDevice.MAX_REQUEST_BYTES) {
            return -EMSGSIZE;
        }
        byte[] command =
                FakeDriver.memory(raw.get(JAVA_LONG, 0), raw.get(JAVA_LONG, 8)).toArray(JAVA_BYTE);
        byte[] answer = spoil.apply(CborEncoding.encode(answer(Cbor.decode(command, Cbor.Outermost.DEFINITE))));
        if (answer.length > raw.get(JAVA_LONG, 24)) {
            return -EMSGSIZE;
        }
        MemorySegment into = FakeDriver.memory(raw.get(JAVA_LONG, 16), raw.get(JAVA_LONG, 24));
        MemorySegment.copy(answer, 0, into, JAVA_BYTE, 0, answer.length);
        raw.set(JAVA_LONG, 24, claimedLength.orElse((long) answer.length));
        return answer.length == 0 ? -EINVAL : 0;
    }

    private CborValue answer(CborValue request) {
        return switch (request) {
            case Text(String name) when name.equals("DescribeNSM") -> named(name, description());
            case Text(String name)
            when name.equals("GetRandom") -> named(name, map("random", new Bytes(new byte[256])));
            case Mapping map
            when map.entries().size() == 1 -> {
                Map.Entry<CborValue, CborValue> only =
                        map.entries().entrySet().iterator().next();
                yield command(((Text) only.getKey()).value(), (Mapping) only.getValue());
            }
            default -> error("InvalidOperation");
        };
    }

    private CborValue command(String name, Mapping fields) {
        return switch (name) {
            case "Attestation" -> {
                byte[] document = nitro.attest(
                        new TreeMap<>(registers.headMap(16)),
                        bytes(fields, "public_key"),
                        bytes(fields, "user_data"),
                        bytes(fields, "nonce"),
                        NOW);
                yield named(name, map("document", new Bytes(document)));
            }
            case "DescribePCR" -> describe(number(fields, "index"));
            case "ExtendPCR" -> extend(number(fields, "index"), bytes(fields, "data"));
            case "LockPCR" -> {
                locked.add(number(fields, "index"));
                yield new Text(name);
            }
            case "LockPCRs" -> {
                for (int i = 0; i < number(fields, "range"); i++) {
                    locked.add(i);
                }
                yield new Text(name);
            }
            default -> error("InvalidOperation");
        };
    }

    private CborValue describe(int index) {
        byte[] value = registers.get(index);
        return value == null
                ? error("InvalidIndex")
                : named(
                        "DescribePCR",
                        new Mapping(Map.of(
                                new Text("lock"), new Bool(locked.contains(index)),
                                new Text("data"), new Bytes(value))));
    }

    private CborValue extend(int index, byte @Nullable [] data) {
        byte[] value = registers.get(index);
        if (value == null || data == null) {
            return error("InvalidIndex");
        }
        if (locked.contains(index)) {
            return error("ReadOnlyIndex");
        }
        byte[] extended = sha384(value, data);
        registers.put(index, extended);
        return named("ExtendPCR", map("data", new Bytes(extended)));
    }

    static byte[] sha384(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-384");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Mapping description() {
        List<CborValue> locks = new ArrayList<>();
        locked.forEach(index -> locks.add(new Int(index)));
        return new Mapping(Map.of(
                new Text("version_major"), new Int(1),
                new Text("version_minor"), new Int(0),
                new Text("version_patch"), new Int(0),
                new Text("module_id"), new Text("i-simulated-enc0123"),
                new Text("max_pcrs"), new Int(32),
                new Text("locked_pcrs"), new Array(locks),
                new Text("digest"), new Text("SHA384")));
    }

    static CborValue error(String code) {
        return map("Error", new Text(code));
    }

    private static Mapping named(String name, CborValue fields) {
        return map(name, fields);
    }

    private static Mapping map(String name, CborValue value) {
        return new Mapping(Map.of(new Text(name), value));
    }

    private static byte @Nullable [] bytes(Mapping fields, String name) {
        return fields.entries().get(new Text(name)) instanceof Bytes(byte[] value) ? value : null;
    }

    private static int number(Mapping fields, String name) {
        return fields.entries().get(new Text(name)) instanceof Int(long value) ? (int) value : -1;
    }
}
