package dev.assay.node.witness;

import dev.assay.node.iden3.Prime;
import dev.assay.node.witness.WitnessException.Code;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Instance;

/**
 * One computation with a circom 2 program. Numbers of the field go in and out through a shared area of its memory, as eight
 * words of 32 bits, the lowest first; signals are named by the FNV-1a hash of their name.
 */
final class CircuitRun {

    private static final int CIRCOM_MAJOR_VERSION = 2;
    private static final int WORDS = 8;
    private static final int VALUE_BYTES = WORDS * Integer.BYTES;
    private static final int CHECK_ASSERTIONS = 1;
    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Instance instance;
    private final WitnessLimits limits;
    private final int sharedArea;
    private final Prime prime;

    CircuitRun(Instance instance, WitnessLimits limits) throws WitnessException {
        this.instance = instance;
        this.limits = limits;
        this.sharedArea = call("getSharedRWMemoryStart");
        if (call("getVersion") != CIRCOM_MAJOR_VERSION) {
            throw CircuitModule.invalid("it is of circom " + call("getVersion"));
        }
        this.prime = prime();
        call("init", CHECK_ASSERTIONS);
    }

    private Prime prime() throws WitnessException {
        BigInteger found = call("getFieldNumLen32") == WORDS ? rawPrime() : BigInteger.ZERO;
        return Stream.of(Prime.BN254_SCALAR, Prime.BLS12_381_SCALAR)
                .filter(prime -> prime.value().equals(found))
                .findFirst()
                .orElseThrow(() ->
                        CircuitModule.invalid("it is over another field; compile with --prime bn128 or bls12381"));
    }

    private BigInteger rawPrime() {
        call("getRawPrime");
        byte[] littleEndian = sharedValue();
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < littleEndian.length; i++) {
            bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    /** Over which the circuit is. */
    Curve curve() {
        return prime.curve();
    }

    /** All values of the witness, 32 bytes each, little-endian. */
    byte[] witness(CircuitInput anyInput) throws WitnessException {
        CircuitInput input = anyInput.modulo(prime);
        checkShape(input);
        for (Map.Entry<String, List<BigInteger>> signal : input.signals().entrySet()) {
            set(fnv1a(signal.getKey()), signal.getValue());
        }
        return readWitness();
    }

    private void checkShape(CircuitInput input) throws WitnessException {
        for (Map.Entry<String, List<BigInteger>> signal : input.signals().entrySet()) {
            long hash = fnv1a(signal.getKey());
            int wanted = call("getInputSignalSize", high(hash), low(hash));
            int given = signal.getValue().size();
            // Some versions of circom answer -1 for a name that they do not know, others 0.
            if (wanted < 0 || (wanted == 0 && given > 0)) {
                throw rejected("the circuit has no input signal \"" + signal.getKey() + "\"");
            }
            if (wanted != given) {
                String quantity = given < wanted ? "too few" : "too many";
                throw rejected("signal \"" + signal.getKey() + "\" has " + quantity + " values: " + given
                        + ", the circuit" + " wants " + wanted);
            }
        }
        int wanted = call("getInputSize");
        if (input.size() != wanted) {
            throw rejected("an input signal is missing: the circuit wants " + wanted + " values in all, "
                    + input.signals().keySet() + " have " + input.size());
        }
    }

    private void set(long hash, List<BigInteger> values) {
        for (int i = 0; i < values.size(); i++) {
            for (int word = 0; word < WORDS; word++) {
                call(
                        "writeSharedRWMemory",
                        word,
                        values.get(i).shiftRight(Integer.SIZE * word).intValue());
            }
            call("setInputSignal", high(hash), low(hash), i);
        }
    }

    private byte[] readWitness() throws WitnessException {
        int wires = call("getWitnessSize");
        if (wires <= 0 || (long) wires * VALUE_BYTES > Math.min(limits.memoryBytes(), Integer.MAX_VALUE - 8)) {
            throw CircuitModule.invalid("it says that it has " + Integer.toUnsignedString(wires) + " wires");
        }
        byte[] witness = new byte[wires * VALUE_BYTES];
        ExportFunction getWitness = instance.export("getWitness");
        for (int wire = 0; wire < wires; wire++) {
            getWitness.apply(wire);
            System.arraycopy(sharedValue(), 0, witness, wire * VALUE_BYTES, VALUE_BYTES);
        }
        return witness;
    }

    private byte[] sharedValue() {
        return instance.memory().readBytes(sharedArea, VALUE_BYTES);
    }

    /** The function's result, or 0 when it has none. */
    private int call(String name, long... arguments) {
        long[] results = instance.export(name).apply(arguments);
        return results == null || results.length == 0 ? 0 : (int) results[0];
    }

    /** FNV-1a with 64 bits over the name's UTF-16 units, as circom's own programs expect. */
    static long fnv1a(String name) {
        long hash = FNV_OFFSET_BASIS;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    private static long high(long hash) {
        return hash >>> Integer.SIZE;
    }

    private static long low(long hash) {
        return hash & 0xffffffffL;
    }

    private static WitnessException rejected(String detail) {
        return new WitnessException(Code.INPUT_REJECTED, detail);
    }
}
