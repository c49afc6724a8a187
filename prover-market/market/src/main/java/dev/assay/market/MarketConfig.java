package dev.assay.market;

import dev.assay.edge.HostPort;
import dev.assay.market.circuit.RegistryConfig;
import dev.assay.market.lease.LeaseTerms;
import dev.assay.market.ledger.Chain;
import dev.assay.market.store.DatabaseAddress;
import dev.assay.market.transcript.TranscriptConfig;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.Rules;
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
 * @param bidWindow how long an auction waits for nodes that do not answer
 * @param lease how long a node keeps a job without a heartbeat
 * @param heartbeat how often nodes are to say that they live
 * @param grace how long a node keeps its jobs after its stream broke
 * @param acceptWithin how long a node has to accept an award before the next one is asked
 * @param maxAttempts nodes that begin to work on one job before it is given up
 * @param collateralPercent of the price, that a node puts up for a lease. The second price is what the runner-up asks, so with
 *     100 a node that fails to deliver has put up what its replacement costs; 0 for none
 * @param slashSharePercent of what nodes lose, that goes to who saves the job or to its requester; at most 90, since a node
 *     that gets all of it back by a second identity has lost nothing
 * @param hedgeBelowPercent a second node is asked when the first is less likely in time than that; 0 for never
 * @param maxFailures of a node in a row before it is suspended
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
        Duration bidWindow,
        Duration lease,
        Duration heartbeat,
        Duration grace,
        Duration acceptWithin,
        int maxAttempts,
        int collateralPercent,
        int slashSharePercent,
        int hedgeBelowPercent,
        int maxFailures,
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
        require(!bidWindow.isNegative() && !bidWindow.isZero(), "bidWindow must be positive");
        require(!heartbeat.isNegative() && !heartbeat.isZero(), "heartbeat must be positive");
        require(lease.compareTo(heartbeat.multipliedBy(2)) >= 0, "lease must be at least two heartbeats");
        require(!grace.isNegative(), "grace must not be negative");
        require(!acceptWithin.isNegative() && !acceptWithin.isZero(), "acceptWithin must be positive");
        require(maxAttempts > 0, "maxAttempts must be positive");
        require(collateralPercent >= 0 && collateralPercent <= 10_000, "collateralPercent must be 0 to 10000");
        require(slashSharePercent >= 0 && slashSharePercent <= 90, "slashSharePercent must be 0 to 90");
        require(hedgeBelowPercent >= 0 && hedgeBelowPercent <= 100, "hedgeBelowPercent must be 0 to 100");
        require(maxFailures > 0, "maxFailures must be positive");
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
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                5,
                100,
                50,
                50,
                3,
                0,
                "assay:dev",
                dev.chainId(),
                dev.deployment(),
                4L << 30,
                64L << 30,
                TranscriptConfig.defaults(),
                RegistryConfig.defaults());
    }

    /** How rounds are cleared. */
    Rules rules() {
        return Rules.STANDARD;
    }

    SigningDomain domain() {
        return new SigningDomain(chainId, deployment);
    }

    LeaseTerms leaseTerms() {
        return new LeaseTerms(
                lease,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures);
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
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures,
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
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures,
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
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures,
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
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures,
                micros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withLease(Duration duration, Duration heartbeatEvery, Duration graceAfterBreak) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                bidWindow,
                duration,
                heartbeatEvery,
                graceAfterBreak,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withMaxAttempts(int attempts) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                attempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withCollateral(int percent, int sharePercent) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                percent,
                sharePercent,
                hedgeBelowPercent,
                maxFailures,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withHedging(int belowPercent) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                belowPercent,
                maxFailures,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withMaxFailures(int failures) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                failures,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                registry);
    }

    public MarketConfig withRegistry(RegistryConfig terms) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                transcript,
                terms);
    }

    public MarketConfig withTranscript(TranscriptConfig log) {
        return new MarketConfig(
                listen,
                dataDir,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                bidWindow,
                lease,
                heartbeat,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures,
                faucetMicros,
                chain,
                chainId,
                deployment,
                maxArtifactBytes,
                maxStoreBytes,
                log,
                registry);
    }
}
