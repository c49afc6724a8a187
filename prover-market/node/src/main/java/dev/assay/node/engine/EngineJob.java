package dev.assay.node.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What an engine is to prove.
 *
 * @param id names the job between node and engine
 * @param files of the circuit, by the name that its manifest gives them, and "verificationKey"
 * @param input a file
 * @param output an empty folder for what the engine makes
 * @param timeLimit after which it is stopped
 */
public record EngineJob(
        String id,
        String proofSystem,
        Path manifest,
        Map<String, Path> files,
        Path input,
        Path output,
        Duration timeLimit) {}
