package dev.assay.market;

import dev.assay.edge.HostPort;
import dev.assay.market.auction.AuctionConfig;
import dev.assay.market.circuit.RegistryConfig;
import dev.assay.market.lease.LeaseTerms;
import dev.assay.market.ledger.Chain;
import dev.assay.market.store.DatabaseAddress;
import dev.assay.market.transcript.TranscriptConfig;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The market's configuration.
 *
 * @param listen where it listens
 * @param dataDir artifacts, and the database unless a JDBC URL names another
 * @param jdbcUrl an external PostgreSQL; absent: one of the market's own in {@code dataDir}
 * @param auction how jobs are sold
 * @param lease on what terms nodes hold them
 * @param heartbeat how often nodes are to say that they live
 * @param faucetMicros play money for each requester, once; 0 for none
 * @param chain CAIP-2 name of the ledger
 * @param chainId EIP-155 id in what is signed
 * @param deployment names the deployment in what is signed
 * @param maxArtifactBytes the largest artifact
 * @param maxStoreBytes all artifacts together, those that still arrive included
 * @param transcript the transparency log of rounds
 * @param registry who may register circuits, and for what
 */
public record MarketConfig(
        HostPort listen,
        Path dataDir,
        Optional<String> jdbcUrl,
        String jdbcUser,
        String jdbcPassword,
        AuctionConfig auction,
        LeaseTerms lease,
        Duration heartbeat,
        long faucetMicros,
        String chain,
        long chainId,
        Digest deployment,
        long maxArtifactBytes,
        long maxStoreBytes,
        TranscriptConfig transcript,
        RegistryConfig registry) {

    /** @throws IllegalArgumentException that names the key and what is allowed */
    public MarketConfig {
        require(!heartbeat.isNegative() && !heartbeat.isZero(), "heartbeat must be positive");
        require(
                lease.duration().compareTo(heartbeat.multipliedBy(2)) >= 0,
                "leaseDuration must be at least two heartbeats");
        require(faucetMicros >= 0, "faucetMicros must not be negative");
        require(maxArtifactBytes > 0, "maxArtifactBytes must be positive");
        require(maxStoreBytes >= maxArtifactBytes, "maxStoreBytes must be at least maxArtifactBytes");
        require(new Chain(chain).id().equals(chain), "chain must be a CAIP-2 id");
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** For a network that one person runs on one machine. */
    public static MarketConfig defaults() {
        SigningDomain dev = SigningDomain.dev();
        return new MarketConfig(
                new HostPort("127.0.0.1", 7421),
                Path.of(".assay", "market"),
                Optional.empty(),
                "",
                "",
                AuctionConfig.defaults(),
                LeaseTerms.defaults(),
                Duration.ofSeconds(1),
                0,
                "assay:dev",
                dev.chainId(),
                dev.deployment(),
                4L << 30,
                64L << 30,
                TranscriptConfig.defaults(),
                RegistryConfig.defaults());
    }

    SigningDomain domain() {
        return new SigningDomain(chainId, deployment);
    }

    Optional<DatabaseAddress> external() {
        return jdbcUrl.map(url -> new DatabaseAddress(url, jdbcUser, jdbcPassword));
    }

    public MarketConfig withListen(HostPort on) {
        return new MarketConfig(
                on,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                auction,
                lease,
                heartbeat,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withDataDir(Path folder) {
        return new MarketConfig(
                listen,
                folder,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                auction,
                lease,
                heartbeat,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withDatabase(DatabaseAddress database) {
        return new MarketConfig(
                listen,
                dataDir,
                Optional.of(database.jdbcUrl()),
                database.user(),
                database.password(),
                auction,
                lease,
                heartbeat,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withAuction(AuctionConfig terms) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                terms,
                lease,
                heartbeat,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withLease(LeaseTerms terms, Duration heartbeatEvery) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                auction,
                terms,
                heartbeatEvery,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withFaucet(long micros) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                auction,
                lease,
                heartbeat,
                micros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withTranscript(TranscriptConfig log) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                auction,
                lease,
                heartbeat,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                log,
                registry);
    }

    public MarketConfig withRegistry(RegistryConfig terms) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                auction,
                lease,
                heartbeat,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                terms);
    }

    public MarketConfig withLease(Duration duration, Duration heartbeatEvery, Duration graceAfterBreak) {
        return withLease(lease.withTimes(duration, graceAfterBreak), heartbeatEvery);
    }

    public MarketConfig withMaxAttempts(int attempts) {
        return withLease(lease.withMaxAttempts(attempts), heartbeat);
    }

    public MarketConfig withCollateral(int percent, int sharePercent) {
        return withLease(lease.withCollateral(percent, sharePercent), heartbeat);
    }

    public MarketConfig withHedging(int belowPercent) {
        return withLease(lease.withHedging(belowPercent), heartbeat);
    }

    public MarketConfig withMaxFailures(int failures) {
        return withLease(lease.withMaxFailures(failures), heartbeat);
    }
}
