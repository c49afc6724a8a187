package dev.assay.verification.tee.nitro;

import static dev.assay.verification.tee.nitro.FaultyNitro.pcr;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NitroPolicyTest {

    @Test
    void everyFieldMustBeDecided() {
        Freshness hour = Freshness.keyBinding(Duration.ofHours(1));
        for (NitroPolicy.Builder undecided : List.of(
                NitroPolicy.builder(),
                NitroPolicy.builder().refuseDebug().freshness(hour).clockSkew(Duration.ZERO),
                NitroPolicy.builder().anyMeasurement().freshness(hour).clockSkew(Duration.ZERO),
                NitroPolicy.builder().anyMeasurement().refuseDebug().clockSkew(Duration.ZERO),
                NitroPolicy.builder().anyMeasurement().refuseDebug().freshness(hour))) {
            assertThrows(IllegalArgumentException.class, undecided::build);
        }
    }

    @Test
    void noFieldMayBeDecidedBothWays() {
        NitroPolicy.Builder both = FaultyNitro.policy().measurement(Map.of(0, pcr(1)));
        assertThrows(IllegalArgumentException.class, both::build);
        NitroPolicy.Builder refusing = FaultyNitro.policy().refuseDebug();
        assertThrows(IllegalArgumentException.class, refusing::insecureAllowDebug);
    }

    @Test
    void refusesValuesOutOfRange() {
        NitroPolicy.Builder policy = NitroPolicy.builder();
        for (Map<Integer, byte[]> wrong :
                List.of(Map.<Integer, byte[]>of(), Map.of(32, pcr(1)), Map.of(-1, pcr(1)), Map.of(0, new byte[32]))) {
            assertThrows(IllegalArgumentException.class, () -> policy.measurement(wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> policy.clockSkew(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> policy.clockSkew(Duration.ofDays(2)));
        assertThrows(IllegalArgumentException.class, () -> Freshness.keyBinding(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Freshness.keyBinding(Duration.ofDays(366)));
        assertThrows(IllegalArgumentException.class, () -> TrustAnchors.pinned(Set.of()));
        assertThrows(IllegalArgumentException.class, () -> TrustAnchors.insecureSimulated(Set.of()));
    }
}
