package dev.assay.relay.forward;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Messages as the bytes that they came as. The size of one is bounded by the server and the channel that read it. */
enum ByteMarshaller implements MethodDescriptor.Marshaller<byte[]> {
    INSTANCE;

    @Override
    public InputStream stream(byte[] message) {
        return new KnownBytes(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says its length and drains in one write: the framer copies other streams in small steps. */
    private static final class KnownBytes extends ByteArrayInputStream implements KnownLength, Drainable {

        KnownBytes(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int sizeBytes = available();
            target.write(buf, pos, sizeBytes);
            pos += sizeBytes;
            return sizeBytes;
        }
    }
}
