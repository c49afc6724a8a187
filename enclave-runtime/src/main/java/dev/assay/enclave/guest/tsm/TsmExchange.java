package dev.assay.enclave.guest.tsm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One request and its answer. Steps:
 *
 * <ol>
 *   <li>write what is asked, counting the writes;
 *   <li>{@code generation} is that count: every write took effect, also that of {@code inblob}, whose failure the kernel
 *       reports to nobody, and nobody else wrote;
 *   <li>read provider and evidence, which are bounded;
 *   <li>{@code generation} is still that count: all that was read is about what was asked.
 * </ol>
 */
final class TsmExchange {

    /** TSM_REPORT_OUTBLOB_MAX: 32 KiB in the first kernels, 16 MiB in newer ones. */
    private static final int MAX_EVIDENCE_BYTES = 16 << 20;

    private static final int MAX_TEXT_BYTES = 4096;

    private final ReportEntry entry;
    private int writes;

    TsmExchange(ReportEntry entry) {
        this.entry = entry;
    }

    TsmReport run(TsmRequest request) throws IOException {
        ask(request);
        checkGeneration();
        TsmProvider provider = provider();
        byte[] evidence = evidence();
        byte[] auxiliary = entry.read("auxblob", MAX_EVIDENCE_BYTES).orElse(new byte[0]);
        byte[] manifest = request.service().isPresent()
                ? entry.read("manifestblob", MAX_EVIDENCE_BYTES).orElse(new byte[0])
                : new byte[0];
        checkGeneration();
        return new TsmReport(provider, evidence, auxiliary, manifest);
    }

    private void ask(TsmRequest request) throws IOException {
        Optional<Integer> floor = number("privlevel_floor");
        Optional<Integer> level = request.privilege().or(() -> floor.filter(lowest -> lowest > 0));
        if (level.isPresent()) {
            checkFloor(level.get(), floor);
            write("privlevel", level.get().toString().getBytes(StandardCharsets.US_ASCII));
        }
        if (request.service().isPresent()) {
            write("service_provider", "svsm".getBytes(StandardCharsets.US_ASCII));
            Optional<String> guid = request.service().get().guid();
            if (guid.isPresent()) {
                write("service_guid", guid.get().getBytes(StandardCharsets.US_ASCII));
            }
        }
        write("inblob", request.reportData());
    }

    private void checkFloor(int level, Optional<Integer> floor) throws IOException {
        if (floor.isEmpty()) {
            throw new IOException(entry.name() + ": this guest has no privilege levels");
        }
        if (level < floor.get()) {
            throw new IOException(entry.name() + ": privilege level " + level + " is below the floor " + floor.get());
        }
    }

    private void write(String attribute, byte[] value) throws IOException {
        entry.write(attribute, value);
        writes++;
    }

    private void checkGeneration() throws IOException {
        int generation =
                number("generation").orElseThrow(() -> new IOException(entry.name() + " has no generation to check"));
        if (generation != writes) {
            throw new Interference(entry.name() + ": generation " + generation + " after " + writes
                    + " writes: another process writes here, or the kernel did not take the report data");
        }
    }

    TsmProvider provider() throws IOException {
        String name = text("provider").orElse("");
        return TsmProvider.of(name)
                .orElseThrow(() -> new IOException(entry.name() + ": a provider that is not known: '" + name + "'"));
    }

    private byte[] evidence() throws IOException {
        byte[] evidence = entry.read("outblob", MAX_EVIDENCE_BYTES).orElse(new byte[0]);
        if (evidence.length == 0) {
            throw new IOException(entry.name() + ": the kernel gave no evidence");
        }
        return evidence;
    }

    private Optional<Integer> number(String attribute) throws IOException {
        Optional<String> text = text(attribute);
        if (text.filter(digits -> !digits.matches("[0-9]{1,9}")).isPresent()) {
            throw new IOException(entry.name() + ": " + attribute + " is no number");
        }
        return text.map(Integer::valueOf);
    }

    private Optional<String> text(String attribute) throws IOException {
        return entry.read(attribute, MAX_TEXT_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }
}
