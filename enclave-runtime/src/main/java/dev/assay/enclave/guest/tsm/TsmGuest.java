package dev.assay.enclave.guest.tsm;

import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A guest whose kernel hands out evidence by configfs (Documentation/ABI/testing/configfs-tsm-report): Intel TDX, AMD
 * SEV-SNP and Arm CCA alike. A quote of TDX takes the host up to seconds. Safe for use by many threads and processes:
 * each request has a folder of its own.
 */
public final class TsmGuest {

    public static final Path REPORTS = Path.of("/sys/kernel/config/tsm/report");

    /** Another process in our folder, or a busy host, is waited out; each wait is twice the one before. */
    private static final int MOST_TRIES = 10;

    /** Some three seconds in all. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(5);

    /** Makes an entry for one request. */
    @FunctionalInterface
    interface Entries {
        ReportEntry create() throws IOException;
    }

    private final Entries entries;
    private final Duration firstWait;

    private TsmGuest(Entries entries, Duration firstWait) {
        this.entries = entries;
        this.firstWait = firstWait;
    }

    /** @param reports the folder {@link #REPORTS}, or one that a test serves */
    public static TsmGuest at(Path reports) {
        return on(() -> ConfigfsEntry.create(reports), FIRST_WAIT);
    }

    static TsmGuest on(Entries entries, Duration firstWait) {
        return new TsmGuest(entries, firstWait);
    }

    /** A report about 64 bytes. */
    public TsmReport report(byte[] reportData) throws IOException {
        return report(TsmRequest.of(reportData));
    }

    /** @throws IOException if there is none to be had; the message says why */
    public TsmReport report(TsmRequest request) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return once(request);
            } catch (Interference | KernelException e) {
                if (tries == MOST_TRIES || !passes(e)) {
                    throw e;
                }
                LockSupport.parkNanos(firstWait.toNanos() << (tries - 1));
            }
        }
    }

    /** Who answers here, found out without asking for a report. */
    public TsmProvider provider() throws IOException {
        try (ReportEntry entry = entries.create()) {
            return new TsmExchange(entry).provider();
        }
    }

    private TsmReport once(TsmRequest request) throws IOException {
        try (ReportEntry entry = entries.create()) {
            return new TsmExchange(entry).run(request);
        }
    }

    private static boolean passes(IOException e) {
        return !(e instanceof KernelException kernel) || kernel.is(Errno.EBUSY, Errno.EINTR, Errno.EAGAIN);
    }
}
