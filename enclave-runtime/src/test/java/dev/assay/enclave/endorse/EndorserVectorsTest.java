package dev.assay.enclave.endorse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.dcap.DcapVerifier;
import dev.assay.verification.tee.dcap.GenuineQuote;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpReport;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.snp.SnpVerifier;
import dev.assay.verification.tee.vtpm.AzureAnchors;
import dev.assay.verification.tee.vtpm.AzureVtpmVerifier;
import dev.assay.verification.tee.vtpm.GcpVtpmVerifier;
import dev.assay.verification.x509.Certificate;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shared evidence, real and synthetic: its collateral, served as the vendors serve it, goes over the network to the
 * verdict that each case must have.
 */
class EndorserVectorsTest {

    private static final Path ROOT = Path.of(System.getProperty("assay.root", ".."));
    private static final Path FOLDER = ROOT.resolve("../shared/vectors").normalize();
    private static final byte[] ABSENT = {};

    private static final DcapPolicy STRICT = DcapPolicy.strict()
            .anyMeasurement()
            .minEvaluation(0)
            .anyPlatform()
            .insecureAnyReportData()
            .build();

    @TempDir
    static Path caches;

    /** A line of the index. */
    private record Case(JsonObject entry) {

        Optional<String> text(String... names) {
            JsonValue value = entry;
            for (String name : names) {
                if (!(value instanceof JsonObject object) || !object.members().containsKey(name)) {
                    return Optional.empty();
                }
                value = object.members().get(name);
            }
            return value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
        }

        String id() {
            return text("id").orElseThrow();
        }

        boolean isOf(String kind) {
            return text("kind").equals(Optional.of(kind));
        }

        Instant time() {
            return text("time")
                    .map(time -> OffsetDateTime.parse(time).toInstant())
                    .orElse(Instant.parse("2026-01-01T00:00:00Z"));
        }

        byte[] file(String... names) throws IOException {
            Optional<String> path = text(names);
            return path.isPresent() ? Files.readAllBytes(FOLDER.resolve(path.get())) : ABSENT;
        }

        Path path(String name) {
            return FOLDER.resolve(text(name).orElseThrow());
        }
    }

    @BeforeAll
    static void vectorsAreThere() {
        Assumptions.assumeTrue(
                Files.exists(FOLDER.resolve("vectors.jsonl")), "the shared vectors are not on this machine");
    }

    private static List<Case> cases(String kind) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("vectors.jsonl"))) {
            if (Json.read(line.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject entry) {
                Case one = new Case(entry);
                if (one.isOf(kind)) {
                    cases.add(one);
                }
            }
        }
        return cases;
    }

    private static Place place(Case given) throws IOException {
        Place place = new Place(Files.createTempDirectory(caches, "cache"));
        place.now = given.time();
        return place;
    }

    @TestFactory
    Stream<DynamicTest> quotesOfIntels() throws IOException {
        return cases("intel-quote").stream()
                .filter(one -> one.text("collateral", "tcb_info").isPresent())
                .map(one -> dynamicTest(one.id(), () -> {
                    IntelFake service = new IntelFake(
                            one.file("collateral", "tcb_info"),
                            one.file("collateral", "qe_identity"),
                            one.file("collateral", "tcb_signing_chain"),
                            one.file("collateral", "root_ca_crl"),
                            one.file("collateral", "pck_crl"));
                    boolean accepted = isAccepted(one, service, one.file("file"), TrustAnchors.intelSgx());
                    assertEquals(one.text("expect", "default_policy").equals(Optional.of("accept")), accepted);
                }));
    }

    @TestFactory
    Stream<DynamicTest> quotesOfATestPki() throws IOException {
        return cases("synthetic-dcap").stream()
                .filter(one -> !one.text("expect").orElseThrow().startsWith("policy: flag")
                        && !one.text("expect").orElseThrow().startsWith("accept or reject"))
                .map(one -> dynamicTest(one.id(), () -> {
                    Path folder = one.path("file");
                    IntelFake service = new IntelFake(
                            Files.readAllBytes(folder.resolve("tcbinfo.json")),
                            Files.readAllBytes(folder.resolve("qeidentity.json")),
                            Files.readAllBytes(folder.resolve("tcbsigning-chain.pem")),
                            Files.readAllBytes(folder.resolve("rootcrl.der")),
                            Files.readAllBytes(folder.resolve("pckcrl.der")));
                    TrustAnchors anchors =
                            TrustAnchors.pinned(Set.of(Digest.sha256(Files.readAllBytes(one.path("trust_root")))));
                    boolean accepted =
                            isAccepted(one, service, Files.readAllBytes(folder.resolve("quote.bin")), anchors);
                    assertEquals(one.text("expect").orElseThrow().startsWith("accept"), accepted);
                }));
    }

    /** Both forms of the service, which must not differ. */
    private static boolean isAccepted(Case given, IntelFake service, byte[] quote, TrustAnchors anchors)
            throws IOException {
        boolean fromPcs;
        boolean fromPccs;
        try (Place place = place(given)) {
            fromPcs = isAccepted(place, service.pcs(place.vendor), quote, anchors);
        }
        try (Place place = place(given)) {
            fromPccs = isAccepted(place, service.pccs(place.vendor), quote, anchors);
        }
        assertEquals(fromPcs, fromPccs);
        return fromPcs;
    }

    private static boolean isAccepted(Place place, IntelSource source, byte[] quote, TrustAnchors anchors) {
        Endorsed endorsed;
        try {
            endorsed = place.endorse(place.sources().withIntel(source), new Unendorsed.IntelQuote(quote));
        } catch (IOException e) {
            return false; // what cannot be endorsed is not accepted
        }
        return endorsed instanceof Endorsed.Intel intel
                && DcapVerifier.verify(quote, intel.endorsements(), anchors, place.now)
                        instanceof Verdict.Verified<GenuineQuote>(GenuineQuote genuine)
                && genuine.appraise(STRICT) instanceof Verdict.Verified<?>;
    }

    @TestFactory
    Stream<DynamicTest> reportsOfAmds() throws IOException {
        return cases("snp").stream()
                .map(one -> dynamicTest(one.id(), () -> {
                    try (Place place = place(one)) {
                        byte[] report = one.file("file");
                        serve(place, one);
                        boolean verified = isVerified(
                                place, place.sources().amd().insecureWithoutRevocation(), report, table(one, report));
                        assertEquals(one.text("expect").orElseThrow().startsWith("valid"), verified);
                    }
                }));
    }

    private static void serve(Place place, Case given) throws IOException {
        String root = given.text("certs", "root").orElse("ark-None.der");
        String product = root.substring(root.lastIndexOf('-') + 1, root.length() - 4);
        byte[] chain = Pem.of(given.file("certs", "intermediate"), given.file("certs", "root"));
        for (String kind : List.of("/vcek/v1/", "/vlek/v1/")) {
            place.vendor.give(kind + product + "/cert_chain", chain);
        }
        if (given.text("certs", "ek").isPresent()) {
            place.vendor.give("/vcek/v1/" + product + "/*", given.file("certs", "ek"));
        }
    }

    /** AMD gives the key of a cloud to nobody else. */
    private static byte[] table(Case given, byte[] report) throws IOException {
        boolean isVlek = SnpReport.parse(report) instanceof Verdict.Verified<SnpReport>(SnpReport parsed)
                && parsed.signingKey() == SnpSigningKey.VLEK;
        return isVlek && given.text("certs", "ek").isPresent()
                ? SnpTable.of(new SnpTable.Entry(SnpTable.VLEK, given.file("certs", "ek")))
                : ABSENT;
    }

    private static boolean isVerified(Place place, AmdSource source, byte[] report, byte[] table) {
        return isVerified(place, source, report, table, TrustAnchors.amdSevSnp());
    }

    private static boolean isVerified(
            Place place, AmdSource source, byte[] report, byte[] table, TrustAnchors anchors) {
        try {
            Endorsed endorsed = place.endorse(place.sources().withAmd(source), new Unendorsed.SnpReport(report, table));
            return endorsed instanceof Endorsed.Snp snp
                    && SnpVerifier.verify(report, snp.endorsements(), anchors, place.now)
                            instanceof Verdict.Verified<?>;
        } catch (IOException e) {
            return false; // what cannot be endorsed is not accepted
        }
    }

    /** What is fetched leads to the verdict that the files themselves lead to, whatever is wrong with them. */
    @TestFactory
    Stream<DynamicTest> reportsOfATestPki() throws IOException {
        return cases("synthetic-snp").stream()
                .flatMap(one -> Stream.of("crl-empty.der", "crl-ask-revoked.der")
                        .map(list -> dynamicTest(one.id() + ", " + list, () -> sameVerdict(one, list))));
    }

    private static void sameVerdict(Case given, String list) throws IOException {
        Path own = given.path("file");
        Path root = given.path("trust_root");
        byte[] report = Files.readAllBytes(own.resolve("report.bin"));
        boolean isVlek = SnpReport.parse(report) instanceof Verdict.Verified<SnpReport>(SnpReport parsed)
                && parsed.signingKey() == SnpSigningKey.VLEK;
        byte[] key = Files.readAllBytes(own.resolve("ek.der"));
        byte[] intermediate = Files.readAllBytes(either(own, root, isVlek ? "asvk.der" : "ask.der"));
        byte[] ark = Files.readAllBytes(either(own, root, "ark.der"));
        byte[] crl = Files.readAllBytes(either(own, root, list));
        TrustAnchors anchors = TrustAnchors.pinned(Set.of(Digest.sha256(Files.readAllBytes(root))));
        SnpEndorsements direct = (isVlek
                        ? SnpEndorsements.vlek(key, intermediate, ark)
                        : SnpEndorsements.vcek(key, intermediate, ark))
                .withRevocationList(crl);
        try (Place place = place(given)) {
            String product = root.toString().contains("milan") ? "Milan" : "Turin";
            for (String kind : List.of("/vcek/v1/", "/vlek/v1/")) {
                place.vendor.give(kind + product + "/cert_chain", Pem.of(intermediate, ark));
                place.vendor.give(kind + product + "/crl", crl);
            }
            place.vendor.give("/vcek/v1/" + product + "/*", key);
            // Of a hidden chip, and of a cloud, AMD gives no key.
            boolean needsTable = isVlek || given.id().contains("mask-chip");
            byte[] table = SnpTable.of(new SnpTable.Entry(isVlek ? SnpTable.VLEK : SnpTable.VCEK, key));
            assertEquals(
                    SnpVerifier.verify(report, direct, anchors, place.now) instanceof Verdict.Verified<?>,
                    isVerified(place, place.sources().amd(), report, needsTable ? table : ABSENT, anchors));
        }
    }

    private static Path either(Path own, Path root, String name) {
        return Files.exists(own.resolve(name)) ? own.resolve(name) : root.resolveSibling(name);
    }

    @TestFactory
    Stream<DynamicTest> virtualTpmsOfAzuresOnAmd() throws IOException {
        return cases("azure-vtpm").stream()
                .filter(one -> one.id().startsWith("az-az_snp") && one.id().endsWith(".json"))
                .map(one -> dynamicTest(one.id(), () -> {
                    try (Place place = place(one)) {
                        for (String product : List.of("Milan", "Genoa", "Turin")) {
                            Path roots = FOLDER.resolve("snp/open/roots");
                            place.vendor.give(
                                    "/vcek/v1/" + product + "/cert_chain",
                                    Pem.of(
                                            Files.readAllBytes(roots.resolve("SEV-" + product + ".der")),
                                            Files.readAllBytes(roots.resolve("ark-" + product + ".der"))));
                        }
                        EndorsementSources sources =
                                place.sources().withAmd(place.sources().amd().insecureWithoutRevocation());
                        Verdict<?> verdict = azure(place, sources, one.file("file"), AzureAnchors.amdSevSnp());
                        assertInstanceOf(Verdict.Verified.class, verdict, verdict::toString);
                    }
                }));
    }

    private static Verdict<?> azure(Place place, EndorsementSources sources, byte[] evidence, AzureAnchors anchors)
            throws IOException {
        Endorsed endorsed = place.endorse(sources, new Unendorsed.AzureVtpm(evidence));
        return AzureVtpmVerifier.verify(
                evidence, assertInstanceOf(Endorsed.Azure.class, endorsed).endorsements(), anchors, place.now);
    }

    @Test
    void aVirtualTpmOfAzuresOnIntel() throws IOException {
        Case given = cases("azure-vtpm").stream()
                .filter(one -> one.id().equals("az-az_tdx-live-evidence.json"))
                .findFirst()
                .orElseThrow();
        Path collateral = FOLDER.resolve("intel/open/collateral");
        IntelFake service = new IntelFake(
                Files.readAllBytes(collateral.resolve("tcbinfo-tdx-90c06f000000-2026-02-18-455221.json")),
                Files.readAllBytes(collateral.resolve("qeidentity-TD_QE-2026-02-18-34a281.json")),
                Files.readAllBytes(collateral.resolve("tcbsigning-chain-c55054.pem")),
                Files.readAllBytes(collateral.resolve("rootcrl-2026-02-26-c114be.der")),
                Files.readAllBytes(collateral.resolve("pckcrl-platform-2026-02-18-de5b87.der")));
        try (Place place = place(given)) {
            EndorsementSources sources = place.sources().withIntel(service.pcs(place.vendor));
            Verdict<?> verdict = azure(place, sources, given.file("file"), AzureAnchors.intelTdx());
            assertInstanceOf(Verdict.Verified.class, verdict, verdict::toString);
        }
    }

    /** The certificates say pki.goog themselves; what Google publishes there lies in the command line's resources. */
    @TestFactory
    Stream<DynamicTest> virtualTpmsOfGoogles() throws IOException {
        Path pem = ROOT.resolve("cli/src/main/resources/dev/assay/cli/verify/google-vtpm-authorities.pem");
        List<Certificate> authorities = Certificate.parsePem(Files.readAllBytes(pem), 16);
        return cases("tpm-attestation").stream()
                .map(one -> dynamicTest(one.id(), () -> {
                    try (Place place = place(one)) {
                        place.vendor.give(
                                "/cloud_integrity/tpm_ek_intermediate_2.crt", named(authorities, "HBNpA3TPAbM"));
                        place.vendor.give("/cloud_integrity/tpm_ek_root_1.crt", named(authorities, "Pw003HsFYO4"));
                        AuthoritySource hosts = new AuthoritySource(
                                Map.of("pki.goog", place.vendor.address()), List.of(), Revocation.INSECURE_OMITTED);
                        byte[] evidence = one.file("file");
                        Endorsed endorsed = place.endorse(
                                place.sources().withAuthorities(hosts), new Unendorsed.GoogleVtpm(evidence));
                        Verdict<?> verdict = GcpVtpmVerifier.verify(
                                evidence,
                                assertInstanceOf(Endorsed.Google.class, endorsed)
                                        .endorsements(),
                                TrustAnchors.googleVtpm(),
                                place.now);
                        assertInstanceOf(Verdict.Verified.class, verdict, verdict::toString);
                    }
                }));
    }

    private static byte[] named(List<Certificate> authorities, String part) {
        return authorities.stream()
                .filter(one -> one.subject().contains(part))
                .findFirst()
                .orElseThrow()
                .der();
    }

    /** No manifests and responses of these devices are at hand: that the right ones are asked for is all there is to see. */
    @TestFactory
    Stream<DynamicTest> devicesOfNvidias() throws IOException {
        return cases("nvidia-spdm").stream()
                .map(one -> dynamicTest(one.id(), () -> {
                    try (Place place = place(one)) {
                        URI address = place.vendor.address();
                        EndorsementSources sources = place.sources()
                                .withNvidia(new NvidiaSource(address, address.resolve("/ocsp"), Optional.empty()));
                        Unendorsed device = new Unendorsed.NvidiaDevice(one.file("file"), one.file("chain"));
                        String driver = one.text("driver").orElse("");
                        try (Endorser endorser = place.open(sources)) {
                            assertThrows(IOException.class, () -> endorser.endorse(device));
                            awaitQuestions(place, driver.isEmpty() ? 1 : 2);
                        }
                        assertEquals(
                                driver.isEmpty() ? 0 : 1,
                                place.vendor.askedFor(driver.isEmpty() ? "DRIVER" : "_" + driver));
                    }
                }));
    }

    /** Of those that go out together, one fails before the others have come. */
    private static void awaitQuestions(Place place, long count) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (place.vendor.askedFor("/v1/rim/NV_") != count) {
                Thread.sleep(10);
            }
        });
    }
}
