package dev.assay.enclave.guest.fuse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.assay.enclave.guest.kernel.Descriptor;
import dev.assay.enclave.guest.kernel.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Serves a tree of files through the kernel (linux/fuse.h): what opens them makes real system calls. Needs root and
 * {@code /dev/fuse}. The server is a thread of this process, so that drivers can follow pointers.
 */
public final class FuseMount implements AutoCloseable {
    private static final Path FUSE = Path.of("/dev/fuse");
    private static final int MNT_DETACH = 2;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MOUNT = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("mount"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    private static final MethodHandle UMOUNT = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("umount2"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private final Path at;
    private final Descriptor connection;
    private final Thread server;

    private FuseMount(Path at, Descriptor connection, FuseTree tree) {
        this.at = at;
        this.connection = connection;
        this.server = Thread.ofPlatform().daemon().name("fuse " + at).start(new FuseServer(connection, tree));
    }

    /** Why nothing can be mounted here; empty if it can. */
    public static String obstacle() {
        if (!Files.isWritable(FUSE)) {
            return "no /dev/fuse that this user may use";
        }
        try {
            Path folder = Files.createTempDirectory("assay-fuse");
            try (FuseMount probe = mount(folder, new SingleFolder())) {
                return probe.at.toString().isEmpty() ? "?" : "";
            } finally {
                Files.delete(folder);
            }
        } catch (IOException e) {
            return "FUSE cannot be mounted: " + e.getMessage();
        }
    }

    public static FuseMount mount(Path at, FuseTree tree) throws IOException {
        int number = (int) Libc.open(FUSE.toString(), Libc.O_RDWR | Libc.O_CLOEXEC);
        if (number < 0) {
            throw new IOException("/dev/fuse: errno " + -number);
        }
        Descriptor connection = new Descriptor("fuse", number);
        try (Arena arena = Arena.ofConfined()) {
            String options = "fd=" + number + ",rootmode=40000,user_id=0,group_id=0";
            int result = (int) MOUNT.invokeExact(
                    arena.allocateFrom("assay"),
                    arena.allocateFrom(at.toString()),
                    arena.allocateFrom("fuse"),
                    0L,
                    arena.allocateFrom(options));
            if (result != 0) {
                connection.close();
                throw new IOException("mount was refused");
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return new FuseMount(at, connection, tree);
    }

    @Override
    public void close() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(at.toString());
            int ignored = (int) UMOUNT.invokeExact(path, MNT_DETACH);
            server.join(5_000);
        } catch (Throwable e) {
            throw new IOException(e);
        } finally {
            connection.close();
        }
    }

    private static final class SingleFolder implements FuseTree {
        @Override
        public Kind kind(String path) {
            return path.isEmpty() ? Kind.FOLDER : Kind.ABSENT;
        }

        @Override
        public Read read(String path, long offset) {
            return new Read(ENOENT, new byte[0]);
        }

        @Override
        public int write(String path, byte[] bytes) {
            return -ENOENT;
        }
    }
}
