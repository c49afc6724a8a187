package dev.assay.verification.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.pairing.Curve;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnarkjsJsonTest {

    @Test
    void infinityHasOneSpelling() {
        for (Curve curve : List.of(Curve.BN254, Curve.BLS12_381)) {
            assertTrue(SnarkjsJson.g1OrInfinity(curve, json("[\"0\",\"1\",\"0\"]"), "Qm")
                    .isInfinity());
            Rejection rejection = assertThrows(
                    Rejection.class, () -> SnarkjsJson.g1OrInfinity(curve, json("[\"0\",\"0\",\"1\"]"), "Qm"));
            assertEquals(Reason.POINT_AT_INFINITY, rejection.reason());
        }
    }

    private static JsonValue json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
