package dev.assay.bench.evidence;

import dev.assay.simulator.SimulatedVendors;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.evidence.EvidenceBundle;
import dev.assay.verification.evidence.EvidenceKind;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the bytes of a bundle to a verdict, with simulated machines, whose evidence has the real formats and as many
 * signatures: {@code cold} verifies all of them, {@code chained} other evidence whose certificates and endorsements the
 * anchors know, {@code warm} the same evidence again ({@code verifyAgain}).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvidenceBenchmark {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final int BUNDLES = 64;
    private static final Digest NONCE = Digest.sha256(new byte[] {1});

    @Param({
        "AWS_NITRO",
        "AWS_NITROTPM",
        "INTEL_SGX",
        "INTEL_TDX",
        "AMD_SEV_SNP",
        "NVIDIA",
        "AZURE_SNP_VTPM",
        "AZURE_TDX_VTPM",
        "GCP_VTPM",
        "ARM_CCA"
    })
    public EvidenceKind kind = EvidenceKind.AWS_NITRO;

    private final AppraisalPolicy policy = policy();
    private final List<byte[]> bundles = new ArrayList<>();
    private @Nullable SimulatedVendors vendors;
    private @Nullable TrustStore trust;
    private int next;
    private @Nullable VerifiedEvidence known;

    @Setup
    public void attest() {
        vendors = SimulatedVendors.create(new SecureRandom(), NOW);
        for (int i = 0; i < BUNDLES; i++) {
            bundles.add(attest(vendors));
        }
        trust = vendors.trust();
        known = chained();
    }

    private byte[] attest(SimulatedVendors vendors) {
        byte[] hpkeKey = new byte[32];
        hpkeKey[0] = 9;
        EnclaveKeys keys = new EnclaveKeys(
                SigningKey.generate(new SecureRandom()).publicKey(), hpkeKey, NOW, NOW.plus(Duration.ofHours(3)));
        // A GPU binds no keys.
        EvidenceBundle evidence = kind == EvidenceKind.NVIDIA
                ? vendors.attest(kind, NONCE)
                : vendors.attest(kind, keys, Optional.of(NONCE));
        return evidence.encode();
    }

    private static AppraisalPolicy policy() {
        return AppraisalPolicy.builder()
                .freshness(Freshness.nonce(NONCE))
                .clockSkew(Duration.ofMinutes(1))
                .anyCode()
                .nitroTpm(tpm -> tpm.anyMeasurement().refuseDebug())
                .nvidia(gpus -> gpus.anyArchitecture()
                        .anyDriver()
                        .anyVbios()
                        .requireOcsp()
                        .requireRims()
                        .protectedPcieWithItsSwitches())
                .gcp(vtpm -> vtpm.anyPcrs()
                        .requireSecureBoot()
                        .waiveKeyRevocationLists()
                        .anyEventLog()
                        .anyInstance())
                .cca(cca -> cca.anyMeasurement()
                        .insecureAnyPlatformSoftware()
                        .requireSecured()
                        .anyPersonalizationValue())
                .build();
    }

    @Benchmark
    public VerifiedEvidence cold() {
        return value(
                EvidenceVerifier.verify(bundles.getFirst(), present(vendors).trust(), policy, NOW));
    }

    @Benchmark
    public VerifiedEvidence chained() {
        next = (next + 1) % BUNDLES;
        return value(EvidenceVerifier.verify(bundles.get(next), present(trust), policy, NOW));
    }

    @Benchmark
    public VerifiedEvidence warm() {
        return value(EvidenceVerifier.verifyAgain(present(known), present(trust), policy, NOW));
    }

    private static VerifiedEvidence value(Verdict<VerifiedEvidence> verdict) {
        return switch (verdict) {
            case Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence evidence) -> evidence;
            case Verdict.Verified<VerifiedEvidence> verified ->
                throw new IllegalStateException("simulated, and verified");
            case Verdict.Rejected<VerifiedEvidence> rejected -> throw new IllegalStateException(rejected.toString());
        };
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("JMH has not called the set-up");
        }
        return value;
    }
}
