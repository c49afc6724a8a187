package dev.assay.market.transcript;

import dev.assay.edge.HostPort;
import dev.assay.verification.transparency.NoteKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the market's configuration that is about its transparency log.
 *
 * @param listen where tiles are served over HTTP; absent: over gRPC alone
 * @param origin names the log, and its key
 * @param keyFile holds the log's secret key; all replicas of a market share one. Absent: one in the data folder
 * @param publishAfter how long after its round a record is secret
 * @param witnesses each a verifier key and the address of its {@code add-checkpoint}, with {@code =} between:
 *     {@code name+hash+key=https://…}
 * @param quorum how many witnesses must have cosigned what is served
 */
public record TranscriptConfig(
        Optional<HostPort> listen,
        String origin,
        Optional<Path> keyFile,
        Duration publishAfter,
        Set<String> witnesses,
        int quorum) {

    /** @throws IllegalArgumentException that names the key and what is allowed */
    public TranscriptConfig {
        if (!NoteKey.isName(origin)) {
            throw new IllegalArgumentException("transcriptOrigin must be a name without spaces and plus signs");
        }
        if (publishAfter.isNegative()) {
            throw new IllegalArgumentException("transcriptPublishAfter must not be negative");
        }
        List<Witness> parsed = witnesses.stream().map(Witness::parse).toList();
        if (quorum < 0 || quorum > parsed.size()) {
            throw new IllegalArgumentException("transcriptQuorum must be at most the number of witnesses");
        }
    }

    public static TranscriptConfig defaults() {
        return new TranscriptConfig(
                Optional.empty(), "assay.local/transcript", Optional.empty(), Duration.ofMinutes(10), Set.of(), 0);
    }

    List<Witness> parsedWitnesses() {
        return witnesses.stream().map(Witness::parse).toList();
    }
}
