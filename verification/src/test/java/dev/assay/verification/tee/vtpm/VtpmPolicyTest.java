package dev.assay.verification.tee.vtpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VtpmPolicyTest {

    private static VtpmPolicy.Builder complete() {
        return VtpmPolicy.builder()
                .insecureAnyNonce()
                .anySecureBoot()
                .waiveKeyRevocationLists()
                .anyEventLog()
                .anyInstance();
    }

    private static VtpmPolicy parse(String json) {
        return VtpmPolicy.parse((JsonObject) Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyFieldMustBeDecided() {
        complete().anyPcrs().build();
        assertThrows(IllegalArgumentException.class, () -> complete().build());
        assertThrows(
                IllegalArgumentException.class,
                () -> VtpmPolicy.builder().anyPcrs().build());
    }

    @Test
    void noFieldCanBeDecidedBothWays() {
        assertThrows(IllegalArgumentException.class, () -> complete().requireSecureBoot());
        assertThrows(IllegalArgumentException.class, () -> complete().nonce(new byte[32]));
        assertThrows(
                IllegalArgumentException.class,
                () -> complete()
                        .anyPcrs()
                        .pcrs(Map.of("sha256:0", new byte[32]))
                        .build());
    }

    /** Who can make a collision chooses what a register of SHA-1 means. */
    @Test
    void namesNoRegisterOfSha1() {
        assertThrows(IllegalArgumentException.class, () -> complete().pcrs(Map.of("sha1:0", new byte[20])));
    }

    @Test
    void refusesRegistersThatDoNotExist() {
        assertThrows(IllegalArgumentException.class, () -> complete().pcrs(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> complete().pcrs(Map.of("sha256:24", new byte[32])));
        assertThrows(IllegalArgumentException.class, () -> complete().pcrs(Map.of("sha256:0", new byte[48])));
    }

    /** 16 and 23 by anybody, 17 to 22 by a dynamic launch. */
    @Test
    void refusesRegistersThatCanAllBeReset() {
        for (int index = 16; index < 24; index++) {
            String name = "sha256:" + index;
            assertThrows(IllegalArgumentException.class, () -> complete().pcrs(Map.of(name, new byte[32])));
            complete()
                    .pcrs(Map.of(name, new byte[32], "sha384:15", new byte[48]))
                    .build();
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> complete().pcrs(Map.of("sha256:16", new byte[32], "sha384:23", new byte[48])));
    }

    @Test
    void refusesANonceThatCanBeGuessed() {
        assertThrows(IllegalArgumentException.class, () -> VtpmPolicy.builder().nonce(new byte[7]));
    }

    @Test
    void readsAFile() {
        VtpmPolicy policy = parse("{'registers': [{'sha256:4': '" + "ab".repeat(32) + "'}], 'nonce': '"
                + "01".repeat(32) + "', 'secureBoot': 'require', 'eventLog': 'any', 'instance': 'x',"
                + " 'keyRevocationLists': 'require'}");
        assertEquals(VtpmPolicy.Demand.REQUIRED, policy.keyRevocation());
        assertEquals(VtpmPolicy.Demand.REQUIRED, policy.secureBoot());
        assertEquals(VtpmPolicy.Demand.NOT_CHECKED, policy.eventLog());
        assertEquals(Optional.of("x"), policy.instance());
        assertTrue(policy.nonce().isPresent());
    }

    @Test
    void refusesAFileWithAMissingOrMisspeltField() {
        assertThrows(IllegalArgumentException.class, () -> parse("{'registers': 'any'}"));
        assertThrows(
                IllegalArgumentException.class,
                () -> parse("{'registers': 'any', 'nonce': 'insecure-any', 'secureboot': 'any', 'eventLog': 'any',"
                        + " 'instance': 'any'}"));
    }

    @Test
    void refusesAFileWithAWordThatIsNone() {
        String file = "{'registers': 'any', 'nonce': 'insecure-any', 'secureBoot': 'any', 'eventLog': 'any',"
                + " 'instance': 'any', 'keyRevocationLists': 'waive'}";
        parse(file);
        assertThrows(IllegalArgumentException.class, () -> parse(file.replace("waive", "ask")));
        assertThrows(IllegalArgumentException.class, () -> parse(file.replace("insecure-any", "any")));
        assertThrows(
                IllegalArgumentException.class, () -> parse(file.replace("'eventLog': 'any'", "'eventLog': 'maybe'")));
        assertThrows(IllegalArgumentException.class, () -> parse(file.replace("'registers': 'any'", "'registers': 1")));
    }
}
