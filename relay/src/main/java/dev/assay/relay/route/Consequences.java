package dev.assay.relay.route;

import dev.assay.proto.v1.TeeResult;
import dev.assay.relay.request.LiveRequest;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an outcome means: for the enclave that answered, and for the request. Guarded by the board. */
final class Consequences {

    private static final Logger log = LoggerFactory.getLogger(Consequences.class);

    private final Board board;
    private final Roster roster;
    private final InstantSource clock;
    private final Latencies latencies;

    Consequences(Board board, Roster roster, InstantSource clock, Latencies latencies) {
        this.board = board;
        this.roster = roster;
        this.clock = clock;
        this.latencies = latencies;
    }

    void forEnclave(Enclave enclave, Outcome outcome) {
        Standing standing = roster.standing(enclave);
        switch (outcome) {
            case Outcome.Fulfilled ignored -> standing.verified();
            case Outcome.ProgramFailed ignored -> standing.verified();
            case Outcome.Faltered ignored -> standing.faltered();
            case Outcome.Deceived(Trouble trouble) -> eject(enclave, trouble);
            case Outcome.Impossible ignored -> {}
            case Outcome.Declined ignored -> {}
        }
    }

    private void eject(Enclave enclave, Trouble trouble) {
        Duration length = roster.standing(enclave).deceived(clock.instant());
        log.warn("enclave {} gets nothing for {}: {}", enclave.id().shortHex(), length, trouble.detail());
        board.after(length, board::pump);
    }

    void forRequest(Placement placement, Enclave enclave, Outcome outcome) {
        switch (outcome) {
            case Outcome.Fulfilled(TeeResult result) -> fulfil(placement, result);
            case Outcome.ProgramFailed(Trouble trouble, TeeResult result) -> {
                blameWhoCouldNot(placement);
                board.end(placement);
                placement.request().programFailed(trouble.code(), trouble.detail(), result);
            }
            case Outcome.Impossible(Trouble trouble) -> board.fail(placement, trouble);
            case Outcome.Declined(Trouble trouble) -> board.elsewhere(placement, enclave, trouble);
            case Outcome.Faltered(Trouble trouble) -> board.elsewhere(placement, enclave, trouble);
            case Outcome.Deceived(Trouble trouble) -> board.elsewhere(placement, enclave, trouble);
        }
    }

    /** It could be done after all: whoever said that it cannot, and was not blamed for that, is blamed now. */
    private void blameWhoCouldNot(Placement placement) {
        placement.tried().forEach(id -> roster.standing(id).faltered());
    }

    private void fulfil(Placement placement, TeeResult result) {
        LiveRequest request = placement.request();
        blameWhoCouldNot(placement);
        board.end(placement);
        request.fulfilled(result);
        long acceptedMillis = request.events().at(1).orElseThrow().getAtMillis();
        latencies.add(request.statement().workload(), Duration.ofMillis(clock.millis() - acceptedMillis));
    }
}
