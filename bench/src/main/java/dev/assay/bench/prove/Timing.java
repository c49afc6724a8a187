package dev.assay.bench.prove;

/** What one run took: CPU time of all threads, and the clock. In seconds. */
record Timing(double cpu, double wall) {

    Timing times(double factor) {
        return new Timing(cpu * factor, wall * factor);
    }
}
