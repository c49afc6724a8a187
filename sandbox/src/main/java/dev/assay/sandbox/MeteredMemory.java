package dev.assay.sandbox;

import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;

/**
 * Linear memory with a ceiling below what the module declares. It remembers that growth was refused, so that a program
 * that traps for want of memory is told from one that refuses its input. Atomics never get here: {@link ModuleCheck}.
 */
final class MeteredMemory implements Memory {
    private final ByteArrayMemory memory;
    private final int declaredPages;
    private boolean refusedGrowth;

    /** @param declared what the module says; its minimum must fit under the ceiling */
    MeteredMemory(MemoryLimits declared, int ceilingPages) {
        this.declaredPages = declared.maximumPages();
        this.memory = new ByteArrayMemory(
                new MemoryLimits(declared.initialPages(), Math.min(declared.maximumPages(), ceilingPages)));
    }

    /** The host's ceiling, not the module's own maximum, stopped the memory from growing. */
    boolean refusedGrowth() {
        return refusedGrowth;
    }

    long sizeBytes() {
        return (long) pages() * PAGE_SIZE;
    }

    @Override
    public int grow(int pages) {
        int previous = memory.grow(pages);
        if (previous < 0 && pages > 0 && (long) pages() + pages <= declaredPages) {
            refusedGrowth = true;
        }
        return previous;
    }

    @Override
    public int pages() {
        return memory.pages();
    }

    @Override
    public int initialPages() {
        return memory.initialPages();
    }

    @Override
    public int maximumPages() {
        return memory.maximumPages();
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    @Deprecated(forRemoval = true)
    public Object lock(int address) {
        throw new UnsupportedOperationException("no atomics");
    }

    @Override
    @Deprecated(forRemoval = true)
    public int waitOn(int address, int expected, long timeout) {
        throw new UnsupportedOperationException("no atomics");
    }

    @Override
    @Deprecated(forRemoval = true)
    public int waitOn(int address, long expected, long timeout) {
        throw new UnsupportedOperationException("no atomics");
    }

    @Override
    @Deprecated(forRemoval = true)
    public int notify(int address, int maxThreads) {
        throw new UnsupportedOperationException("no atomics");
    }

    @Override
    public void initialize(Instance instance, DataSegment[] segments) {
        memory.initialize(instance, segments);
    }

    @Override
    public void initialize(Instance instance, DataSegment[] segments, int memoryIndex) {
        memory.initialize(instance, segments, memoryIndex);
    }

    @Override
    public void initPassiveSegment(int segment, int to, int from, int size) {
        memory.initPassiveSegment(segment, to, from, size);
    }

    @Override
    public void drop(int segment) {
        memory.drop(segment);
    }

    @Override
    public void zero() {
        memory.zero();
    }

    @Override
    public void fill(byte value, int from, int to) {
        checkInterruption();
        memory.fill(value, from, to);
    }

    @Override
    public void copy(int to, int from, int size) {
        checkInterruption();
        memory.copy(to, from, size);
    }

    /** One instruction may move all of the memory, and thousands may follow without a branch that would ask. */
    private static void checkInterruption() {
        if (Thread.currentThread().isInterrupted()) {
            throw new WasmInterruptedException("stopped");
        }
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        memory.write(address, data, offset, size);
    }

    @Override
    public byte[] readBytes(int address, int length) {
        return memory.readBytes(address, length);
    }

    @Override
    public byte read(int address) {
        return memory.read(address);
    }

    @Override
    public void writeByte(int address, byte value) {
        memory.writeByte(address, value);
    }

    @Override
    public short readShort(int address) {
        return memory.readShort(address);
    }

    @Override
    public long readU16(int address) {
        return memory.readU16(address);
    }

    @Override
    public void writeShort(int address, short value) {
        memory.writeShort(address, value);
    }

    @Override
    public int readInt(int address) {
        return memory.readInt(address);
    }

    @Override
    public void writeI32(int address, int value) {
        memory.writeI32(address, value);
    }

    @Override
    public long readLong(int address) {
        return memory.readLong(address);
    }

    @Override
    public void writeLong(int address, long value) {
        memory.writeLong(address, value);
    }

    @Override
    public long readF32(int address) {
        return memory.readF32(address);
    }

    @Override
    public float readFloat(int address) {
        return memory.readFloat(address);
    }

    @Override
    public void writeF32(int address, float value) {
        memory.writeF32(address, value);
    }

    @Override
    public long readF64(int address) {
        return memory.readF64(address);
    }

    @Override
    public double readDouble(int address) {
        return memory.readDouble(address);
    }

    @Override
    public void writeF64(int address, double value) {
        memory.writeF64(address, value);
    }
}
