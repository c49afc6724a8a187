package dev.assay.node.prove;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The native engine as this machine has it: a library for its platform, in this program's resources, that runs here. */
public final class NativeEngine {

    /** There is none; why, for people. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String why) {
            super(why);
        }
    }

    private final NativeLibrary library;

    private NativeEngine(NativeLibrary library) {
        this.library = library;
    }

    /** Finds the library, copies it out of the resources and loads it. */
    public static NativeEngine load() throws Missing {
        String resource = "/native/" + platform() + "/libassay.so";
        try (InputStream in = NativeEngine.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new Missing("this build has no native engine for " + platform()
                        + "; build with a C++ compiler (g++ or clang++) on the PATH");
            }
            NativeLibrary library = load(in.readAllBytes());
            int abi = NativeLibrary.call(library.abi());
            if (abi != NativeLibrary.ABI) {
                throw new Missing("the native engine has interface " + abi + ", not " + NativeLibrary.ABI);
            }
            return new NativeEngine(library);
        } catch (IOException | IllegalArgumentException | IllegalCallerException e) {
            throw new Missing("the native engine cannot be loaded: " + e.getMessage());
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-');
        String arch = System.getProperty("os.arch");
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    /**
     * From a fresh folder that only this user can use: what lies in a shared one, somebody else may have put there. The file
     * is gone once it is loaded, so nothing is left behind.
     */
    private static NativeLibrary load(byte[] library) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path folder = Files.createTempDirectory("assay-native-", ownerOnly);
        Path file = folder.resolve("libassay.so");
        try {
            return NativeLibrary.load(Files.write(file, library));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    NativeLibrary library() {
        return library;
    }

    /** The levels that this processor has, the fastest last; never empty. */
    public List<CpuLevel> levels() {
        return Arrays.stream(CpuLevel.values())
                .filter(level -> NativeLibrary.call(library.hasLevel(), level.ordinal()) == 1)
                .toList();
    }

    /** On the fastest level. */
    public NativeBackend backend() {
        return backend(levels().getLast());
    }

    /** On a level that this processor has. */
    public NativeBackend backend(CpuLevel level) {
        return new NativeBackend(library, level);
    }
}
