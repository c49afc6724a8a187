package dev.assay.verification.tee.nvidia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NvidiaPolicyTest {

    private static final String STRICT = """
            {"architectures": ["HOPPER"], "drivers": ["580.1"], "vbioses": "any", "ocsp": "require",
             "rims": "require", "protectedPcie": "with-its-switches"}""";

    @Test
    void everyFieldMustBeDecided() {
        assertThrows(
                IllegalArgumentException.class, () -> NvidiaPolicy.builder().build());
        assertThrows(IllegalArgumentException.class, () -> read(STRICT).build(), "a file says nothing of the nonce");
        assertThrows(
                IllegalArgumentException.class,
                () -> NvidiaSample.policy().drivers(Set.of()).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> NvidiaSample.policy().architectures(Set.of()).build());
    }

    @Test
    void readsPolicyFiles() {
        NvidiaPolicy strict = read(STRICT).nonce(NvidiaSample.NONCE).build();
        assertEquals(Set.of(NvidiaArchitecture.HOPPER), strict.architectures());
        assertEquals(Optional.of(Set.of("580.1")), strict.drivers());
        assertEquals(Optional.empty(), strict.vbioses());
        assertEquals(NvidiaPolicy.Ocsp.REQUIRED, strict.ocsp());
        assertEquals(NvidiaPolicy.Rims.REQUIRED, strict.rims());
        assertEquals(NvidiaPolicy.ProtectedPcie.WITH_ITS_SWITCHES, strict.protectedPcie());
        NvidiaPolicy loose = read("""
                        {"architectures": "any", "drivers": "any", "vbioses": ["96.00.74.00.20"],
                         "ocsp": "insecure-waive", "rims": "insecure-waive", "protectedPcie": "insecure-alone"}""").insecureAnyNonce().build();
        assertEquals(3, loose.architectures().size());
        assertEquals(NvidiaPolicy.Ocsp.INSECURE_WAIVED, loose.ocsp());
        assertEquals(
                NvidiaPolicy.Ocsp.REQUIRED_HOLD_ALLOWED,
                read(STRICT.replace("\"ocsp\": \"require\"", "\"ocsp\": \"require-or-hold\""))
                        .insecureAnyNonce()
                        .build()
                        .ocsp());
    }

    @Test
    void refusesPolicyFilesThatAreNotExact() {
        for (String[] change : new String[][] {
            {"\"HOPPER\"", "\"AMPERE\""},
            {"[\"HOPPER\"]", "[]"},
            {"[\"580.1\"]", "[580]"},
            {"\"any\"", "\"all\""},
            {"\"ocsp\": \"require\"", "\"ocsp\": \"yes\""},
            {"\"rims\": \"require\"", "\"rims\": true"},
            {"\"rims\"", "\"rim\""},
            {"with-its-switches", "switches"},
            {"{", "{\"nonce\": \"any\", "}
        }) {
            String changed = STRICT.replace(change[0], change[1]);
            assertNotEquals(STRICT, changed);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> read(changed).insecureAnyNonce().build(),
                    changed);
        }
    }

    private static NvidiaPolicy.Builder read(String json) {
        return NvidiaPolicy.builder().read(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** The derivation is public: other languages must find the same. */
    @Test
    void theNonceIsDerivedFromTheEvidenceOfTheCpu() {
        Digest cpu = Digest.sha256(new byte[] {1});
        byte[] session = {2, 3};
        assertEquals(
                Digest.ofHex("9067ae81fbf5479461ecd8a113b41de8ead705af645d68dcbe9659950b829d0b"),
                NvidiaNonce.of(cpu, session));
        assertNotEquals(NvidiaNonce.of(cpu, session), NvidiaNonce.of(Digest.sha256(), session));
        assertNotEquals(NvidiaNonce.of(cpu, session), NvidiaNonce.of(cpu, new byte[0]));
    }
}
