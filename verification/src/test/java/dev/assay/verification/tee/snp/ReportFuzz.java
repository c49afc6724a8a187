package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.simulated;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedSnp;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The same bytes as a report under one simulated processor, and as the certificate table that comes with a report. */
public final class ReportFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final int SIGNED_BYTES = 0x2A0;
    private static final String ROOT = "root.der";
    private static final String INTERMEDIATE = "intermediate.der";
    private static final String LEAF = "leaf.der";
    private static final String REPORT = SEED + "report";

    @Override
    public Map<String, byte[]> make() {
        SimulatedSnp processor = SimulatedSnp.create(SnpProduct.MILAN, new SecureRandom(), NOW);
        SnpEndorsements.Certificates vcek =
                processor.endorsements(SnpSigningKey.VCEK).certificates(SnpSigningKey.VCEK);
        Map<String, byte[]> files = new HashMap<>();
        files.put(ROOT, vcek.root());
        files.put(INTERMEDIATE, vcek.intermediate());
        files.put(LEAF, vcek.endorsementKey());
        files.put(REPORT, processor.attest(SnpSigningKey.VCEK, filled(48, 1), filled(64, 2)));
        files.put(SEED + "vlek", processor.attest(SnpSigningKey.VLEK, filled(48, 1), filled(64, 2)));
        files.put(
                SEED + "version-2",
                processor.sign(processor
                        .report(SnpSigningKey.VCEK)
                        .u32(dev.assay.simulator.SnpReportWriter.VERSION, 2)
                        .bytes(dev.assay.simulator.SnpReportWriter.CPUID, new byte[3])));
        Map<String, byte[]> table = new LinkedHashMap<>();
        table.put(CertificateTableTest.ARK, new byte[] {1});
        table.put(CertificateTableTest.ASK, new byte[] {2, 3});
        table.put(CertificateTableTest.VCEK, new byte[] {4, 5, 6});
        files.put(SEED + "table", Arrays.copyOf(CertificateTableTest.table(table), 128));
        return files;
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Override
    public Property over(Corpus files) {
        byte[] root = files.given(ROOT);
        byte[] report = files.given(REPORT);
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(Digest.sha256(root)));
        SnpEndorsements endorsements = SnpEndorsements.vcek(files.given(LEAF), files.given(INTERMEDIATE), root);
        SnpChain chain = simulated(SnpVerifier.verify(report, endorsements, anchors, NOW))
                .chain();
        Set<Digest> statements =
                files.seeds().stream().map(ReportFuzz::statement).collect(Collectors.toSet());
        return input -> {
            if (!(SnpVerifier.verify(input, chain, NOW) instanceof Verdict.Rejected)) {
                assertTrue(statements.contains(statement(input)), "nothing that is signed is another");
            }
            Verdict<GenuineSnp> byTable = SnpVerifier.verify(report, SnpEndorsements.table(input), anchors, NOW);
            assertTrue(!(byTable instanceof Verdict.Verified), "simulated anchors verify nothing");
        };
    }

    private static Digest statement(byte[] report) {
        return Digest.sha256(Arrays.copyOf(report, SIGNED_BYTES));
    }
}
