package dev.assay.cli.convert;

import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import dev.assay.cli.verify.Report;
import dev.assay.verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what was converted, or says why it cannot be. */
final class Conversion {

    private Conversion() {}

    /** @param facts what is said of the conversion if it succeeds */
    static int write(Output output, Verdict<byte[]> written, Path out, Facts facts) throws IOException {
        if (written instanceof Verdict.Verified<byte[]>(byte[] bytes)) {
            Files.write(out, bytes);
            output.print(facts.with("out", out.toString()).with("bytes", bytes.length));
            return ExitStatus.DONE.code();
        }
        return refuse(output, written);
    }

    static int refuse(Output output, Verdict<?> verdict) {
        return Report.print(output, verdict, (facts, ignored) -> facts);
    }
}
