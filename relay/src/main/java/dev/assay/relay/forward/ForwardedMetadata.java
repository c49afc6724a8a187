package dev.assay.relay.forward;

import io.grpc.Metadata;
import java.util.List;

/**
 * The headers and trailers that pass through. All others stop here: what a client sends is for the relay alone, and what
 * the transport adds is made anew on each hop.
 */
final class ForwardedMetadata {

    private static final List<Metadata.Key<String>> TEXT = List.of(ascii("traceparent"), ascii("tracestate"));
    private static final List<Metadata.Key<byte[]>> STATUS =
            List.of(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));

    private ForwardedMetadata() {}

    /** What a call tells the server. */
    static Metadata request(Metadata from) {
        return only(from, TEXT);
    }

    /** What a server tells before its first message. */
    static Metadata response(Metadata from) {
        return only(from, TEXT);
    }

    /** What a server tells with its status: the code of ours is in there. */
    static Metadata trailers(Metadata from) {
        return only(from, STATUS);
    }

    private static <T> Metadata only(Metadata from, List<Metadata.Key<T>> keys) {
        Metadata to = new Metadata();
        for (Metadata.Key<T> key : keys) {
            T value = from.get(key);
            if (value != null) {
                to.put(key, value);
            }
        }
        return to;
    }

    private static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
