package dev.assay.enclave.endorse;

import dev.assay.verification.Finding;
import dev.assay.verification.Verdict;
import java.io.IOException;

/** What was read out of evidence, to know what to ask for. */
final class Evidence {

    private Evidence() {}

    /** @throws IOException if the evidence cannot be read: nothing can be collected for it */
    static <T> T read(Verdict<T> parsed) throws IOException {
        return switch (parsed) {
            case Verdict.Verified<T>(T value) -> value;
            case Verdict.Simulated<T>(T value) -> value;
            case Verdict.Rejected<T> rejected -> {
                Finding first = rejected.findings().getFirst();
                throw new IOException("the evidence cannot be read, so nothing was asked for: " + first);
            }
        };
    }
}
