package dev.assay.verification.ear;

import static dev.assay.verification.tee.nitro.FaultyNitro.NOW;
import static dev.assay.verification.tee.nitro.FaultyNitro.pcr;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import dev.assay.verification.tee.nitro.FaultyNitro;
import dev.assay.verification.tee.nitro.NitroPolicy;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results as other relying parties read them. */
class AttestationResultTest {

    private static final AppraisalPolicy MEASURED =
            policy(nitro -> nitro.measurement(Map.of(0, pcr(1))).refuseDebug());

    @Test
    void evidenceThatIsAcceptedIsAffirmed() {
        FaultyNitro nitro = new FaultyNitro();
        Appraisal appraisal = Appraisal.of(verify(nitro, MEASURED), MEASURED);
        assertEquals(TrustTier.AFFIRMING, appraisal.status());
        assertEquals(
                Map.of(
                        TrustClaim.INSTANCE_IDENTITY, 2,
                        TrustClaim.EXECUTABLES, 2,
                        TrustClaim.HARDWARE, 2,
                        TrustClaim.RUNTIME_OPAQUE, 2),
                appraisal.vector());
        assertTrue(appraisal.evidence().isPresent());
    }

    @Test
    void codeThatWasNotComparedIsNotAffirmed() {
        AppraisalPolicy any = policy(nitro -> nitro.anyMeasurement().refuseDebug());
        AppraisalPolicy role =
                policy(nitro -> nitro.measurement(Map.of(4, pcr(2))).refuseDebug());
        for (AppraisalPolicy policy : List.of(any, role)) {
            Appraisal appraisal = Appraisal.of(verify(new FaultyNitro(), policy), policy);
            assertEquals(TrustTier.WARNING, appraisal.status());
            assertEquals(33, appraisal.vector().get(TrustClaim.EXECUTABLES));
        }
    }

    @Test
    void aDebugEnclaveIsContraindicatedEvenWhenThePolicyAllowsIt() {
        AppraisalPolicy debug = policy(nitro -> nitro.anyMeasurement().insecureAllowDebug());
        FaultyNitro zero =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(0)));
        Appraisal appraisal = Appraisal.of(verify(zero, debug), debug);
        assertEquals(TrustTier.CONTRAINDICATED, appraisal.status());
        assertEquals(96, appraisal.vector().get(TrustClaim.RUNTIME_OPAQUE));
    }

    @Test
    void aSimulatedTeeIsNeverAffirmed() {
        SimulatedNitro simulated = SimulatedNitro.create(new SecureRandom(), NOW);
        byte[] document = simulated.attest(Map.of(0, pcr(1)), null, null, null, NOW);
        TrustStore anchors = TrustStore.insecureSimulated(Set.of(simulated.rootDigest()));
        Appraisal appraisal = Appraisal.of(EvidenceVerifier.verify(document, anchors, MEASURED, NOW), MEASURED);
        assertEquals(TrustTier.CONTRAINDICATED, appraisal.status());
        assertEquals(97, appraisal.vector().get(TrustClaim.HARDWARE));
    }

    @Test
    void aRejectionNamesEveryCheckThatFailed() {
        FaultyNitro stale = new FaultyNitro()
                .put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(9)))
                .put("timestamp", cbor -> cbor.uint(1));
        Appraisal appraisal = Appraisal.of(verify(stale, MEASURED), MEASURED);
        assertEquals(TrustTier.CONTRAINDICATED, appraisal.status());
        assertEquals(
                List.of(Reason.EVIDENCE_MEASUREMENT, Reason.EVIDENCE_STALE),
                appraisal.findings().stream().map(finding -> finding.reason()).toList());
        assertEquals(33, appraisal.vector().get(TrustClaim.EXECUTABLES));
        assertEquals(99, appraisal.vector().get(TrustClaim.INSTANCE_IDENTITY));
    }

    @ParameterizedTest
    @CsvSource({
        "-128,CONTRAINDICATED",
        "-97,CONTRAINDICATED",
        "-96,WARNING",
        "-33,WARNING",
        "-32,AFFIRMING",
        "-2,AFFIRMING",
        "-1,NONE",
        "0,NONE",
        "1,NONE",
        "2,AFFIRMING",
        "31,AFFIRMING",
        "32,WARNING",
        "95,WARNING",
        "96,CONTRAINDICATED",
        "127,CONTRAINDICATED"
    })
    void aClaimHasTheTierOfItsRange(int claim, TrustTier tier) {
        assertEquals(tier, TrustTier.of(claim));
    }

    @Test
    void noResultIsBetterThanItsWorstClaim() {
        Map<TrustClaim, Integer> unsafe = Map.of(TrustClaim.HARDWARE, TrustClaim.HARDWARE_UNSAFE);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Appraisal(TrustTier.AFFIRMING, unsafe, List.of(), Optional.empty()));
        Map<TrustClaim, Integer> tooLarge = Map.of(TrustClaim.HARDWARE, 128);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Appraisal(TrustTier.CONTRAINDICATED, tooLarge, List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,P256,ES256", "secp384r1,P384,ES384"})
    void aJwtIsSignedAndReadableByOthers(String curveName, NistCurve curve, String algorithm) throws Exception {
        KeyPair keys = keys(curveName);
        String jwt = EarSigner.of((ECPrivateKey) keys.getPrivate()).jwt(result());
        String[] parts = jwt.split("\\.");
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        assertTrue(key(curve, keys).verifyRaw(signed, base64(parts[2])));
        assertEquals(new JsonString(algorithm), members(base64(parts[0])).get("alg"));
        Map<String, JsonValue> claims = members(base64(parts[1]));
        assertEquals(new JsonString("tag:ietf.org,2026:rats/ear#03"), claims.get("eat_profile"));
        assertEquals(new JsonString("contraindicated"), claims.get("ear_status"));
        assertEquals(new JsonNumber(Long.toString(NOW.getEpochSecond())), claims.get("iat"));
        Map<String, JsonValue> submod = members(members(claims.get("submods")).get("aws-nitro"));
        assertEquals(
                new JsonNumber("33"),
                members(submod.get("ear_trustworthiness_vector")).get("executables"));
        assertInstanceOf(JsonArray.class, submod.get("assay_findings"));
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,P256,-7", "secp384r1,P384,-35"})
    void aCwtIsSignedAndReadableByOthers(String curveName, NistCurve curve, int algorithm) throws Exception {
        KeyPair keys = keys(curveName);
        byte[] cwt = EarSigner.of((ECPrivateKey) keys.getPrivate()).cwt(result());
        Tagged tagged = assertInstanceOf(Tagged.class, Cbor.decode(cwt, Cbor.Outermost.DEFINITE));
        assertEquals(18, tagged.tag());
        List<CborValue> parts = ((Array) tagged.content()).items();
        byte[] signed = CborEncoding.encode(
                new Array(List.of(new Text("Signature1"), parts.get(0), new Bytes(new byte[0]), parts.get(2))));
        assertTrue(key(curve, keys).verifyRaw(signed, ((Bytes) parts.get(3)).value()));
        assertEquals(new Int(algorithm), entries(parts.get(0)).get(new Int(1)));
        Map<CborValue, CborValue> claims = entries(parts.get(2));
        assertEquals(new Text("tag:ietf.org,2026:rats/ear#03"), claims.get(new Int(265)));
        assertEquals(new Int(96), claims.get(new Int(1000)));
        assertArrayEquals(new byte[8], ((Bytes) Objects.requireNonNull(claims.get(new Int(10)))).value());
        Mapping submods = (Mapping) Objects.requireNonNull(claims.get(new Int(266)));
        Mapping submod = (Mapping) Objects.requireNonNull(submods.entries().get(new Text("aws-nitro")));
        Mapping vector = (Mapping) Objects.requireNonNull(submod.entries().get(new Int(1001)));
        assertEquals(new Int(33), vector.entries().get(new Int(2)));
    }

    @Test
    void refusesKeysAndNoncesThatTheDraftDoesNotKnow() throws Exception {
        KeyPair keys = keys("secp521r1");
        assertThrows(IllegalArgumentException.class, () -> EarSigner.of((ECPrivateKey) keys.getPrivate()));
        for (int length : new int[] {0, 7, 65}) {
            assertThrows(IllegalArgumentException.class, () -> result(new byte[length]));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new AttestationResult(NOW, Optional.empty(), "d", "b", new TreeMap<>(), Optional.empty()));
    }

    private static AttestationResult result() {
        return result(new byte[8]);
    }

    private static AttestationResult result(byte[] nonce) {
        FaultyNitro other =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(9)));
        return new AttestationResult(
                NOW,
                Optional.of(NOW.plusSeconds(60)),
                "https://example.org",
                "1",
                new TreeMap<>(Map.of("aws-nitro", Appraisal.of(verify(other, MEASURED), MEASURED))),
                Optional.of(nonce));
    }

    private static Verdict<VerifiedEvidence> verify(FaultyNitro nitro, AppraisalPolicy policy) {
        return EvidenceVerifier.verify(
                nitro.document(), TrustStore.only(Authority.AWS_NITRO, nitro.anchors()), policy, NOW);
    }

    private static AppraisalPolicy policy(UnaryOperator<NitroPolicy.Builder> nitro) {
        return AppraisalPolicy.builder()
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ZERO)
                .nitro(nitro)
                .build();
    }

    private static KeyPair keys(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static EcdsaKey key(NistCurve curve, KeyPair keys) {
        byte[] info = keys.getPublic().getEncoded();
        return EcdsaKey.of(curve, Arrays.copyOfRange(info, info.length - 2 * curve.coordinateBytes(), info.length));
    }

    private static byte[] base64(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static Map<String, JsonValue> members(byte[] json) {
        return members(Json.read(json));
    }

    private static Map<String, JsonValue> members(@Nullable JsonValue value) {
        return assertInstanceOf(JsonObject.class, value).members();
    }

    private static Map<CborValue, CborValue> entries(CborValue bytes) {
        return ((Mapping) Cbor.decode(((Bytes) bytes).value(), Cbor.Outermost.DEFINITE)).entries();
    }
}
