package dev.assay.market.transcript;

import dev.assay.edge.HostPort;
import dev.assay.market.store.Database;
import io.grpc.BindableService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log and the ways to it. */
public final class TranscriptDoors implements AutoCloseable {

    private final Transcript transcript;
    private final @Nullable TranscriptHttp http;
    private final @Nullable HostPort address;

    private TranscriptDoors(Transcript transcript, @Nullable TranscriptHttp http, @Nullable HostPort address) {
        this.transcript = transcript;
        this.http = http;
        this.address = address;
    }

    public static TranscriptDoors open(TranscriptConfig config, Path dataDir, Database database, InstantSource clock)
            throws IOException {
        Transcript transcript = Transcript.open(database, config, dataDir, clock);
        Optional<HostPort> listen = config.listen();
        if (listen.isEmpty()) {
            return new TranscriptDoors(transcript, null, null);
        }
        try {
            TranscriptHttp http = TranscriptHttp.listen(transcript, listen.get());
            return new TranscriptDoors(
                    transcript, http, new HostPort(listen.get().host(), http.port()));
        } catch (IOException e) {
            transcript.close();
            throw e;
        }
    }

    public Transcript transcript() {
        return transcript;
    }

    public BindableService service() {
        return new TranscriptGrpcService(transcript);
    }

    /** @throws IllegalStateException if the log is served over gRPC alone */
    public HostPort address() {
        if (address == null) {
            throw new IllegalStateException("the log is not served over HTTP");
        }
        return address;
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
        transcript.close();
    }
}
