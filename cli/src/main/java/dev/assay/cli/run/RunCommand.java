package dev.assay.cli.run;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.ExitStatus;
import dev.assay.cli.Home;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.cli.TrustOptions;
import dev.assay.client.AssayClient;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.client.Trust;
import dev.assay.edge.HostPort;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.workload.Provable;
import dev.assay.verification.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits one request and prints what was verified of it. */
@Command(
        name = "run",
        description = {
            "Runs a program in an attested enclave, or has a circuit proved by the market; verifies what comes back on this"
                    + " machine; prints the output. Progress is on standard error.",
            "WORKLOAD is a program's .wasm file, a folder with a circuit's files (.zkey, .wasm, verification_key.json,"
                    + " perhaps .r1cs), or the 64 digits of an id that is published already."
        },
        footer = {
            "",
            "Example: assay run median-price.wasm --input prices.csv --assurance tee --policy policy.json",
            "         assay run samples/circuits/reserves --input samples/circuits/reserves/input.json --assurance proof"
        })
public final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "WORKLOAD", description = "What to run.")
    private String workload = "";

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "The input: a program's bytes, or a circuit's signals as JSON; at most 1 MiB.")
    private Path input = Path.of("");

    @Option(
            names = "--assurance",
            required = true,
            paramLabel = "tee|proof|both",
            description = "What to rely on: an attested enclave or a zero-knowledge proof.")
    private Assurance assurance = Assurance.TEE;

    @Option(
            names = "--relay",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7420",
            description = "The relay (default: ${DEFAULT-VALUE}).")
    private HostPort relay = new HostPort("127.0.0.1", 7420);

    @Option(names = "--receipt", paramLabel = "OUT", description = "Write the receipt, or the proof, to this file.")
    private @Nullable Path receipt;

    @Option(
            names = "--max-price",
            paramLabel = "MICROS",
            defaultValue = "1000000",
            description = "The most to pay, in millionths (default: ${DEFAULT-VALUE}).")
    private long maxPriceMicros;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long the result may take: 30s, 5m, 2h (default: ${DEFAULT-VALUE}).")
    private Duration deadline = Duration.ZERO;

    @Option(
            names = "--soft-deadline",
            paramLabel = "DURATION",
            description = "Pay the full price only until then, and evenly less up to the deadline"
                    + " (default: the deadline). For proofs.")
    private @Nullable Duration softDeadline;

    @Option(names = "--fresh", description = "Demand evidence made for this request, with its nonce inside.")
    private boolean fresh;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key that signs and pays (default: ~/.assay/client.key, made at the first use).")
    private @Nullable Path key;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        checkAssurance();
        checkSoftDeadline();
        NamedWorkload named = Workloads.named(workload);
        named.workload().ifPresent(this::checkKind);
        byte[] bytes = InputFile.read(input, Submission.MAX_INPUT_BYTES);
        checkReceiptFile();
        try (AssayClient client = AssayClient.connect(relay, ClientKey.open(keyFile()), trust())) {
            RequestRun run = new RequestRun(client, output, relay);
            Result result = run.run(named, submission(named, bytes));
            new ResultPrinter(output).print(result, receipt);
        }
        return ExitStatus.DONE.code();
    }

    private Submission submission(NamedWorkload named, byte[] bytes) {
        Submission submission = switch (assurance) {
            case TEE -> Submission.attested(named.id(), bytes);
            case PROOF, BOTH -> Submission.proved(named.id(), bytes);
        };
        submission = submission.deadlineIn(deadline).maxPriceMicros(maxPriceMicros);
        submission = softDeadline == null ? submission : submission.softDeadlineIn(softDeadline);
        return fresh ? submission.freshEvidence() : submission;
    }

    private void checkSoftDeadline() {
        if (softDeadline != null && softDeadline.compareTo(deadline) > 0) {
            throw CommandFailure.usage("--soft-deadline is later than --deadline", "Let it be earlier.");
        }
    }

    private void checkAssurance() {
        if (assurance == Assurance.BOTH) {
            throw CommandFailure.usage(
                    "--assurance both is not supported yet", "Run it twice: --assurance tee, then --assurance proof.");
        }
    }

    private void checkKind(Workload found) {
        boolean circuit = found instanceof Provable;
        if (circuit != (assurance == Assurance.PROOF)) {
            throw CommandFailure.usage(
                    workload
                            + (circuit
                                    ? " is a circuit: it is proved, not run"
                                    : " is a program: it is run, not proved"),
                    "Use --assurance " + (circuit ? "proof" : "tee"));
        }
    }

    private void checkReceiptFile() {
        Path folder = receipt == null ? null : receipt.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw CommandFailure.usage("there is no folder " + folder, "Make it, or name another file for --receipt.");
        }
    }

    private Path keyFile() {
        return key == null ? Home.folder().resolve("client.key") : key;
    }

    /** A proof needs no belief in any enclave: the strictest trust stands in. */
    private Trust trust() throws IOException {
        if (assurance == Assurance.PROOF) {
            return new Trust(TrustStore.production(), TrustOptions.lenient(), trust.domain());
        }
        return new Trust(trust.anchors(), trust.policy(), trust.domain());
    }
}
