package dev.assay.bench;

import dev.assay.client.AssayClient;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.client.Trust;
import dev.assay.edge.HostPort;
import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.workload.Program;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;

/** The README's example: it shows the text between the two marks. */
final class ReadmeExample {

    private ReadmeExample() {}

    static void run(
            HostPort relay, Digest simulatedRoot, AppraisalPolicy policy, Path wasm, byte[] prices, PrintStream out)
            throws Exception {
        // example: begin
        Trust trust = Trust.insecureSimulated(Set.of(simulatedRoot), policy);
        try (AssayClient client = AssayClient.connect(relay, SigningKey.generate(new SecureRandom()), trust)) {
            Digest code = Digest.sha256(Files.readAllBytes(wasm));
            Digest program = client.publish(new Program("median-price", code, Program.Limits.standard()), wasm);
            switch (client.submit(Submission.attested(program, prices)).await()) {
                case Result.Attested run -> out.write(run.output()); // an enclave in hardware signed it
                case Result.SimulatedAttested run -> out.write(run.output()); // the same, but no hardware vouches
                case Result.Proved proved -> out.println(proved.publicInputs());
                case Result.PluginProved proved -> out.write(proved.files().publicInputs());
            }
        }
        // example: end
    }
}
