package dev.assay.sandbox.plugin;

import dev.assay.verification.Digest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;

/**
 * A Java process of its own for one plugin: a small heap, no environment, nothing of the parent's memory, and nothing of
 * another plugin's. Its death is an answer.
 */
final class PluginProcess implements AutoCloseable {

    /** Java and the engine beside the plugin's memory. */
    private static final long BASE_BYTES = 96L << 20;
    /** The engine copies a memory that grows. */
    private static final int HEAP_OVER_MEMORY = 3;
    /** Classes and compiled code. */
    private static final int METASPACE_MEBIBYTES = 128;

    private static final int CODE_MEBIBYTES = 48;

    /** What a process may take of the machine's memory, that of a plugin with the largest limit. */
    static final long LARGEST_BYTES =
            heapBytes(PluginLimits.MAX_MEMORY_BYTES) + ((METASPACE_MEBIBYTES + CODE_MEBIBYTES) << 20);

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final PluginLimits limits;
    /** The system takes its time to end a process: one that was killed is no more even if it still lives. */
    private volatile boolean isKilled;

    private PluginProcess(Process process, PluginLimits limits) {
        this.process = process;
        this.limits = limits;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** @throws IOException if the machine starts no process */
    static PluginProcess start(PluginLimits limits) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(limits))
                .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return new PluginProcess(builder.start(), limits);
    }

    private static List<String> command(PluginLimits limits) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (heapBytes(limits.memoryBytes()) >> 20) + "m",
                "-XX:MaxMetaspaceSize=" + METASPACE_MEBIBYTES + "m",
                "-XX:ReservedCodeCacheSize=" + CODE_MEBIBYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-cp",
                classPath(),
                PluginWorker.class.getName());
    }

    private static long heapBytes(long memoryBytes) {
        return BASE_BYTES + HEAP_OVER_MEMORY * memoryBytes;
    }

    /** The libraries that the child needs and no others: it starts faster, and there is less in it. */
    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(
                PluginWorker.class,
                Digest.class,
                Instance.class,
                Parser.class,
                MachineFactoryCompiler.class,
                org.objectweb.asm.ClassVisitor.class,
                org.objectweb.asm.commons.InstructionAdapter.class,
                org.objectweb.asm.util.CheckClassAdapter.class,
                org.objectweb.asm.tree.ClassNode.class,
                org.objectweb.asm.tree.analysis.Analyzer.class)) {
            places.add(place(type));
        }
        return places.stream().collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("where " + type.getName() + " was loaded from is not known");
        }
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it was started for; another question may need a larger process. */
    PluginLimits limits() {
        return limits;
    }

    void load(byte[] module) throws IOException {
        Messages.writeBytes(out, module);
    }

    /** @throws IOException if the process died, or was killed for being late */
    Answer ask(byte[] question, PluginLimits asked) throws IOException {
        Messages.writeLimits(out, asked);
        Messages.writeBytes(out, question);
        out.flush();
        return Messages.readAnswer(in);
    }

    void kill() {
        isKilled = true;
        process.destroyForcibly();
    }

    boolean isAlive() {
        return !isKilled && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
        try {
            in.close();
            out.close();
        } catch (IOException e) {
            // It is dead: what was not written is for nobody.
            process.destroyForcibly();
        }
    }
}
