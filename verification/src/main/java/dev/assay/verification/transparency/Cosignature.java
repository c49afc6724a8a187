package dev.assay.verification.transparency;

import java.time.Instant;

/**
 * A witness's word that a checkpoint continues all that it had seen of the log.
 *
 * @param at when, in whole seconds
 */
public record Cosignature(NoteKey witness, Instant at) {}
