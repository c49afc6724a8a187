package dev.assay.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The circuit that the demo proves: one that others published and use, or, where the registry cannot be reached, the one
 * that is committed in samples/.
 *
 * @param title what it shows
 * @param expected public.json for this input: that the proof is of this input, no verifier can know
 */
record ProofSample(String title, Path folder, byte[] input, byte[] expected) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Tries the published one, and says so plainly if it falls back. */
    static ProofSample find(Path cache, Path temporary, Consumer<String> progress)
            throws IOException, InterruptedException {
        try {
            return published(cache, progress);
        } catch (IOException e) {
            progress.accept("the published circuit is not to be had: " + e.getMessage());
            progress.accept("proving the committed circuit 'reserves' in its place");
            return committed(temporary);
        }
    }

    private static ProofSample published(Path cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        PublishedPackage wanted = PublishedPackage.parse(Sample.read("circuits/event-ticket/artifacts.json"));
        return new ProofSample(
                "a valid event ticket, its holder hidden (" + wanted.name() + " " + wanted.version() + ")",
                new PackageDownload(cache, PATIENCE, progress).fetch(wanted),
                Sample.read("circuits/event-ticket/input.json"),
                Sample.read("circuits/event-ticket/public.json"));
    }

    static ProofSample committed(Path temporary) throws IOException {
        Path folder = Sample.copy(
                "circuits/reserves",
                temporary.resolve("reserves"),
                "reserves.wasm",
                "reserves.zkey",
                "reserves.r1cs",
                "verification_key.json");
        return new ProofSample(
                "reserves above a threshold, the balances hidden (samples/circuits/reserves)",
                folder,
                Sample.read("circuits/reserves/input.json"),
                Sample.read("circuits/reserves/public.json"));
    }

    String expectedText() {
        return new String(expected, StandardCharsets.UTF_8);
    }
}
