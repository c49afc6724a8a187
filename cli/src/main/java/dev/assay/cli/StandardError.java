package dev.assay.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Standard error as the launcher found it. The JVM's first line says that the vector module incubates, and no option
 * silences it; so the launcher starts the JVM with a filter there and the true standard error at another descriptor, and
 * this takes it back (dup2, POSIX.1-2017) before anything is said.
 */
final class StandardError {

    private static final int STANDARD_ERROR = 2;

    private StandardError() {}

    static void restore() {
        Integer kept = Integer.getInteger("assay.stderr");
        if (kept != null) {
            duplicate(kept, STANDARD_ERROR);
        }
    }

    private static void duplicate(int from, int to) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            MethodHandle dup2 = linker.downcallHandle(linker.defaultLookup().findOrThrow("dup2"), type);
            int ignored = (int) dup2.invokeExact(from, to);
        } catch (Throwable e) {
            // The filter stays in the way: it passes everything on.
            System.err.println("assay: standard error stays filtered: " + e);
        }
    }
}
