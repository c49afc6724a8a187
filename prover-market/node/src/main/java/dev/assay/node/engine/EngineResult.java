package dev.assay.node.engine;

/** What an engine made; nobody has verified it yet. */
@SuppressWarnings("ArrayRecordComponent") // two files; nobody compares them
public record EngineResult(byte[] proof, byte[] publicInputs) {}
