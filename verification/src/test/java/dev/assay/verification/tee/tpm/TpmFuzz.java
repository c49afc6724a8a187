package dev.assay.verification.tee.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.EventLogWriter;
import dev.assay.simulator.HclReportWriter;
import dev.assay.simulator.SimulatedGcpVtpm;
import dev.assay.simulator.SoftwareTpm;
import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.eventlog.CcelTable;
import dev.assay.verification.tee.eventlog.Event;
import dev.assay.verification.tee.eventlog.EventLog;
import dev.assay.verification.tee.eventlog.VerifiedEventLog;
import dev.assay.verification.tee.vtpm.HclReport;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The same bytes as each structure that a TPM or a boot leaves behind: quote, key, signature, event logs, an ACPI table and
 * a paravisor's report. What one TPM signed and measured, no other bytes are.
 */
public final class TpmFuzz implements FuzzTarget {

    private static final String KEY = SEED + "key";
    private static final String SIGNATURE = SEED + "signature";
    private static final String QUOTE = SEED + "quote";
    private static final String BANK = "registers";

    @Override
    public Map<String, byte[]> make() {
        SoftwareTpm tpm = SoftwareTpm.withEccKey(new SecureRandom());
        Map<String, byte[]> files = new HashMap<>();
        files.put(SEED + "event-log", SimulatedGcpVtpm.boot(tpm));
        byte[] quote = tpm.quote(new byte[32], TpmHash.SHA256);
        files.put(QUOTE, quote);
        files.put(SIGNATURE, tpm.sign(quote));
        files.put(KEY, tpm.publicArea());
        files.put(BANK, concatenated(tpm));
        SoftwareTpm rsa = SoftwareTpm.withRsaKey(new SecureRandom());
        files.put(SEED + "rsa-key", new TpmSized(rsa.publicArea()).bytes());
        files.put(SEED + "rsa-signature", rsa.sign(quote));
        files.put(SEED + "ccel-log", ccelLog());
        files.put(SEED + "ccel-table", ccelTable());
        byte[] claims = "{\"keys\":[],\"vm-configuration\":{\"secure-boot\":true},\"user-data\":\"00\"}"
                .getBytes(StandardCharsets.UTF_8);
        HclReportWriter report = new HclReportWriter(2, new byte[1184], claims);
        report.padding = 4;
        files.put(SEED + "paravisor", report.toByteArray());
        return files;
    }

    private record TpmSized(byte[] area) {

        byte[] bytes() {
            byte[] sized = new byte[area.length + 2];
            sized[0] = (byte) (area.length >> 8);
            sized[1] = (byte) area.length;
            System.arraycopy(area, 0, sized, 2, area.length);
            return sized;
        }
    }

    private static byte[] ccelLog() {
        EventLogWriter log = new EventLogWriter(List.of(TpmHash.SHA384));
        Map<TpmHash, byte[]> digest = Map.of(TpmHash.SHA384, TpmHash.SHA384.digest(new byte[4]));
        log.event(1, EventLogWriter.SEPARATOR, digest, new byte[4]);
        return log.raw(new byte[8]).toByteArray();
    }

    private static byte[] ccelTable() {
        byte[] table = new byte[56];
        System.arraycopy("CCEL8".getBytes(StandardCharsets.US_ASCII), 0, table, 0, 5);
        table[36] = 2;
        table[41] = 1;
        int sum = 0;
        for (byte b : table) {
            sum += b;
        }
        table[9] = (byte) -sum;
        return table;
    }

    private static byte[] concatenated(SoftwareTpm tpm) {
        byte[] all = new byte[24 * 32];
        tpm.bank(TpmHash.SHA256).forEach((index, value) -> System.arraycopy(value, 0, all, 32 * index, 32));
        return all;
    }

    @Override
    public Property over(Corpus files) {
        TpmPublicKey key = TpmPublicKey.parse(files.given(KEY));
        TpmSignature signature = TpmSignature.parse(files.given(SIGNATURE));
        PcrBank bank = PcrBank.of(TpmHash.SHA256, registers(files.given(BANK)));
        Digest quote = Digest.sha256(files.given(QUOTE));
        TpmQuote parsedQuote = TpmQuote.parse(files.given(QUOTE));
        QuotedPcrs.verify(key.key(), parsedQuote, signature, bank);
        Set<Map<Integer, List<Digest>>> boots = files.seeds().stream()
                .flatMap(seed -> attempt(() -> replayed(seed, bank)).stream())
                .collect(Collectors.toSet());
        assertEquals(1, boots.size(), "one seed is the log of these registers");
        return input -> {
            attempt(() -> QuotedPcrs.verify(key.key(), TpmQuote.parse(input), signature, bank))
                    .ifPresent(same -> assertEquals(quote, Digest.sha256(input)));
            attempt(() -> QuotedPcrs.verify(TpmPublicKey.parse(input).key(), parsedQuote, signature, bank))
                    .ifPresent(same ->
                            assertEquals(key.key(), TpmPublicKey.parse(input).key()));
            attempt(() -> TpmPublicKey.parseSized(input));
            attempt(() -> QuotedPcrs.verify(key.key(), parsedQuote, TpmSignature.parse(input), bank));
            attempt(() -> replayed(input, bank)).ifPresent(boot -> assertTrue(boots.contains(boot)));
            attempt(() -> EventLog.parseCcel(input).replay(TpmHash.SHA384));
            attempt(() -> CcelTable.parse(input));
            assertFalse(HclReport.parse(input) instanceof Verdict.Simulated);
        };
    }

    private static Map<Integer, byte[]> registers(byte[] all) {
        Map<Integer, byte[]> registers = new HashMap<>();
        for (int index = 0; index < all.length / 32; index++) {
            registers.put(index, java.util.Arrays.copyOfRange(all, 32 * index, 32 * index + 32));
        }
        return registers;
    }

    /** What the registers vouch for: which digests went into which, in which order for each; data only if it is of one. */
    private static Map<Integer, List<Digest>> replayed(byte[] log, PcrBank bank) {
        VerifiedEventLog verified = VerifiedEventLog.verify(EventLog.parse(log), TpmHash.SHA256, bank.values());
        Map<Integer, List<Digest>> replayed = new TreeMap<>();
        for (Event event : verified.events()) {
            Digest measured = Digest.of(Objects.requireNonNull(event.digests().get(TpmHash.SHA256)));
            event.measuredData(TpmHash.SHA256).ifPresent(data -> assertEquals(measured, Digest.sha256(data)));
            if (event.typeCode() != EventLogWriter.NO_ACTION) {
                replayed.computeIfAbsent(event.register(), register -> new ArrayList<>())
                        .add(measured);
            }
        }
        return replayed;
    }

    private static <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (Rejection rejection) {
            assertFalse(rejection.findings().isEmpty());
            return Optional.empty();
        }
    }
}
