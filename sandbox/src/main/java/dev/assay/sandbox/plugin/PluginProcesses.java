package dev.assay.sandbox.plugin;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.sandbox.ModuleLimits;
import dev.assay.sandbox.plugin.Answer.Cause;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Plugins, each in a process of its own that is killed when it is late. A process serves one module, question after
 * question, and ends with the first answer that is neither yes nor no: what a plugin does to its process, it does to its
 * own jobs. A plugin is asked one question at a time, so that one which always takes its whole time holds one place. No
 * more processes live than there are places.
 */
public final class PluginProcesses implements Plugins {

    /** Start of a process, compilation, and the engine's own grace. */
    private static final Duration OVERHEAD = PluginEngine.COMPILE_TIME.plusSeconds(15);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int most;
    private final Duration patience;
    private final Semaphore places;
    private final Map<Digest, Seat> seats = new LinkedHashMap<>(16, 0.75f, true);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("plugin-watch").factory());
    private volatile boolean isClosed;

    /** One plugin: who holds its lock, and a place, may use its process. Its fields are guarded by {@code seats}. */
    private static final class Seat {
        private final Semaphore lock = new Semaphore(1, true);
        private Optional<PluginProcess> process = Optional.empty();
        private int users;
        private boolean isAsked;
    }

    /** As many processes as there are processors, and as half of the machine's memory holds. */
    public PluginProcesses() {
        this(most(Runtime.getRuntime().availableProcessors(), machineBytes()), PATIENCE);
    }

    static int most(int processors, long machineBytes) {
        return (int) Math.max(1, Math.min(processors, machineBytes / 2 / PluginProcess.LARGEST_BYTES));
    }

    private static long machineBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
    }

    /**
     * @param most processes that live
     * @param patience how long a question waits for its turn
     */
    public PluginProcesses(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
        this.places = new Semaphore(most, true);
    }

    @Override
    public Answer ask(Digest plugin, Module module, Question question, PluginLimits limits) throws IOException {
        Optional<byte[]> encoded = question.encoded();
        if (encoded.isEmpty()) {
            return new Answer.Failed(Cause.QUESTION_TOO_LARGE, "the question exceeds " + Question.MAX_SIZE_BYTES);
        }
        Seat seat = take(plugin);
        try {
            return inTurn(seat, module, encoded.get(), limits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(Cause.BUSY, "interrupted");
        } finally {
            leave(seat);
        }
    }

    private Answer inTurn(Seat seat, Module module, byte[] question, PluginLimits limits)
            throws IOException, InterruptedException {
        if (!seat.lock.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return new Answer.Failed(Cause.BUSY, "other questions to this plugin take too long");
        }
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer.Failed(Cause.BUSY, "all processes for plugins are taken");
            }
            try {
                return asked(seat, module, question, limits);
            } finally {
                rest(seat);
                places.release();
            }
        } finally {
            seat.lock.release();
        }
    }

    private Answer asked(Seat seat, Module module, byte[] question, PluginLimits limits) throws IOException {
        Optional<PluginProcess> warm = warm(seat, limits);
        Optional<byte[]> bytes = warm.isPresent() ? Optional.empty() : Optional.of(module.read());
        if (bytes.isPresent() && bytes.get().length > ModuleLimits.PLUGIN.sizeBytes()) {
            return new Answer.Failed(Cause.MODULE_INVALID, bytes.get().length + " bytes are too many");
        }
        PluginProcess process = warm.isPresent() ? warm.get() : replace(seat, limits);
        AtomicBoolean isLate = new AtomicBoolean();
        ScheduledFuture<?> alarm = watch.schedule(
                () -> {
                    isLate.set(true);
                    process.kill();
                },
                limits.wall().plus(OVERHEAD).toMillis(),
                TimeUnit.MILLISECONDS);
        Answer answer = exchange(process, bytes, question, limits, isLate);
        alarm.cancel(false);
        if (answer instanceof Answer.Failed) {
            end(seat);
        }
        return answer;
    }

    private Optional<PluginProcess> warm(Seat seat, PluginLimits limits) {
        synchronized (seats) {
            seat.isAsked = true;
            return seat.process.filter(found -> fits(found, limits));
        }
    }

    private void rest(Seat seat) {
        synchronized (seats) {
            seat.isAsked = false;
        }
    }

    private static boolean fits(PluginProcess process, PluginLimits limits) {
        return process.isAlive() && process.limits().memoryBytes() >= limits.memoryBytes();
    }

    private PluginProcess replace(Seat seat, PluginLimits limits) throws IOException {
        synchronized (seats) {
            end(seat);
            if (isClosed) {
                throw new IOException("closed");
            }
            makeRoom();
            PluginProcess started = PluginProcess.start(limits);
            seat.process = Optional.of(started);
            return started;
        }
    }

    /** Whoever comes here has one of the places, of which there are as many as processes: one that is not asked can go. */
    private void makeRoom() {
        long living =
                seats.values().stream().filter(seat -> seat.process.isPresent()).count();
        seats.values().stream()
                .filter(seat -> !seat.isAsked && seat.process.isPresent())
                .limit(Math.max(0, living - most + 1))
                .forEach(this::end);
    }

    private void end(Seat seat) {
        synchronized (seats) {
            seat.process.ifPresent(PluginProcess::close);
            seat.process = Optional.empty();
        }
    }

    private static Answer exchange(
            PluginProcess process,
            Optional<byte[]> module,
            byte[] question,
            PluginLimits limits,
            AtomicBoolean isLate) {
        try {
            if (module.isPresent()) {
                process.load(module.get());
            }
            return process.ask(question, limits);
        } catch (IOException e) {
            return isLate.get()
                    ? new Answer.Failed(Cause.TIME, "its process was killed")
                    : new Answer.Failed(Cause.CRASHED, "its process died");
        }
    }

    private Seat take(Digest plugin) {
        synchronized (seats) {
            Seat seat = seats.computeIfAbsent(plugin, unused -> new Seat());
            seat.users++;
            return seat;
        }
    }

    /** Processes that nobody asks stay warm while there is room. */
    private void leave(Seat seat) {
        synchronized (seats) {
            seat.users--;
            Iterator<Seat> eldest = seats.values().iterator();
            while (isClosed || seats.size() > most) {
                if (!eldest.hasNext()) {
                    return;
                }
                Seat other = eldest.next();
                if (other.users == 0) {
                    end(other);
                    eldest.remove();
                }
            }
        }
    }

    /** For tests: the processes that live. */
    long processes() {
        synchronized (seats) {
            return seats.values().stream()
                    .flatMap(seat -> seat.process.stream())
                    .filter(PluginProcess::isAlive)
                    .count();
        }
    }

    /** Kills all processes; questions that wait are answered {@link Cause#CRASHED}. */
    @Override
    public void close() {
        synchronized (seats) {
            isClosed = true;
            seats.values().forEach(seat -> seat.process.ifPresent(PluginProcess::kill));
            seats.values().removeIf(seat -> seat.users == 0);
        }
        watch.shutdownNow();
    }
}
