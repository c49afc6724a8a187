package dev.assay.node.iden3;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.assay.verification.bn254.Fr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * Which signal each gate has on its left, right and output wire (sections 3 to 6 of a PLONK or FFLONK key). Signals are the
 * circuit's wires and then the sums that the setup added, each of two signals before it times a factor; wire 0 stands where
 * a gate uses none and counts as zero.
 */
public final class Wiring {

    /** Of a gate. */
    public enum Side {
        LEFT(4),
        RIGHT(5),
        OUTPUT(6);

        private final int section;

        Side(int section) {
            this.section = section;
        }
    }

    /** Two signals (u32) and two factors, in Montgomery form. */
    private static final int SUM_BYTES = 2 * Integer.BYTES + 2 * Prime.SCALAR_BYTES;

    private static final ValueLayout.OfInt U32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int wires;
    private final int sums;
    private final int gates;
    private final MemorySegment sumsOfTwo;
    private final MemorySegment[] maps = new MemorySegment[Side.values().length];

    /** @param sums how many were added to the wires; @param gates how many rows are in use */
    Wiring(SectionFile file, int wires, int sums, int gates) throws Iden3FormatException {
        this.wires = wires;
        this.sums = sums;
        this.gates = gates;
        this.sumsOfTwo = checkedSums(file.section(3, "additions"));
        for (Side side : Side.values()) {
            maps[side.ordinal()] = checkedMap(file.section(side.section, "map of " + side));
        }
    }

    private MemorySegment checkedSums(Section section) throws Iden3FormatException {
        MemorySegment all = section.rest("additions", sums, SUM_BYTES);
        for (int i = 0; i < sums; i++) {
            long at = (long) i * SUM_BYTES;
            boolean valid = isSignal(all, at, wires + i)
                    && isSignal(all, at + Integer.BYTES, wires + i)
                    && Prime.BN254_SCALAR.exceeds(all, at + 2 * Integer.BYTES)
                    && Prime.BN254_SCALAR.exceeds(all, at + 2 * Integer.BYTES + Prime.SCALAR_BYTES);
            if (!valid) {
                throw section.wrong("addition " + i + " has a signal or factor out of range", SectionFile.REBUILD);
            }
        }
        return all;
    }

    private MemorySegment checkedMap(Section section) throws Iden3FormatException {
        MemorySegment map = section.rest("signals", gates, Integer.BYTES);
        for (int i = 0; i < gates; i++) {
            if (!isSignal(map, (long) i * Integer.BYTES, wires + sums)) {
                throw section.wrong("gate " + i + " has a signal out of range", SectionFile.REBUILD);
            }
        }
        return map;
    }

    private static boolean isSignal(MemorySegment bytes, long at, int count) {
        return Integer.compareUnsigned(bytes.get(U32, at), count) < 0;
    }

    /** Of the circuit, with the constant 1: as many as a witness has values. */
    public int wires() {
        return wires;
    }

    /**
     * The value of each signal, 32 bytes each, little-endian.
     *
     * @throws IllegalArgumentException unless the witness has a value for each wire
     */
    public MemorySegment signals(Wtns witness) {
        if (witness.size() != wires) {
            throw new IllegalArgumentException(witness.size() + " values for " + wires + " wires");
        }
        MemorySegment signals = Arena.ofAuto().allocate(offset(wires + sums), Long.BYTES);
        MemorySegment.copy(witness.values(), 0, signals, 0, offset(wires));
        signals.asSlice(0, Prime.SCALAR_BYTES).fill((byte) 0);
        for (int i = 0; i < sums; i++) {
            byte[] sum = sum(i, signals).toLittleEndian();
            MemorySegment.copy(MemorySegment.ofArray(sum), 0, signals, offset(wires + i), sum.length);
        }
        return signals;
    }

    private Fr sum(int index, MemorySegment signals) {
        long at = (long) index * SUM_BYTES;
        long factors = at + 2 * Integer.BYTES;
        Fr left = Prime.toFr(signals, offset(sumsOfTwo.get(U32, at)));
        Fr right = Prime.toFr(signals, offset(sumsOfTwo.get(U32, at + Integer.BYTES)));
        return Prime.montgomeryToFr(sumsOfTwo, factors)
                .multiply(left)
                .add(Prime.montgomeryToFr(sumsOfTwo, factors + Prime.SCALAR_BYTES)
                        .multiply(right));
    }

    /** The signal of each gate on one side, and zeros up to the number of rows. */
    public MemorySegment column(Side side, MemorySegment signals, int rows) {
        MemorySegment map = maps[side.ordinal()];
        MemorySegment column = Arena.ofAuto().allocate(offset(rows), Long.BYTES);
        IntStream.range(0, gates)
                .parallel()
                .forEach(gate -> MemorySegment.copy(
                        signals,
                        offset(map.get(U32, (long) gate * Integer.BYTES)),
                        column,
                        offset(gate),
                        Prime.SCALAR_BYTES));
        return column;
    }

    private static long offset(int index) {
        return (long) index * Prime.SCALAR_BYTES;
    }
}
