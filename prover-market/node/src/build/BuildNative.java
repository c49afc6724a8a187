import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Compiles the native prover engine where there is a C++ compiler ($CXX, else c++, g++ or clang++ on the PATH), and does
 * nothing where nothing has changed. Without a compiler, or on a system for which there is no native engine, the build goes
 * on without it and says so: the node then proves in Java. Source folder, work folder and the resources' folder are the
 * arguments. The system property assay.native=skip leaves the engine out.
 */
final class BuildNative {

    private static final List<String> COMMON = List.of("-std=c++17", "-O3", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra",
            // The intrinsics' headers of GCC read what they call undefined on purpose.
            "-Wno-uninitialized", "-Wno-maybe-uninitialized", "-Wno-psabi", "-Wno-unknown-warning-option");
    private static final List<String> ADX = List.of("-mbmi", "-mbmi2", "-madx");
    private static final List<String> IFMA = List.of("-mavx512f", "-mavx512ifma", "-mavx512vl", "-mavx512dq", "-mavx512bw");

    private final Path sources;
    private final Path work;
    private final Path resources;

    /** One call of the compiler. */
    private record Unit(String source, String object, List<String> options) {}

    private BuildNative(Path sources, Path work, Path resources) {
        this.sources = sources;
        this.work = work;
        this.resources = resources;
    }

    public static void main(String[] args) throws Exception {
        new BuildNative(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).run();
    }

    private void run() throws Exception {
        String platform = platform();
        Optional<String> compiler = compiler();
        if (System.getProperty("assay.native", "").equals("skip")) {
            leaveOut("it was asked to be left out");
        } else if (!platform.equals("linux-x86_64") && !platform.equals("linux-aarch64")) {
            leaveOut("there is none for " + platform);
        } else if (compiler.isEmpty()) {
            leaveOut("no C++ compiler was found (install g++ or clang++, or set CXX)");
        } else {
            build(compiler.get(), resources.resolve(platform).resolve("libassay.so"), units(platform));
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-');
        String arch = System.getProperty("os.arch");
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private static Optional<String> compiler() {
        String named = System.getenv("CXX");
        if (named != null && !named.isBlank()) {
            return Optional.of(named);
        }
        String[] path = System.getenv().getOrDefault("PATH", "").split(":");
        return Stream.of("c++", "g++", "clang++")
                .flatMap(name -> Arrays.stream(path).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private void leaveOut(String why) throws IOException {
        if (Files.isDirectory(resources)) {
            try (Stream<Path> files = Files.walk(resources)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.out.println("[WARNING] The native prover engine is left out: " + why + ". Nodes will prove in Java.");
    }

    private static List<Unit> units(String platform) {
        List<Unit> units = new ArrayList<>();
        units.add(new Unit("assay.cpp", "assay.o", List.of()));
        units.add(new Unit("memory.cpp", "memory.o", List.of()));
        if (platform.endsWith("x86_64")) {
            units.add(level("ifma", Stream.concat(ADX.stream(), IFMA.stream()).toList()));
            units.add(level("adx", ADX));
        }
        units.add(level("portable", List.of()));
        return units;
    }

    private static Unit level(String name, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("-DASSAY_LEVEL=" + name);
        return new Unit("level.cpp", name + ".o", all);
    }

    private void build(String compiler, Path library, List<Unit> units) throws Exception {
        Files.createDirectories(work);
        Files.createDirectories(library.getParent());
        String fingerprint = fingerprint(compiler, units);
        Path last = work.resolve("fingerprint");
        if (Files.exists(library) && Files.exists(last) && Files.readString(last).equals(fingerprint)) {
            return;
        }
        System.out.println("[INFO] Compiling the native prover engine with " + compiler + " ...");
        compile(compiler, units);
        link(compiler, library, units);
        Files.writeString(last, fingerprint);
    }

    /** Of all that the library is made from. */
    private String fingerprint(String compiler, List<Unit> units) throws Exception {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        hash.update((compiler + output(List.of(compiler, "--version")) + COMMON + units).getBytes(UTF_8));
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                hash.update(file.getFileName().toString().getBytes(UTF_8));
                hash.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private void compile(String compiler, List<Unit> units) throws Exception {
        // Closed by hand: whatever Java Maven found runs this, and an executor closes itself from 19 on.
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Callable<String>> commands = new ArrayList<>();
            for (Unit unit : units) {
                List<String> command = new ArrayList<>(List.of(compiler));
                command.addAll(COMMON);
                command.addAll(unit.options());
                command.addAll(List.of("-c", sources.resolve(unit.source()).toString(), "-o", object(unit)));
                commands.add(() -> output(command));
            }
            for (Future<String> result : threads.invokeAll(commands)) {
                System.out.print(result.get());
            }
        } catch (ExecutionException e) {
            fail(e.getCause().getMessage());
        } finally {
            threads.shutdown();
        }
    }

    /** With the C++ library inside, if there is one to link so: then the result runs where no compiler is. */
    private void link(String compiler, Path library, List<Unit> units) throws Exception {
        Path linked = work.resolve("libassay.so");
        List<String> command = new ArrayList<>(List.of(compiler, "-shared", "-pthread", "-o", linked.toString()));
        units.forEach(unit -> command.add(object(unit)));
        List<String> standalone = new ArrayList<>(command);
        standalone.addAll(List.of("-static-libstdc++", "-static-libgcc", "-Wl,-s"));
        try {
            output(standalone);
        } catch (IOException e) {
            output(command);
        }
        Files.copy(linked, library, StandardCopyOption.REPLACE_EXISTING);
    }

    private String object(Unit unit) {
        return work.resolve(unit.object()).toString();
    }

    /** Runs a command. @throws IOException with its output unless it succeeds */
    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + "\n" + output);
        }
        return output;
    }

    private static void fail(String why) {
        System.out.println("[ERROR] The native prover engine does not compile; -Dassay.native=skip leaves it out.\n" + why);
        System.exit(1);
    }
}
