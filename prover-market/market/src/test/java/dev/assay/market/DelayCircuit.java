package dev.assay.market;

import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.Progress;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.workload.CircuitTerms;
import dev.assay.verification.workload.PluginCircuit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The sample circuit of a proof system that is verified by a plugin. */
final class DelayCircuit {

    private static final Path FOLDER = Path.of(System.getProperty("assay.root", "../.."), "samples/plugins/wesolowski");

    private DelayCircuit() {}

    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    static byte[] file(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Digest digest(String name) {
        return Digest.sha256(file(name));
    }

    static CircuitTerms terms() {
        return CircuitTerms.NONE
                .withSample(digest("proof.bin"), digest("public.bin"))
                .withInputValidator(digest("wesolowski.wasm"));
    }

    static PluginCircuit circuit() {
        return circuit(digest("wesolowski.wasm"), terms());
    }

    static PluginCircuit owned(Address owner) {
        return circuit(digest("wesolowski.wasm"), terms().withOwner(owner));
    }

    static PluginCircuit circuit(Digest module, CircuitTerms terms) {
        return new PluginCircuit(
                "delay",
                "wesolowski-rsa2048",
                new PluginCircuit.Verifier(module, 4 << 20, Duration.ofSeconds(5)),
                digest("verification_key.bin"),
                Map.of(),
                terms);
    }

    static void upload(Reachable market) throws IOException {
        ArtifactClient artifacts = new ArtifactClient(market.channel());
        for (String name : new String[] {"verification_key.bin", "wesolowski.wasm", "proof.bin", "public.bin"}) {
            Digest ignored = artifacts.upload(path(name), Progress.SILENT);
        }
    }
}
