package dev.assay.cli.service;

import dev.assay.node.prove.NativeEngine;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The hardware under this JVM, as the system tells it; what it does not tell is said to be unknown. */
final class Machine {

    private static final Path NVIDIA = Path.of("/proc/driver/nvidia/version");
    private static final List<String> PROVING = List.of("avx2", "avx512f", "avx512ifma", "adx", "bmi2", "sha_ni");

    String cpu() {
        String name = fromCpuInfo("model name");
        return (name.isEmpty() ? "unknown" : name) + " (" + System.getProperty("os.arch") + ")";
    }

    /** Of the instruction sets that provers use, those that are here. */
    List<String> instructions() {
        Set<String> flags = new HashSet<>(Arrays.asList(fromCpuInfo("flags").split(" ", -1)));
        return PROVING.stream().filter(flags::contains).toList();
    }

    /** The widest vector that the JVM uses; 0 without the incubating module. */
    int vectorBits() {
        try {
            Class<?> shape = Class.forName("jdk.incubator.vector.VectorShape");
            Method preferred = shape.getMethod("preferredShape");
            return (int) shape.getMethod("vectorBitSize").invoke(preferred.invoke(null));
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }

    String memory() {
        return firstLine(Path.of("/proc/meminfo"), "MemTotal").replaceAll("^.*:\\s*", "");
    }

    /** The driver, not the device: which GPU there is, a CUDA backend says. */
    String gpu() {
        if (Files.isReadable(NVIDIA)) {
            return firstLine(NVIDIA, "NVRM");
        }
        return System.getProperty("os.name").startsWith("Mac") ? "no NVIDIA driver (macOS)" : "no NVIDIA driver";
    }

    /** One line for each thing whose absence makes proving slower. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (vectorBits() == 0) {
            missing.add("missing: the vector module; start with ./assay, which adds it");
        }
        if (!Files.isReadable(NVIDIA)) {
            missing.add("missing: an NVIDIA driver; proofs are made on the CPU");
        }
        try {
            NativeEngine.load();
        } catch (NativeEngine.Missing e) {
            missing.add("missing: the native engine; " + e.getMessage());
        }
        return missing;
    }

    /** What can be proved on, the native engine with the levels of processors that it has for this one. */
    List<String> backends() {
        List<String> backends = new ArrayList<>(List.of("java"));
        try {
            NativeEngine.load().levels().forEach(level -> backends.add("native-" + level.label()));
        } catch (NativeEngine.Missing e) {
            // missing() says why.
        }
        return backends;
    }

    private static String fromCpuInfo(String key) {
        return firstLine(Path.of("/proc/cpuinfo"), key).replaceAll("^[^:]*:\\s*", "");
    }

    private static String firstLine(Path file, String start) {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(start)).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
