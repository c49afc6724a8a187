package dev.assay.node.prove.rows;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A formula over columns of numbers, for as many rows at a time as a vector has lanes. It is code for a stack machine: pairs of
 * an operation and an operand, as the native engine's header says them ({@code assay_evaluate}).
 */
final class Evaluation {

    private static final int COLUMN = 0;
    private static final int NEXT = 1;
    private static final int CONSTANT = 2;
    private static final int ADD = 3;
    private static final int SUBTRACT = 4;
    private static final int MULTIPLY = 5;

    private static final int MAX_DEPTH = 16;
    private static final int CHUNK = 4096;
    private static final int WORDS = PrimeRows.WORDS;
    private static final int SCALAR_BYTES = WORDS * Long.BYTES;

    private final PrimeRows field;
    private final int[] code;
    private final List<MemorySegment> columns;
    private final long[] constants;
    private final int rows;

    /** @param constants plain numbers, four words each */
    Evaluation(PrimeRows field, int[] code, List<MemorySegment> columns, long[] constants, int rows) {
        this.field = field;
        this.code = code;
        this.columns = columns;
        this.constants = constants;
        this.rows = rows;
        checkDepth();
    }

    private void checkDepth() {
        int depth = 0;
        for (int i = 0; i < code.length; i += 2) {
            depth += code[i] <= CONSTANT ? 1 : -1;
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException("more than " + MAX_DEPTH + " numbers wait");
            }
        }
    }

    /** A plain number below p for each row, four words each. */
    long[] values() {
        long[] values = new long[Math.multiplyExact(rows, WORDS)];
        IntStream.range(0, (rows + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            Machine machine = new Machine();
            for (int row = chunk * CHUNK; row < Math.min((chunk + 1) * CHUNK, rows); row += field.width()) {
                machine.run(row, values);
            }
        });
        return values;
    }

    private final class Machine {

        private static final int STACK = Rows.FIRST_FREE;

        private final int width = field.width();
        private final int size = field.size();
        private final long[] s = new long[(STACK + MAX_DEPTH) * size];
        private final long[] numbers = new long[width * WORDS];
        private final int[] offsets =
                IntStream.range(0, width).map(i -> i * WORDS).toArray();
        private final int[] constantAt = new int[width];
        private final long[] rSquared = field.rawPowerOfTwo(2 * field.radixBits());
        private final long[] one = field.rawPowerOfTwo(0);

        /** On the stack are numbers in Montgomery form, small. */
        void run(int row, long[] values) {
            int top = (STACK - 1) * size;
            for (int i = 0; i < code.length; i += 2) {
                top = step(code[i], code[i + 1], row, top);
            }
            field.multiplyBy(one, 0, s, top, top);
            field.storeAt(s, top, numbers, 0, offsets, 0);
            int count = Math.min(width, rows - row);
            for (int lane = 0; lane < count; lane++) {
                field.canonical(numbers, lane * WORDS);
            }
            System.arraycopy(numbers, 0, values, row * WORDS, count * WORDS);
        }

        private int step(int operation, int operand, int row, int top) {
            if (operation <= CONSTANT) {
                push(operation, operand, row, top + size);
                return top + size;
            }
            int left = top - size;
            switch (operation) {
                case ADD -> field.add(s, left, top, left);
                case SUBTRACT -> field.subtract(s, left, top, left);
                case MULTIPLY -> field.multiply(s, left, top, left);
                default -> throw new IllegalStateException("operation " + operation);
            }
            field.reduce(s, left, left);
            return left;
        }

        private void push(int operation, int operand, int row, int to) {
            switch (operation) {
                case COLUMN -> loadColumn(columns.get(operand), row);
                case NEXT -> loadNext(columns.get(operand), row);
                default -> System.arraycopy(constants, operand * WORDS, numbers, 0, WORDS);
            }
            field.load(numbers, 0, operation == CONSTANT ? constantAt : offsets, 0, 1, s, to);
            field.multiplyBy(rSquared, 0, s, to, to);
        }

        private void loadColumn(MemorySegment column, int row) {
            int count = (int) Math.clamp(column.byteSize() / SCALAR_BYTES - row, 0, width);
            if (count > 0) {
                MemorySegment.copy(column, Msm.WORD, (long) row * SCALAR_BYTES, numbers, 0, count * WORDS);
            }
            Arrays.fill(numbers, count * WORDS, width * WORDS, 0);
        }

        private void loadNext(MemorySegment column, int row) {
            long size = column.byteSize() / SCALAR_BYTES;
            for (int lane = 0; lane < width; lane++) {
                long at = row + lane + 1 == rows ? 0 : row + lane + 1;
                if (at < size) {
                    MemorySegment.copy(column, Msm.WORD, at * SCALAR_BYTES, numbers, lane * WORDS, WORDS);
                } else {
                    Arrays.fill(numbers, lane * WORDS, (lane + 1) * WORDS, 0);
                }
            }
        }
    }
}
