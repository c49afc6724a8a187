package dev.assay.node.prove;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The functions of the native engine, as {@code src/main/cpp/assay.h} declares and describes them. Each returns 0 or one of
 * the header's error codes.
 */
record NativeLibrary(
        MethodHandle abi,
        MethodHandle hasLevel,
        MethodHandle msm,
        MethodHandle quotient,
        MethodHandle toOddCoset,
        MethodHandle fieldMultiply,
        PolynomialFunctions polynomials) {

    /** What the header's {@code assay_abi} must say for these signatures. */
    static final int ABI = 3;

    /** Those that {@link NativePolynomials} calls. */
    record PolynomialFunctions(
            MethodHandle toValues,
            MethodHandle toCoefficients,
            MethodHandle evaluate,
            MethodHandle runningProducts,
            MethodHandle inverses,
            MethodHandle divide) {

        private static final MemoryLayout INT = JAVA_INT;
        private static final MemoryLayout LONG = JAVA_LONG;
        private static final MemoryLayout AT = ADDRESS;

        static PolynomialFunctions of(SymbolLookup symbols) {
            return new PolynomialFunctions(
                    function(symbols, "assay_to_values", INT, INT, AT, LONG, INT, AT, AT),
                    function(symbols, "assay_to_coefficients", INT, INT, AT, INT, AT, AT),
                    function(symbols, "assay_evaluate", INT, INT, AT, LONG, AT, AT, LONG, AT, LONG, LONG, AT),
                    function(symbols, "assay_running_products", INT, INT, AT, LONG, AT),
                    function(symbols, "assay_inverses", INT, INT, AT, LONG, AT),
                    function(symbols, "assay_divide", INT, INT, AT, LONG, AT, AT, AT));
        }
    }

    /** Stays loaded as long as the JVM runs. @throws IllegalArgumentException if the file is no such library */
    static NativeLibrary load(Path file) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
        return new NativeLibrary(
                function(symbols, "assay_abi"),
                function(symbols, "assay_has_level", JAVA_INT),
                function(symbols, "assay_msm", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS),
                function(symbols, "assay_quotient", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS),
                function(symbols, "assay_to_odd_coset", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
                function(
                        symbols,
                        "assay_field_multiply",
                        JAVA_INT,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_LONG,
                        ADDRESS),
                PolynomialFunctions.of(symbols));
    }

    private static MethodHandle function(SymbolLookup symbols, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.find(name).orElseThrow(() -> new IllegalArgumentException("no function " + name)),
                        FunctionDescriptor.of(JAVA_INT, arguments));
    }

    /** Calls one of the functions. @return what it returned */
    static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the native engine failed", e);
        }
    }

    /** @throws IllegalStateException unless the status is 0 */
    static void check(int status) {
        switch (status) {
            case 0 -> {}
            case -1 -> throw new IllegalArgumentException("the native engine refuses the arguments");
            case -2 -> throw new OutOfMemoryError("in the native engine");
            case -3 -> throw new IllegalStateException("the processor lacks what this level needs");
            default -> throw new IllegalStateException("the native engine failed: " + status);
        }
    }
}
