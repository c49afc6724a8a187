package dev.assay.node.prove;

import java.time.Duration;

/**
 * A proof that was verified here.
 *
 * @param proofJson snarkjs' {@code proof.json}
 * @param publicJson snarkjs' {@code public.json}
 * @param witness the time to get the witness and to check it
 * @param proving the time from the witness to the verified proof
 */
@SuppressWarnings("ArrayRecordComponent") // two files; nobody compares them
public record Proven(byte[] proofJson, byte[] publicJson, Duration witness, Duration proving) {}
