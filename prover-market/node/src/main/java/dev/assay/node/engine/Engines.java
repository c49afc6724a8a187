package dev.assay.node.engine;

import dev.assay.edge.ErrorCode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines that the node's configuration names. Each job has a process for itself; one that has done its job well stays
 * for the next, any other is killed and the next job starts anew. Safe for use by many threads.
 */
public final class Engines implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Engines.class);

    private final Map<String, Engine> byProofSystem = new LinkedHashMap<>();
    /** All that were started and not ended: nothing of this node's stays when it stops. Guarded by itself. */
    private final Set<EngineProcess> processes = new HashSet<>();

    private boolean isClosed;

    private record Engine(EngineSpec spec, Deque<EngineProcess> idle) {}

    private Engines() {}

    /** Without any. */
    public static Engines none() {
        return new Engines();
    }

    /**
     * Starts each engine once, to hear which proof systems it proves. Of two for the same system the first is used.
     *
     * @throws IOException that says which engine does not start or does not speak the protocol
     */
    public static Engines start(Collection<EngineSpec> specs) throws IOException {
        Engines engines = new Engines();
        for (EngineSpec spec : specs) {
            engines.add(spec);
        }
        return engines;
    }

    private void add(EngineSpec spec) throws IOException {
        try {
            EngineProcess process = begin(spec);
            EngineMessages.Said.Hello hello = greet(process);
            Engine engine = new Engine(spec, new ArrayDeque<>());
            engine.idle().push(process);
            hello.proofSystems().forEach(system -> byProofSystem.putIfAbsent(system, engine));
            if (!byProofSystem.containsValue(engine)) {
                log.warn("engine {} is of no use: others prove the same", spec.name());
                end(process);
            }
            log.info(
                    "engine {} is {} {} and proves {}",
                    spec.name(),
                    hello.name(),
                    hello.version(),
                    hello.proofSystems());
        } catch (EngineFailure e) {
            close();
            throw new IOException(e.detail(), e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while engine " + spec.name() + " started", e);
        }
    }

    private EngineProcess begin(EngineSpec spec) throws EngineFailure {
        synchronized (processes) {
            if (isClosed) {
                throw EngineFailure.broken("the node stops");
            }
            EngineProcess process = EngineProcess.start(spec);
            processes.add(process);
            return process;
        }
    }

    private void end(EngineProcess process) {
        synchronized (processes) {
            processes.remove(process);
        }
        process.close();
    }

    private EngineMessages.Said.Hello greet(EngineProcess process) throws EngineFailure, InterruptedException {
        boolean isWell = false;
        try {
            EngineMessages.Said.Hello hello = process.hello();
            isWell = true;
            return hello;
        } finally {
            if (!isWell) {
                end(process);
            }
        }
    }

    public Set<String> proofSystems() {
        return new TreeSet<>(byProofSystem.keySet());
    }

    public boolean proves(String proofSystem) {
        return byProofSystem.containsKey(proofSystem);
    }

    /**
     * Proves one job; nobody has verified the result yet.
     *
     * @param phases is told of each phase that the engine names
     * @throws EngineFailure if there is no proof
     */
    public EngineResult prove(EngineJob job, Consumer<String> phases)
            throws EngineFailure, IOException, InterruptedException {
        Engine engine = byProofSystem.get(job.proofSystem());
        if (engine == null) {
            throw EngineFailure.said(ErrorCode.NOT_SUPPORTED, "no engine proves " + job.proofSystem());
        }
        EngineProcess process = take(engine);
        boolean isWell = false;
        try {
            EngineResult result = process.prove(job, phases);
            isWell = true;
            return result;
        } catch (EngineFailure e) {
            isWell = !e.isFatal();
            throw e;
        } catch (InterruptedException e) {
            isWell = true;
            throw e;
        } finally {
            give(engine, process, isWell);
        }
    }

    private EngineProcess take(Engine engine) throws EngineFailure, InterruptedException {
        Optional<EngineProcess> warm = warm(engine);
        if (warm.isPresent()) {
            return warm.get();
        }
        EngineProcess fresh = begin(engine.spec());
        EngineMessages.Said.Hello ignored = greet(fresh);
        return fresh;
    }

    private Optional<EngineProcess> warm(Engine engine) {
        synchronized (engine) {
            EngineProcess found = engine.idle().poll();
            while (found != null && !found.isAlive()) {
                end(found);
                found = engine.idle().poll();
            }
            return Optional.ofNullable(found);
        }
    }

    private void give(Engine engine, EngineProcess process, boolean isWell) {
        if (!isWell) {
            log.warn(
                    "engine {} is stopped, the next job starts it anew",
                    engine.spec().name());
            end(process);
            return;
        }
        synchronized (engine) {
            engine.idle().push(process);
        }
    }

    /** Jobs that run fail, and none begins. */
    @Override
    public void close() {
        synchronized (processes) {
            isClosed = true;
            processes.forEach(EngineProcess::close);
            processes.clear();
        }
    }
}
