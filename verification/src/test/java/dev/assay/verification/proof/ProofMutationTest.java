package dev.assay.verification.proof;

import static dev.assay.verification.proof.ReservesSample.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 20,000 damaged files: always a verdict, never a throw, never an acceptance unless the file still says the same. */
class ProofMutationTest {

    private ReservesSample sample;
    private VerifiedKey key;

    @BeforeEach
    void load() throws IOException {
        sample = ReservesSample.load();
        key = sample.verifiedKey();
    }

    @Test
    void damagedProofsAreRejected() {
        byte[] original = bytes(sample.proof());
        Random random = new Random(41);
        int same = 0;
        for (int i = 0; i < 12_000; i++) {
            byte[] damaged = Damage.of(original, random);
            if (accepted(Groth16Verifier.verify(key, damaged, bytes(sample.inputs())))) {
                assertEquals(Json.read(original), Json.read(damaged));
                same++;
            }
        }
        assertTrue(same > 0 && same < 6000, "some damage is only white space: " + same);
    }

    @Test
    void damagedInputsAreRejected() {
        byte[] original = bytes(sample.inputs());
        Random random = new Random(42);
        for (int i = 0; i < 4_000; i++) {
            byte[] damaged = Damage.of(original, random);
            if (accepted(Groth16Verifier.verify(key, bytes(sample.proof()), damaged))) {
                assertEquals(Json.read(original), Json.read(damaged));
            }
        }
    }

    @Test
    void proofsAreRejectedUnderDamagedKeys() {
        byte[] original = bytes(sample.key());
        Random random = new Random(43);
        for (int i = 0; i < 4_000; i++) {
            byte[] damaged = Damage.of(original, random);
            if (VerifiedKey.load(damaged) instanceof Verdict.Verified<VerifiedKey> other
                    && accepted(Groth16Verifier.verify(other.value(), bytes(sample.proof()), bytes(sample.inputs())))) {
                assertEquals(withoutIgnored(original), withoutIgnored(damaged));
            }
        }
    }

    private static Map<String, JsonValue> withoutIgnored(byte[] text) {
        Map<String, JsonValue> members = new HashMap<>(((JsonObject) Json.read(text)).members());
        members.remove("vk_alphabeta_12");
        return members;
    }

    private static boolean accepted(Verdict<VerifiedProof> verdict) {
        return switch (verdict) {
            case Verdict.Verified<VerifiedProof> verified -> true;
            case Verdict.Simulated<VerifiedProof> simulated -> throw new AssertionError("a proof is never simulated");
            case Verdict.Rejected<VerifiedProof> rejected -> false;
        };
    }
}
