package dev.assay.cli.audit;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.auction.Rules;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.transcript.AuditFinding;
import dev.assay.verification.transcript.AuditReport;
import dev.assay.verification.transcript.AuditedRound;
import dev.assay.verification.transcript.TranscriptAudit;
import dev.assay.verification.transparency.LogPolicy;
import dev.assay.verification.transparency.NoteKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recomputes every auction in a market's log. */
@Command(
        name = "audit",
        description = {
            "Reads a market's transparency log and finds out whether it is true: that it is signed and only grew since the"
                    + " last time, that every round's record is the one that was committed to, that every bid is signed,"
                    + " and that winner, lot and price are what the rules give.",
            "Rounds whose records are secret yet are counted and left for another time."
        },
        footer = {
            "",
            "Example: assay audit 127.0.0.1:7420",
            "         assay audit https://log.example.com/ --market-key KEY --ack bid-received.txt"
        })
public final class AuditCommand implements Callable<Integer> {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int MAX_NOTE_BYTES = 64 << 10;

    @Parameters(
            paramLabel = "LOG",
            description = "The log: an http address, a folder with a copy, or HOST:PORT of a relay or market.")
    private String log = "";

    @Option(
            names = "--market-key",
            paramLabel = "KEY",
            description = "The log's key, name+hash+base64 (default: the one seen at the first audit).")
    private @Nullable String marketKey;

    @Option(names = "--origin", paramLabel = "NAME", description = "The log's name (default: that of its key).")
    private @Nullable String origin;

    @Option(names = "--witness", paramLabel = "KEY", description = "A witness's key; may be given several times.")
    private List<String> witnesses = new ArrayList<>();

    @Option(names = "--quorum", paramLabel = "N", description = "How many of them must have cosigned (default: all).")
    private @Nullable Integer quorum;

    @Option(
            names = "--ack",
            paramLabel = "FILE",
            description =
                    "What the market signed when it got a bid: the bid must be there. May be given several times.")
    private List<Path> acks = new ArrayList<>();

    @Option(
            names = "--seen",
            paramLabel = "FILE",
            description = "A checkpoint that somebody else was shown. May be given several times.")
    private List<Path> seen = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where to keep what was seen (default: in ~/.assay/audit, by the log's address).")
    private @Nullable Path state;

    @Option(
            names = "--chain-id",
            paramLabel = "N",
            defaultValue = "0",
            description = "The chain that requests and bids are signed for (default: the development one).")
    private long chainId;

    @Option(names = "--deployment", paramLabel = "HEX", description = "The deployment that they are signed for.")
    private @Nullable Digest deployment;

    @Option(
            names = "--publish-after",
            paramLabel = "DURATION",
            description = "How long after its round the market says that a record is secret (default: 10m).")
    private Duration publishAfter = TranscriptAudit.Known.USUAL;

    @Option(names = "--at", paramLabel = "INSTANT", description = "The time to verify at (default: now).")
    private Instant at = Instant.now();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        AuditMemory memory = state == null ? AuditMemory.of(log) : new AuditMemory(state);
        try (LogSource source = LogSource.open(log)) {
            NoteKey key = key(source, memory);
            AuditReport report = TranscriptAudit.run(source, policy(key), domain(), known(memory), at);
            report.checkpoint()
                    .filter(ignored -> report.findings().isEmpty())
                    .ifPresent(checkpoint -> memory.keep(key.text(), checkpoint.signedNote(), secret(report)));
            print(key, report);
            return (report.findings().isEmpty() ? ExitStatus.DONE : ExitStatus.REJECTED).code();
        }
    }

    private Optional<TranscriptAudit.Known.Secret> secret(AuditReport report) {
        return report.firstSecret().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TranscriptAudit.Known.Secret(report.firstSecret().getAsLong(), at));
    }

    private NoteKey key(LogSource source, AuditMemory memory) {
        if (marketKey != null) {
            return parse(marketKey);
        }
        if (memory.key().isPresent()) {
            return parse(memory.key().get());
        }
        String told = source.read(LogSource.KEY)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
                .orElseThrow(() -> CommandFailure.usage(
                        "the log does not say what its key is", "Name it: --market-key name+hash+base64"));
        NoteKey key = parse(told);
        output.progress("first audit of this log: its key " + key + " is believed from now on; compare it with the"
                + " market's own announcement");
        return key;
    }

    private static NoteKey parse(String text) {
        if (NoteKey.parse(text) instanceof Verdict.Verified<NoteKey>(NoteKey key)) {
            return key;
        }
        throw CommandFailure.usage("\"" + text + "\" is no verifier key", "It has the form name+hash+base64");
    }

    private LogPolicy policy(NoteKey key) {
        Set<NoteKey> known = witnesses.stream().map(AuditCommand::parse).collect(Collectors.toSet());
        try {
            return new LogPolicy(
                    origin == null ? key.name() : origin,
                    key,
                    known,
                    quorum == null ? known.size() : quorum,
                    CLOCK_SKEW);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "no such policy: " + e.getMessage(), "--market-key signs notes, --witness cosigns them");
        }
    }

    private SigningDomain domain() {
        SigningDomain dev = SigningDomain.dev();
        return new SigningDomain(
                chainId == 0 ? dev.chainId() : chainId, deployment == null ? dev.deployment() : deployment);
    }

    private TranscriptAudit.Known known(AuditMemory memory) throws IOException {
        List<byte[]> checkpoints = read(seen);
        memory.checkpoint().ifPresent(checkpoints::add);
        return new TranscriptAudit.Known(checkpoints, read(acks), memory.secret(), publishAfter);
    }

    private static List<byte[]> read(List<Path> files) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(InputFile.read(file, MAX_NOTE_BYTES));
        }
        return contents;
    }

    private void print(NoteKey key, AuditReport report) {
        Facts facts = new Facts()
                .with("verdict", report.findings().isEmpty() ? "verified" : "rejected")
                .with("log", key.name())
                .with("key", key.text());
        report.checkpoint()
                .ifPresent(checkpoint -> facts.with("entries", checkpoint.size())
                        .with("root", checkpoint.root().hex())
                        .with(
                                "witnesses",
                                checkpoint.cosignatures().stream()
                                        .map(cosignature ->
                                                cosignature.witness().name())
                                        .toList()));
        facts.with("rounds", report.rounds().size())
                .with("sold", sold(report))
                .with("bids", bids(report))
                .with("secret", report.secret())
                .with("acks", acks.size() - report.undecidedAcks())
                .with("acksUndecided", report.undecidedAcks())
                .with("rules", report.rules().stream().map(Rules::toString).toList());
        if (!report.findings().isEmpty()) {
            facts.with("reason", report.findings().getFirst().finding().reason().name())
                    .with(
                            "findings",
                            report.findings().stream()
                                    .map(AuditFinding::toString)
                                    .toList());
        }
        output.print(facts);
        if (!output.isJson()) {
            report.findings().stream()
                    .map(found -> found.finding().reason())
                    .distinct()
                    .forEach(reason -> output.say(reason + ": " + reason.explanation()));
        }
    }

    private static long sold(AuditReport report) {
        return report.rounds().stream()
                .filter(round -> round.record().sale().isPresent())
                .count();
    }

    private static long bids(AuditReport report) {
        return report.rounds().stream()
                .map(AuditedRound::candidates)
                .mapToLong(List::size)
                .sum();
    }
}
