package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import dev.assay.simulator.SimulatedVendors;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.evidence.EvidenceBundle;
import dev.assay.verification.evidence.EvidenceKind;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.sign.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerifyEvidenceTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final SimulatedVendors VENDORS = SimulatedVendors.create(new SecureRandom(), NOW);
    private static final Digest NONCE = Digest.sha256(new byte[1]);
    private static final EnclaveKeys KEYS = keys();

    @TempDir
    private Path folder = Path.of("");

    private static EnclaveKeys keys() {
        byte[] hpkeKey = new byte[32];
        hpkeKey[0] = 9;
        return new EnclaveKeys(
                SigningKey.generate(new SecureRandom()).publicKey(),
                hpkeKey,
                NOW.minusSeconds(60),
                NOW.plus(Duration.ofHours(3)));
    }

    private Ran verify(byte[] evidence, String... more) throws IOException {
        Path file = Files.write(folder.resolve("evidence"), evidence);
        String roots = VENDORS.roots().stream().map(Digest::hex).collect(Collectors.joining("\n"));
        Path rootFile = Files.writeString(folder.resolve("roots"), roots);
        List<String> args = new ArrayList<>(List.of(
                "verify",
                "evidence",
                file.toString(),
                "--simulated-root",
                rootFile.toString(),
                "--at",
                NOW.toString()));
        args.addAll(List.of(more));
        return Ran.command(args.toArray(String[]::new));
    }

    private static byte[] bundle(EvidenceKind kind) {
        return kind == EvidenceKind.NVIDIA
                ? VENDORS.attest(kind, Digest.sha256(new byte[2])).encode()
                : VENDORS.attest(kind, KEYS, Optional.empty()).encode();
    }

    private static Map<String, JsonValue> object(Map<String, JsonValue> json, String name) {
        return ((JsonObject) Optional.ofNullable(json.get(name)).orElseThrow()).members();
    }

    /** Those that show no TEE, or whose firmware nobody judges, need a policy of their own. */
    static Set<EvidenceKind> inGoodStanding() {
        return EnumSet.complementOf(EnumSet.of(
                EvidenceKind.AWS_NITROTPM, EvidenceKind.GCP_VTPM, EvidenceKind.ARM_CCA, EvidenceKind.NVIDIA));
    }

    @ParameterizedTest
    @MethodSource("inGoodStanding")
    void printsEachCheckAndWhatTheTeeSays(EvidenceKind kind) throws IOException {
        Ran ran = verify(bundle(kind), "--json");
        assertEquals(0, ran.status(), ran.out() + ran.err());
        assertEquals(new JsonString("simulated"), ran.json().get("verdict"));
        assertEquals(new JsonString("ok"), object(ran.json(), "checks").get("signaturesOfTheEvidence"));
        assertEquals(
                new JsonString("not compared: the policy accepts any"),
                object(ran.json(), "checks").get("measurements"));
        Map<String, JsonValue> evidence = object(ran.json(), "evidence");
        assertEquals(new JsonString(kind.label()), evidence.get("tee"));
        assertEquals(new JsonString(KEYS.address().hex()), evidence.get("signingAddress"));
        assertFalse(object(evidence, "measurements").isEmpty());
    }

    @Test
    void printsATableForPeople() throws IOException {
        Ran ran = verify(bundle(EvidenceKind.INTEL_TDX));
        assertTrue(ran.out().contains("tcb status"), ran.out());
        assertTrue(ran.out().contains("UpToDate"), ran.out());
        assertTrue(ran.out().contains("mrtd"), ran.out());
        assertTrue(ran.out().contains("revocation"), ran.out());
    }

    /** So that the user can write the policy that accepts it. */
    @ParameterizedTest
    @EnumSource
    void saysWhatGenuineEvidenceIsThatThePolicyRefuses(EvidenceKind kind) throws IOException {
        Ran ran = verify(bundle(kind), "--json", "--nonce", NONCE.hex());
        assertEquals(1, ran.status(), ran.err());
        assertEquals(
                new JsonString(kind.label()),
                object(ran.json(), "evidenceThatWasNotAccepted").get("tee"));
        assertEquals(
                new JsonString("no fault found"), object(ran.json(), "checks").get("signaturesOfTheEvidence"));
        String refused = inGoodStanding().contains(kind) ? "freshness" : "acceptedKind";
        assertTrue(String.valueOf(object(ran.json(), "checks").get(refused)).contains("FAILED"), ran.out());
    }

    @ParameterizedTest
    @EnumSource
    void rejectsSimulatedEvidenceUnderProductionTrust(EvidenceKind kind) throws IOException {
        Path file = Files.write(folder.resolve("evidence"), bundle(kind));
        Ran ran = Ran.command(
                "verify", "evidence", file.toString(), "--any-measurement", "--at", NOW.toString(), "--json");
        assertEquals(1, ran.status(), ran.out());
    }

    @Test
    void takesRawEvidenceWithItsEndorsements() throws IOException {
        EvidenceBundle bundle = VENDORS.attest(EvidenceKind.AMD_SEV_SNP, NONCE);
        List<String> options = new ArrayList<>(List.of("--json", "--kind", "amd-sev-snp", "--nonce", NONCE.hex()));
        for (Map.Entry<String, List<byte[]>> part :
                bundle.endorsements().parts().entrySet()) {
            Path file =
                    Files.write(folder.resolve(part.getKey()), part.getValue().getFirst());
            options.add("--endorsement");
            options.add(part.getKey() + "=" + file);
        }
        Ran ran = verify(bundle.evidence(), options.toArray(String[]::new));
        assertEquals(0, ran.status(), ran.out() + ran.err());
        byte[] reportData = java.util.Arrays.copyOf(NONCE.bytes(), 64);
        options.set(3, "--report-data");
        options.set(4, HexFormat.of().formatHex(reportData));
        assertEquals(
                0, verify(bundle.evidence(), options.toArray(String[]::new)).status());
        reportData[0]++;
        options.set(4, HexFormat.of().formatHex(reportData));
        assertEquals(
                1, verify(bundle.evidence(), options.toArray(String[]::new)).status());
    }

    @Test
    void writesTheResultAsAnEar() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8)
                        + "\n-----END PRIVATE KEY-----\n");
        Path ear = folder.resolve("result.jwt");
        Ran ran = verify(bundle(EvidenceKind.INTEL_TDX), "--ear", ear.toString(), "--ear-key", key.toString());
        assertEquals(0, ran.status(), ran.out() + ran.err());
        String claims = new String(
                Base64.getUrlDecoder().decode(Files.readString(ear).split("\\.")[1]), StandardCharsets.UTF_8);
        assertTrue(claims.contains("\"intel-tdx\""), claims);
        assertEquals(
                2,
                verify(bundle(EvidenceKind.INTEL_TDX), "--ear", ear.toString()).status());
    }

    @Test
    void takesReleasesForAPolicyThatNamesThem() throws IOException {
        String measured = HexFormat.of().formatHex(pcr0());
        Path policy = Files.writeString(
                folder.resolve("policy"),
                "{\"freshness\":{\"keyBindingMaxAgeSeconds\":3600},\"clockSkewSeconds\":60,\"accept\":{\"aws-nitro\":"
                        + "{\"measurements\":\"reference-values\",\"debug\":\"refuse\"}}}");
        assertEquals(0, released(policy, measured).status());
        assertEquals(1, released(policy, "11".repeat(48)).status());
        assertEquals(
                2,
                verify(bundle(EvidenceKind.AWS_NITRO), "--policy", policy.toString())
                        .status());
    }

    private Ran released(Path policy, String pcr0) throws IOException {
        Path values = Files.writeString(
                folder.resolve("values"),
                "{\"referenceValues\":[{\"name\":\"app 1\",\"kind\":\"aws-nitro\",\"measurements\":{\"0\":\"" + pcr0
                        + "\"}}]}");
        return verify(
                bundle(EvidenceKind.AWS_NITRO), "--policy", policy.toString(), "--reference-values", values.toString());
    }

    /** As the simulated machine measures its image. */
    private static byte[] pcr0() {
        byte[] pcr = new byte[48];
        java.util.Arrays.fill(pcr, (byte) 5);
        return pcr;
    }

    @Test
    void saysWhatIsWrongWithTheOptions() throws IOException {
        byte[] bundle = bundle(EvidenceKind.AWS_NITRO);
        assertEquals(2, verify(bundle, "--kind", "intel-sgy").status());
        assertEquals(2, verify(bundle, "--endorsement", "crl=/dev/null").status());
        assertEquals(
                2, verify(bundle, "--kind", "intel-sgx", "--endorsement", "crl").status());
        assertEquals(2, verify(bundle, "--report-data", "00").status());
    }

    /** Whoever adds a reason decides where people see it; what has no group is of the shape. */
    @Test
    void showsEachReasonInItsGroup() {
        assertEquals(EvidenceChecks.REVOCATION, EvidenceChecks.of(Reason.CERTIFICATE_REVOKED));
        assertEquals(EvidenceChecks.CERTIFICATES, EvidenceChecks.of(Reason.ROOT_UNTRUSTED));
        assertEquals(EvidenceChecks.PLATFORM, EvidenceChecks.of(Reason.TCB_REVOKED));
        assertEquals(EvidenceChecks.FRESHNESS, EvidenceChecks.of(Reason.EVIDENCE_REPORT_DATA));
        assertEquals(EvidenceChecks.SHAPE, EvidenceChecks.of(Reason.QUOTE_VERSION));
    }
}
