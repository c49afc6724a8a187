package dev.assay.bench.prove;

import java.io.IOException;

/** Something that is measured. */
interface Contender {

    String name();

    Timing run() throws IOException, InterruptedException;

    /**
     * An operation of this process.
     *
     * @param factor what one operation is of the call
     */
    static Contender here(String name, double factor, Runnable operation) {
        return new Here(name, factor, operation);
    }

    /** Counts the CPU time of the whole process, so nothing else may run in it. */
    record Here(String name, double factor, Runnable operation) implements Contender {

        @Override
        public Timing run() {
            double cpuBefore = CpuTime.THIS_PROCESS.seconds();
            long before = System.nanoTime();
            operation.run();
            double wall = (System.nanoTime() - before) / 1e9;
            return new Timing(CpuTime.THIS_PROCESS.seconds() - cpuBefore, wall).times(factor);
        }
    }
}
