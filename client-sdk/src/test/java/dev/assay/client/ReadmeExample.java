package dev.assay.client;

import dev.assay.edge.HostPort;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.tee.AppraisalPolicy;
import dev.assay.verification.workload.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The README's example: it shows the text between the two marks, and a test compares it. */
final class ReadmeExample {

    private ReadmeExample() {}

    static void run(HostPort relay, Path wasm, Path policyJson, byte[] prices) throws Exception {
        // example: begin
        Trust trust = Trust.awsNitro(AppraisalPolicy.parse(Files.readAllBytes(policyJson)));
        try (AssayClient client = AssayClient.connect(relay, SigningKey.generate(new SecureRandom()), trust)) {
            Digest code = Digest.sha256(Files.readAllBytes(wasm));
            Digest program = client.publish(new Program("median-price", code, Program.Limits.standard()), wasm);
            switch (client.submit(Submission.attested(program, prices)).await()) {
                case Result.Attested run -> System.out.write(run.output()); // what a hardware TEE attests
                case Result.SimulatedAttested run -> System.out.println("nothing stands behind this output");
                case Result.Proved proved -> System.out.println(proved.publicInputs());
            }
        }
        // example: end
    }
}
