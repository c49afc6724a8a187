package dev.assay.enclave.endorse;

import dev.assay.verification.tee.nvidia.NvidiaEvidence;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.AzureEndorsements;
import dev.assay.verification.tee.vtpm.VtpmQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the endorsements for a piece of evidence, from the vendors' services or caches of them. It is the attester's or
 * anybody's: nothing that it gives is verified, and a verifier takes it as hostile. Safe for use by several threads.
 */
public final class Endorser implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Endorser.class);

    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final ExecutorService threads;
    private final HttpSource http;
    private final IntelService intel;
    private final AmdService amd;
    private final NvidiaService nvidia;
    private final AuthorityService authorities;

    private Endorser(
            EndorsementSources sources,
            FetchLimits limits,
            CollateralCache cache,
            InstantSource clock,
            Attempts.Pause pause) {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        http = new HttpSource(limits, threads, clock);
        Attempts attempts = new Attempts(http, limits, pause, RandomGenerator.getDefault());
        Collateral collateral = new Collateral(attempts, limits.attempts(), cache, clock, threads);
        intel = new IntelService(sources.intel(), collateral);
        amd = new AmdService(sources.amd(), collateral);
        nvidia = new NvidiaService(sources.nvidia(), collateral);
        authorities = new AuthorityService(sources.authorities(), collateral);
    }

    /**
     * @param cache a folder of its own for what was collected, made if it is not there; several processes may share it
     * @param clock by which collateral has ended
     * @throws IOException if the folder cannot be made
     */
    public static Endorser open(EndorsementSources sources, FetchLimits limits, Path cache, InstantSource clock)
            throws IOException {
        return open(sources, limits, cache, clock, Thread::sleep);
    }

    static Endorser open(
            EndorsementSources sources, FetchLimits limits, Path cache, InstantSource clock, Attempts.Pause pause)
            throws IOException {
        return new Endorser(sources, limits, new CollateralCache(cache), clock, pause);
    }

    /**
     * Collects all that a verifier needs besides the evidence, or fails: there is no half of it.
     *
     * @return of the kind that goes with the evidence's
     * @throws IOException if the evidence cannot be read, a source cannot be reached, fails, or gives something else: the
     *     message says which address, what came, and what may help
     */
    public Endorsed endorse(Unendorsed evidence) throws IOException {
        return switch (evidence) {
            case Unendorsed.IntelQuote(byte[] quote) -> new Endorsed.Intel(intel.collect(quote));
            case Unendorsed.SnpReport(byte[] report, byte[] table) -> new Endorsed.Snp(amd.collect(report, table));
            case Unendorsed.NvidiaDevices(byte[] json) ->
                new Endorsed.Nvidia(nvidia.collect(Evidence.read(NvidiaEvidence.parseJson(json))));
            case Unendorsed.NvidiaDevice(byte[] report, byte[] certificates) ->
                new Endorsed.Nvidia(nvidia.collect(List.of(Evidence.read(NvidiaEvidence.parse(report, certificates)))));
            case Unendorsed.AzureVtpm(byte[] json) -> new Endorsed.Azure(azure(Evidence.read(VtpmQuery.ofAzure(json))));
            case Unendorsed.GoogleVtpm(byte[] attestation) ->
                new Endorsed.Google(authorities.collect(
                        Evidence.read(VtpmQuery.ofGcp(attestation)).certificates()));
        };
    }

    private AzureEndorsements azure(VtpmQuery query) throws IOException {
        AkEndorsements key = authorities.collect(query.certificates());
        return switch (query) {
            case VtpmQuery.AzureTdx tdx -> new AzureEndorsements.Tdx(intel.collect(tdx.quote()), key);
            case VtpmQuery.AzureSnp snp -> {
                SnpEndorsements.Certificates chain = amd.authoritiesOf(snp.report(), snp.vcek());
                yield new AzureEndorsements.Snp(chain.intermediate(), chain.root(), chain.revocationList(), key);
            }
            case VtpmQuery.Gcp gcp -> throw new IllegalStateException("Azure's evidence is read as Azure's");
        };
    }

    /** Breaks off what is under way; nothing is written to the cache afterwards. */
    @Override
    public void close() {
        http.close();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("questions are still under way {} after they were broken off", CLOSING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
