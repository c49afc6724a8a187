package dev.assay.enclave.guest.tpm;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The software TPM {@code swtpm} as a process of its own; the reference implementation is inside. */
final class Swtpm implements TpmChannel {
    static final String STATE = "tpm2-00.permall";

    private static final int MOST_WAITS = 100;

    private final Process process;
    private final SocketChannel socket;

    private Swtpm(Process process, SocketChannel socket) {
        this.process = process;
        this.socket = socket;
    }

    static boolean isInstalled() {
        try {
            return new ProcessBuilder("swtpm", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** In a folder that may have the state of an earlier one. */
    static Swtpm start(Path state) throws IOException {
        Path address = state.resolve("socket");
        Process process = new ProcessBuilder(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + state,
                        "--server",
                        "type=unixio,path=" + address,
                        "--flags",
                        "not-need-init,startup-clear")
                .redirectErrorStream(true)
                .redirectOutput(state.resolve("log").toFile())
                .start();
        return new Swtpm(process, connect(address));
    }

    private static SocketChannel connect(Path address) throws IOException {
        for (int i = 0; ; i++) {
            SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                socket.connect(UnixDomainSocketAddress.of(address));
                return socket;
            } catch (IOException e) {
                socket.close();
                if (i == MOST_WAITS) {
                    throw e;
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public String name() {
        return "swtpm";
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        socket.write(ByteBuffer.wrap(command));
        ByteBuffer head = read(10);
        ByteBuffer rest = read(head.getInt(2) - 10);
        return ByteBuffer.allocate(10 + rest.capacity()).put(head).put(rest).array();
    }

    private ByteBuffer read(int size) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(size);
        while (in.hasRemaining()) {
            if (socket.read(in) < 0) {
                throw new EOFException("swtpm is gone");
            }
        }
        return in.flip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The process is ended anyway.
        }
        process.destroy();
        process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }
}
