package dev.assay.enclave.guest.fuse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.assay.enclave.guest.kernel.Descriptor;
import dev.assay.enclave.guest.kernel.KernelException;
import dev.assay.enclave.guest.kernel.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Answers the kernel's requests (linux/fuse.h, version 7.31) from a tree, one after the other. */
public final class FuseServer implements Runnable {

    /** Thrown by a tree: the server goes away in the middle of a request. */
    public static final class Dies extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int IN_HEADER_BYTES = 40;
    private static final int OUT_HEADER_BYTES = 16;
    private static final int ENOSYS = 38;
    private static final int FOPEN_DIRECT_IO = 1;

    private final Descriptor connection;
    private final FuseTree tree;
    private final Map<Long, String> paths = new HashMap<>(Map.of(1L, ""));
    private final Map<String, Long> nodes = new HashMap<>(Map.of("", 1L));

    FuseServer(Descriptor connection, FuseTree tree) {
        this.connection = connection;
        this.tree = tree;
    }

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES);
            while (true) {
                long size = connection.call("read", number -> Libc.read(number, buffer));
                ByteBuffer in = ByteBuffer.wrap(buffer.asSlice(0, size).toArray(JAVA_BYTE))
                        .order(ByteOrder.LITTLE_ENDIAN);
                answer(in);
            }
        } catch (KernelException unmounted) {
            // The connection's end.
        } catch (Dies wanted) {
            connection.close();
        }
    }

    private void answer(ByteBuffer in) throws KernelException {
        int opcode = in.getInt(4);
        long unique = in.getLong(8);
        String path = Objects.requireNonNullElse(paths.get(in.getLong(16)), "?");
        in.position(IN_HEADER_BYTES);
        switch (opcode) {
            case 1 -> entry(unique, child(path, name(in)));
            case 2, 36, 42 -> {
                // FORGET, INTERRUPT, BATCH_FORGET have no answer.
            }
            case 3, 4 -> attributes(unique, path);
            case 9 -> {
                in.position(in.position() + 8);
                String made = child(path, name(in));
                int result = tree.makeFolder(made);
                if (result < 0) {
                    send(unique, result, new byte[0]);
                } else {
                    entry(unique, made);
                }
            }
            case 11 -> send(unique, tree.removeFolder(child(path, name(in))), new byte[0]);
            case 14 -> {
                int result = tree.open(path);
                send(
                        unique,
                        result,
                        result < 0
                                ? new byte[0]
                                : out(16).putInt(8, FOPEN_DIRECT_IO).array());
            }
            case 15 -> {
                long offset = in.getLong(in.position() + 8);
                int most = in.getInt(in.position() + 16);
                FuseTree.Read read = tree.read(path, offset);
                byte[] bytes = read.bytes();
                send(unique, -read.errno(), bytes.length > most ? Arrays.copyOf(bytes, most) : bytes);
            }
            case 16 -> {
                byte[] data = new byte[in.getInt(in.position() + 16)];
                in.position(in.position() + 40).get(data);
                int result = tree.write(path, data);
                send(
                        unique,
                        Math.min(result, 0),
                        result < 0 ? new byte[0] : out(8).putInt(0, data.length).array());
            }
            // FLUSH: what close(2) waits for, which RELEASE is not.
            case 25 -> {
                tree.closed(path);
                send(unique, 0, new byte[0]);
            }
            case 18, 29 -> send(unique, 0, new byte[0]);
            case 26 -> initialize(unique, in);
            case 27 -> send(unique, 0, new byte[16]);
            case 28 -> send(unique, 0, new byte[0]);
            case 39 -> ioctl(unique, path, in);
            default -> send(unique, -ENOSYS, new byte[0]);
        }
    }

    private void initialize(long unique, ByteBuffer in) throws KernelException {
        ByteBuffer reply = out(64).putInt(0, 7)
                .putInt(4, 31)
                .putInt(8, in.getInt(in.position() + 8))
                .putShort(16, (short) 16)
                .putShort(18, (short) 12)
                .putInt(20, BUFFER_BYTES / 2)
                .putInt(24, 1);
        send(unique, 0, reply.array());
    }

    private void ioctl(long unique, String path, ByteBuffer in) throws KernelException {
        int at = in.position();
        long request = in.getInt(at + 12) & 0xFFFF_FFFFL;
        int inSize = in.getInt(at + 24);
        int outSize = in.getInt(at + 28);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argument = arena.allocate(Math.max(Math.max(inSize, outSize), 8), 8);
            MemorySegment.copy(in.array(), at + 32, argument, JAVA_BYTE, 0, inSize);
            int result = tree.ioctl(path, request, argument);
            ByteBuffer reply = out(16 + outSize).putInt(0, result);
            reply.put(16, argument.asSlice(0, outSize).toArray(JAVA_BYTE));
            send(unique, 0, reply.array());
        }
    }

    private void entry(long unique, String path) throws KernelException {
        FuseTree.Kind kind = tree.kind(path);
        if (kind == FuseTree.Kind.ABSENT) {
            send(unique, -FuseTree.ENOENT, new byte[0]);
            return;
        }
        long node = nodes.computeIfAbsent(path, same -> nodes.size() + 1L);
        paths.put(node, path);
        ByteBuffer reply = out(128).putLong(0, node);
        describe(reply, 40, node, kind);
        send(unique, 0, reply.array());
    }

    private void attributes(long unique, String path) throws KernelException {
        FuseTree.Kind kind = tree.kind(path);
        if (kind == FuseTree.Kind.ABSENT) {
            send(unique, -FuseTree.ENOENT, new byte[0]);
            return;
        }
        ByteBuffer reply = out(104);
        describe(reply, 16, Objects.requireNonNull(nodes.get(path)), kind);
        send(unique, 0, reply.array());
    }

    /** struct fuse_attr: inode, then at 60 mode, at 64 the number of links. */
    private static void describe(ByteBuffer reply, int at, long node, FuseTree.Kind kind) {
        reply.putLong(at, node);
        reply.putInt(at + 60, kind == FuseTree.Kind.FOLDER ? 0x41C0 : 0x8180);
        reply.putInt(at + 64, 1);
    }

    private void send(long unique, int error, byte[] body) throws KernelException {
        byte[] content = error < 0 ? new byte[0] : body;
        ByteBuffer reply = out(OUT_HEADER_BYTES + content.length)
                .putInt(0, OUT_HEADER_BYTES + content.length)
                .putInt(4, error)
                .putLong(8, unique);
        reply.put(OUT_HEADER_BYTES, content);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, reply.array());
            connection.call("write", number -> {
                long result = Libc.write(number, bytes);
                // ENOENT: whoever asked has gone.
                return result == -FuseTree.ENOENT ? 0 : result;
            });
        }
    }

    private static ByteBuffer out(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String child(String folder, String name) {
        return folder + "/" + name;
    }

    private static String name(ByteBuffer in) {
        int from = in.position();
        int to = from;
        while (in.get(to) != 0) {
            to++;
        }
        return new String(in.array(), from, to - from, StandardCharsets.UTF_8);
    }
}
