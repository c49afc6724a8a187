package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.PublicInputs;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How public inputs are written. The binary forms have sizes of 12, 8 and 0 bytes more than a multiple of 32, so that no
 * file is of two of them. Each number has its one spelling below r.
 */
public enum PublicInputsFormat {
    /** snarkjs' {@code public.json}: an array of decimal strings. */
    SNARKJS {
        @Override
        List<BigInteger> readFrom(Curve curve, byte[] file) {
            return PublicInputs.read(curve, file);
        }

        @Override
        public byte[] write(List<BigInteger> inputs) {
            return PublicInputs.toJson(inputs);
        }
    },

    /** gnark's public witness: how many are public, how many are secret (none), how many follow; big-endian. */
    GNARK {
        @Override
        List<BigInteger> readFrom(Curve curve, byte[] file) {
            ByteSource in = new ByteSource(file);
            int publicCount = in.count(Count.UINT32_BIG_ENDIAN, PublicInputs.MAX_COUNT, "public values");
            int secretCount = in.count(Count.UINT32_BIG_ENDIAN, PublicInputs.MAX_COUNT, "secret values");
            int count = in.count(Count.UINT32_BIG_ENDIAN, PublicInputs.MAX_COUNT, "values");
            if (secretCount != 0 || publicCount != count) {
                throw new Rejection(Reason.MALFORMED, "the witness is not of public values only");
            }
            return numbers(in, curve, count);
        }

        @Override
        public byte[] write(List<BigInteger> inputs) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Count.UINT32_BIG_ENDIAN.write(inputs.size()));
            out.writeBytes(Count.UINT32_BIG_ENDIAN.write(0));
            out.writeBytes(Count.UINT32_BIG_ENDIAN.write(inputs.size()));
            out.writeBytes(bigEndian(inputs));
            return out.toByteArray();
        }
    },

    /** arkworks' {@code Vec<Fr>}: how many follow; little-endian. */
    ARKWORKS {
        @Override
        List<BigInteger> readFrom(Curve curve, byte[] file) {
            ByteSource in = new ByteSource(file);
            int count = in.count(Count.UINT64_LITTLE_ENDIAN, PublicInputs.MAX_COUNT, "public inputs");
            in.checkRemaining((long) count * NUMBER_BYTES, "public inputs");
            List<BigInteger> numbers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                numbers.add(number(curve, ByteSource.reversed(in.take(NUMBER_BYTES, "public input")), i));
            }
            return numbers;
        }

        @Override
        public byte[] write(List<BigInteger> inputs) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Count.UINT64_LITTLE_ENDIAN.write(inputs.size()));
            for (BigInteger input : inputs) {
                out.writeBytes(ByteSource.reversed(PointCodec.bigEndian(input, NUMBER_BYTES)));
            }
            return out.toByteArray();
        }
    },

    /** 32-byte big-endian words and nothing else, as Ethereum has them. */
    WORDS {
        @Override
        List<BigInteger> readFrom(Curve curve, byte[] file) {
            if (file.length == 0 || file.length % NUMBER_BYTES != 0) {
                throw new Rejection(Reason.MALFORMED, file.length + " bytes are not words of " + NUMBER_BYTES);
            }
            return numbers(new ByteSource(file), curve, file.length / NUMBER_BYTES);
        }

        @Override
        public byte[] write(List<BigInteger> inputs) {
            return bigEndian(inputs);
        }
    };

    private static final int NUMBER_BYTES = 32;

    /** @throws Rejection unless the bytes are of that form */
    abstract List<BigInteger> readFrom(Curve curve, byte[] file);

    /** Numbers below r of their curve. */
    public abstract byte[] write(List<BigInteger> inputs);

    /** Reads inputs of a curve: as many as there are, each below r, and nothing else. */
    public Verdict<List<BigInteger>> read(Curve curve, byte[] file) {
        try {
            return new Verdict.Verified<>(readFrom(curve, HexText.decodedIfPrefixed(checked(file))));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** The same where the file says which form it is of. */
    public static Verdict<List<BigInteger>> recognise(Curve curve, byte[] file) {
        try {
            byte[] bytes = HexText.decodedIfPrefixed(checked(file));
            return new Verdict.Verified<>(form(bytes).readFrom(curve, bytes));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static byte[] checked(byte[] file) {
        if (file.length > PublicInputs.MAX_SIZE_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, file.length + " bytes of public inputs");
        }
        return file;
    }

    private static PublicInputsFormat form(byte[] bytes) {
        if (HexText.firstLetter(bytes) == '[') {
            return SNARKJS;
        }
        return switch (bytes.length % NUMBER_BYTES) {
            case 12 -> GNARK;
            case 8 -> ARKWORKS;
            case 0 -> WORDS;
            default ->
                throw new Rejection(
                        Reason.FORMAT_UNKNOWN,
                        bytes.length + " bytes are public inputs of none of " + List.of(values()));
        };
    }

    private static List<BigInteger> numbers(ByteSource in, Curve curve, int count) {
        in.checkRemaining((long) count * NUMBER_BYTES, "public inputs");
        if (count > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, count + " public inputs; the limit is " + PublicInputs.MAX_COUNT);
        }
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(number(curve, in.take(NUMBER_BYTES, "public input"), i));
        }
        return numbers;
    }

    private static BigInteger number(Curve curve, byte[] bigEndian, int index) {
        BigInteger number = new BigInteger(1, bigEndian);
        if (number.compareTo(curve.fr().modulus()) >= 0) {
            throw new Rejection(Reason.INPUT_NOT_CANONICAL, "public input " + index + ": not below the modulus");
        }
        return number;
    }

    private static byte[] bigEndian(List<BigInteger> inputs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        inputs.forEach(input -> out.writeBytes(PointCodec.bigEndian(input, NUMBER_BYTES)));
        return out.toByteArray();
    }

    static boolean areCanonical(Curve curve, List<BigInteger> inputs) {
        return inputs.stream()
                .allMatch(input ->
                        input.signum() >= 0 && input.compareTo(curve.fr().modulus()) < 0);
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
