package dev.assay.cli.verify;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.eventlog.CcelTable;
import dev.assay.verification.tee.eventlog.EventLog;
import dev.assay.verification.tee.eventlog.VerifiedEventLog;
import dev.assay.verification.tee.tpm.TpmHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs cases of event logs in a CCEL: the log, its ACPI table, the quote and the nonce lie side by side, under names with
 * one prefix, and each is checked with the others. Pieces all: the quote's own signature is another kind's case.
 */
final class CcelCases {

    /** A TD quote of version 4 (Intel TDX DCAP quoting library API, appendix A.3): RTMR 0 to 3 and REPORTDATA. */
    private static final int RTMR0 = 48 + 328;

    private static final int REPORT_DATA = 48 + 520;
    private static final int LEAST_QUOTE_BYTES = 48 + 584;
    private static final int RTMR_BYTES = 48;
    private static final int NONCE_BYTES = 64;

    private CcelCases() {}

    static CaseOutcome run(Case given) throws IOException {
        Path file = given.folder().resolve(given.text("file"));
        byte[] bytes = Files.readAllBytes(file);
        try {
            check(file, bytes);
            return given.component();
        } catch (Rejection rejection) {
            return given.outcome(rejection.verdict());
        }
    }

    private static void check(Path file, byte[] bytes) throws IOException {
        if (new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1).equals("CCEL")) {
            checkTable(bytes, sibling(file, "ccel_data.dat"));
        } else if (bytes.length == NONCE_BYTES) {
            checkNonce(bytes, sibling(file, "tdx-quote.dat"));
        } else if (file.getFileName().toString().endsWith("quote.dat")) {
            checkLog(sibling(file, "ccel_data.dat"), bytes);
        } else {
            checkLog(bytes, sibling(file, "tdx-quote.dat"));
        }
    }

    private static void checkTable(byte[] table, byte[] log) {
        if (CcelTable.parse(table).logBytes() < log.length) {
            throw new Rejection(Reason.CCEL_TABLE, "the log is longer than its area");
        }
    }

    private static void checkNonce(byte[] nonce, byte[] quote) {
        if (!Arrays.equals(nonce, 0, NONCE_BYTES, checked(quote), REPORT_DATA, REPORT_DATA + NONCE_BYTES)) {
            throw new Rejection(Reason.EVIDENCE_NONCE_MISMATCH, "not the report data of the quote beside it");
        }
    }

    private static void checkLog(byte[] log, byte[] quote) {
        Map<Integer, byte[]> registers = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            int at = RTMR0 + i * RTMR_BYTES;
            registers.put(1 + i, Arrays.copyOfRange(checked(quote), at, at + RTMR_BYTES));
        }
        VerifiedEventLog.verify(EventLog.parseCcel(log), TpmHash.SHA384, registers);
    }

    private static byte[] checked(byte[] quote) {
        if (quote.length < LEAST_QUOTE_BYTES) {
            throw new Rejection(Reason.MALFORMED, "a quote of " + quote.length + " bytes");
        }
        return quote;
    }

    /** The file with the same prefix, up to the first dash after the folder, and this end. */
    private static byte[] sibling(Path file, String end) throws IOException {
        String name = file.getFileName().toString();
        String machine = name.substring(0, name.indexOf('-', name.indexOf('-') + 1) + 1);
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            Path found = files.filter(each -> each.getFileName().toString().startsWith(machine))
                    .filter(each -> each.getFileName().toString().endsWith(end))
                    .findFirst()
                    .orElseThrow(() -> new Rejection(Reason.ENDORSEMENT_MISSING, "no file ..." + end + " beside it"));
            return Files.readAllBytes(found);
        }
    }
}
