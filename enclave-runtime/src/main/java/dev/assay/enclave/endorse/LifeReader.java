package dev.assay.enclave.endorse;

import java.time.Instant;

/** Reads the life of an answer: by that it is seen too whether it is what was asked for. */
interface LifeReader {

    /**
     * @param fetched when it came, for what does not say itself how long it is good
     * @throws MalformedAnswer if it is not
     * @throws dev.assay.verification.Rejection likewise
     */
    Life read(Answer answer, Instant fetched) throws MalformedAnswer;
}
