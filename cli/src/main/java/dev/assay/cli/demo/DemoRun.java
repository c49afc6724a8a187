package dev.assay.cli.demo;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import dev.assay.cli.TrustOptions;
import dev.assay.cli.network.EmbeddedNetwork;
import dev.assay.cli.run.NamedWorkload;
import dev.assay.cli.run.RequestRun;
import dev.assay.cli.run.Workloads;
import dev.assay.cli.verify.ProofFacts;
import dev.assay.cli.verify.ReceiptFacts;
import dev.assay.client.AssayClient;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.client.Trust;
import dev.assay.verification.sign.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The demo's two requests, each by a client that believes nobody. */
final class DemoRun {

    private final EmbeddedNetwork network;
    private final Output output;
    private final SigningKey key = SigningKey.generate(new SecureRandom());

    DemoRun(EmbeddedNetwork network, Output output) {
        this.network = network;
        this.output = output;
    }

    private AssayClient client() {
        Trust trust = Trust.insecureSimulated(Set.of(network.simulatedRoot()), TrustOptions.lenient());
        return AssayClient.connect(network.relay(), key, trust);
    }

    /** The median of seven sources' prices, by a WebAssembly program in the enclave. */
    Facts attested(Path temporary) throws Exception {
        output.progress("TEE path: the median of seven sources' prices (samples/programs/median-price)");
        Path folder = Sample.copy("programs/median-price", temporary.resolve("median-price"), "median-price.wasm");
        NamedWorkload program =
                Workloads.named(folder.resolve("median-price.wasm").toString());
        byte[] input = Sample.read("programs/median-price/input.csv");
        try (AssayClient client = client()) {
            Result result = new RequestRun(client, output, network.relay())
                    .run(program, Submission.attested(program.id(), input).freshEvidence());
            if (!(result instanceof Result.SimulatedAttested attested)) {
                throw CommandFailure.rejected("the result is no simulated run", "Please report it.");
            }
            if (!Arrays.equals(attested.output(), Sample.read("programs/median-price/expected.txt"))) {
                throw CommandFailure.rejected("the output is not the expected one", "Please report it.");
            }
            return new Facts()
                    .with("verdict", "simulated")
                    .with(
                            "checked",
                            List.of(
                                    "certificate chain",
                                    "evidence signature",
                                    "our nonce",
                                    "key binding",
                                    "receipt signature",
                                    "request",
                                    "workload",
                                    "input",
                                    "output"))
                    .with("output", new String(attested.output(), StandardCharsets.UTF_8).strip())
                    .with("receipt", ReceiptFacts.of(attested.receipt()));
        }
    }

    /** A proof by the market's node, of a circuit and an input that the caller knows. */
    Facts proved(ProofSample sample) throws Exception {
        output.progress("proof path: " + sample.title());
        NamedWorkload circuit = Workloads.circuit(sample.folder());
        try (AssayClient client = client()) {
            Result result = new RequestRun(client, output, network.relay())
                    .run(circuit, Submission.proved(circuit.id(), sample.input()));
            if (!(result instanceof Result.Proved proved)) {
                throw CommandFailure.rejected("the result is no proof", "Please report it.");
            }
            if (!proved.publicInputs().equals(numbers(sample.expectedText()))) {
                throw CommandFailure.rejected("the public inputs are not those of this input", "Please report it.");
            }
            return new Facts()
                    .with("verdict", "verified")
                    .with(
                            "checked",
                            List.of(
                                    "manifest hash",
                                    "key hash",
                                    "key hygiene",
                                    "points on curve and in subgroup",
                                    "public inputs canonical",
                                    "public inputs are those of our input",
                                    "pairing equation"))
                    .with("circuit", sample.title())
                    .with("request", proved.requestId().hex())
                    .with("proof", ProofFacts.of(proved.proof()));
        }
    }

    private static List<BigInteger> numbers(String publicJson) {
        return Pattern.compile("[0-9]+")
                .matcher(publicJson)
                .results()
                .map(match -> new BigInteger(match.group()))
                .toList();
    }
}
