package dev.assay.relay.admit;

import java.time.Duration;

/**
 * @param enclaves attached at the same time, those included that are not admitted yet
 * @param capacity requests at the same time that one enclave is given, whatever it claims
 * @param answerWithin a challenge must be answered
 * @param evidenceAge after which an enclave is challenged again
 * @param silence after which an enclave that says nothing, not even a heartbeat, counts as gone
 * @param grace that an enclave without new evidence has to finish what it holds
 */
public record AttachLimits(
        int enclaves, int capacity, Duration answerWithin, Duration evidenceAge, Duration silence, Duration grace) {}
