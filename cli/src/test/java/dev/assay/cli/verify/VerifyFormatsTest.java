package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as their own tools wrote them, recognised without being told what they are. */
class VerifyFormatsTest {

    private static final Path VECTORS = Ran.ROOT.resolve("../shared/vectors/zk");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsVectors() {
        assumeTrue(Files.exists(VECTORS), "the shared vectors are not on this machine");
    }

    private static String vector(String name) {
        return VECTORS.resolve(name).toString();
    }

    private static void assertVerified(String system, String... args) {
        Ran ran = verify(args);
        assertEquals(0, ran.status(), ran.out() + ran.err());
        JsonObject proof = (JsonObject) Objects.requireNonNull(ran.json().get("proof"));
        assertEquals(new JsonString(system), proof.members().get("system"));
    }

    private static void assertRejected(String reason, String... args) {
        Ran ran = verify(args);
        assertEquals(1, ran.status(), ran.out() + ran.err());
        assertEquals(new JsonString(reason), ran.json().get("reason"), ran.out());
        assertTrue(ran.json().containsKey("meaning"));
    }

    private static Ran verify(String... args) {
        return Ran.command(Stream.concat(Stream.of("verify", "proof", "--json"), Stream.of(args))
                .toArray(String[]::new));
    }

    private static String[] gnark(String folder, String proof, String key, String inputs, String... more) {
        return Stream.concat(
                        Stream.of(
                                vector(folder + "/" + proof),
                                "--vk",
                                vector(folder + "/" + key),
                                "--public",
                                vector(folder + "/" + inputs)),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void recognisesFilesOfGnark() {
        String groth16 = "aligned-gnark_groth16_bn254";
        assertVerified("groth16-bn254", gnark(groth16, "groth16.proof", "groth16.vk", "groth16.pub"));
        assertVerified(
                "groth16-bn254",
                gnark(groth16, "groth16.proof", "groth16.vk", "groth16.pub", "--system", "gnark-groth16"));
        for (String curve : new String[] {"bn254", "bls12_381"}) {
            String plonk = "aligned-gnark_plonk_" + curve;
            assertVerified(
                    "gnark-plonk-" + curve.replace('_', '-'),
                    gnark(plonk, "plonk.proof", "plonk.vk", "plonk_pub_input.pub"));
        }
    }

    @Test
    void refusesAnotherSystemThanTheOneNamed() {
        String groth16 = "aligned-gnark_groth16_bn254";
        for (String system : new String[] {"plonk", "fflonk"}) {
            assertRejected(
                    "PROOF_SYSTEM_UNSUPPORTED",
                    gnark(groth16, "groth16.proof", "groth16.vk", "groth16.pub", "--system", system));
        }
        String risc0 = "risc0-receipt-v3_0/";
        assertRejected(
                "PROOF_SYSTEM_UNSUPPORTED",
                gnark("risc0-receipt-v3_0", "proof.json", "verification_key.json", "public.json", "--system", "plonk"));
        assertVerified("groth16-bn254", vector(risc0 + "proof.json"), "--system", "groth16");
    }

    @Test
    void refusesAProofThatIsNotOne() throws IOException {
        Path file = Files.writeString(folder.resolve("proof"), "hello");
        assertRejected(
                "FORMAT_UNKNOWN",
                file.toString(),
                "--vk",
                vector("aligned-gnark_groth16_bn254/groth16.vk"),
                "--public",
                vector("aligned-gnark_groth16_bn254/groth16.pub"));
        assertRejected(
                "FORMAT_UNKNOWN",
                vector("aligned-gnark_groth16_bn254/groth16.proof"),
                "--vk",
                file.toString(),
                "--public",
                vector("aligned-gnark_groth16_bn254/groth16.pub"));
    }

    private static Map<String, JsonValue> line(String id) throws IOException {
        try (Stream<String> lines = Files.lines(VECTORS.resolve("vectors.jsonl"))) {
            String found = lines.filter(line -> line.contains("\"" + id + "\""))
                    .findFirst()
                    .orElseThrow();
            return ((JsonObject) Json.read(found.getBytes(java.nio.charset.StandardCharsets.UTF_8))).members();
        }
    }

    private static String text(Map<String, JsonValue> line, String name) {
        return line.get(name) instanceof JsonString(String text) ? text : "";
    }

    private String written(String name, String hex) throws IOException {
        return Files.write(folder.resolve(name), HexFormat.of().parseHex(hex)).toString();
    }

    @Test
    void recognisesSealsOfRisc0() throws IOException {
        for (String release : new String[] {"v2_2", "v3_0"}) {
            Map<String, JsonValue> line = line("zk-risc0-receipt-" + release + "-receipt");
            String seal = written("seal", text(line, "sealHex"));
            String journal = written("journal", text(line, "journalHex"));
            String image = text(line, "imageIdHex");
            assertVerified("risc0", seal, "--image-id", image, "--journal", journal);
            assertRejected("PROOF_INVALID", seal, "--image-id", "00".repeat(32), "--journal", journal);
            assertEquals(2, verify(seal, "--image-id", image).status());
            assertEquals(
                    2,
                    verify(seal, "--vk", vector("risc0-receipt-v3_0/verification_key.json"))
                            .status());
        }
    }

    @Test
    void believesNoOtherReleaseOfRisc0UnlessItIsNamed() throws IOException {
        for (String release : new String[] {"2.0", "2.1", "5.0"}) {
            Map<String, JsonValue> line = line("zk-risc0-receipt-v" + release.replace('.', '_') + "-receipt");
            String seal = written("seal", text(line, "sealHex"));
            String journal = written("journal", text(line, "journalHex"));
            String image = text(line, "imageIdHex");
            assertRejected("SELECTOR_MISMATCH", seal, "--image-id", image, "--journal", journal);
            assertVerified("risc0", seal, "--image-id", image, "--journal", journal, "--release", release);
        }
    }

    /** What is named and not compared would be believed to have been. */
    @Test
    void refusesOptionsOfAnotherZkvm() throws IOException {
        Map<String, JsonValue> line = line("zk-sp1-v6-groth16-proof_bytes");
        String proof = written("proof", text(line, "proofHex"));
        String values = written("values", text(line, "publicValuesHex"));
        String[] right = {proof, "--program", text(line, "programVkeyHex"), "--public-values", values};
        for (String[] wrong :
                new String[][] {{"--journal", values}, {"--public", values}, {"--image-id", "00".repeat(32)}}) {
            String[] args = Stream.concat(Stream.of(right), Stream.of(wrong)).toArray(String[]::new);
            assertEquals(2, verify(args).status(), String.join(" ", wrong));
        }
    }

    @Test
    void recognisesProofsOfSp1() throws IOException {
        for (String id : new String[] {
            "zk-sp1-v4-groth16-proof_valid",
            "zk-sp1-v6-groth16-proof_bytes",
            "zk-sp1-v4-plonk-proof_valid",
            "zk-sp1-v6-plonk-proof_bytes"
        }) {
            Map<String, JsonValue> line = line(id);
            String proof = written("proof", text(line, "proofHex"));
            String values = written("values", text(line, "publicValuesHex"));
            String program = text(line, "programVkeyHex");
            assertVerified("sp1", proof, "--program", program, "--public-values", values);
            assertRejected("PROOF_INVALID", proof, "--program", "00".repeat(32), "--public-values", values);
            assertEquals(2, verify(proof, "--program", program).status());
        }
    }

    /** A key of another circuit where a release's key should be is a verdict, and no fault. */
    @Test
    void rejectsKeysOfOtherCircuitsForAZkvm() throws IOException {
        Map<String, JsonValue> line = line("zk-risc0-receipt-v3_0-receipt");
        String seal = written("seal", text(line, "sealHex"));
        String journal = written("journal", text(line, "journalHex"));
        assertRejected(
                "KEY_IC_COUNT_MISMATCH",
                seal,
                "--image-id",
                text(line, "imageIdHex"),
                "--journal",
                journal,
                "--vk",
                Ran.sample("circuits/reserves/verification_key.json"));
        Path cases = Files.createDirectories(folder.resolve("risc0-receipt-v3_0"));
        Files.copy(
                Path.of(Ran.sample("circuits/reserves/verification_key.json")), cases.resolve("verification_key.json"));
        String given = Json.canonical(new JsonObject(line));
        CaseOutcome outcome = new Cases(folder).run(given);
        assertEquals(CaseOutcome.REJECT_KEY, outcome.verdict());
        assertEquals("KEY_IC_COUNT_MISMATCH", outcome.reason());
    }

    /** gnark's form of a key with one public input, which a commitment binds, from a setup whose secrets are known. */
    private static final String COMMITTED_KEY = """
            c8a544d08fea2bd19d63593533f3004c4e5e7fd1cad72841d7b7a48777d1e56f92e31549416d599a6f15708d0afb2fde
            49b0be684a1694efba94654ce344accecf0e92ce9b8d4a41ef75c86e85fc8a6982ef2bf89b85ef7f3e7e920aa7184f98
            25278296fe271a996d4fe2fbdd2b51d600a398689db5cf68d1febb105cb2d484eb74127af59ec769f644643aea82df06
            178f00cdd1f94dadfb7ce44678df64cd2b9f29087b7c68a719405380e8b277dd137a1c753f92283ab17d93973d10d552
            96f4a96d71afc3ed440e7b6c5896efb5d8a9eb9c51b054d8b3184dff2bbb2e57d7c537b5463c1a307c706fef9383eb4f
            f2118da0700834e69c3ea031054941810e09951fe4a9732e7fa200fadb58a990e65c27a7f0f545ed3eb705d936b2de21
            0000000389a408567e9902c5da6db98dc49086defa2791d10256997d65259a066d11f98c8390d8e5789a0cc5cbfece1f
            5a20d2f745339849ce04af86a5d79910392e18f0a3d38cef505e666d57e888eacb583eb46f13b90c2d137a448a88747f
            5b8c72d3000000010000000100000000000000010000000182e0ea1ca2110758a9096d9c30e4deecf1523b8057945625
            7d034c8e4fb433442f614791e284aa9c809afe4eb95abccd90d917170269592942bb76cbe39f7023ce7ff655bf3127b1
            e9fa3760d56b94c658445a862ac94bd6a5744005f946fcae193d6a0ce8092f45fcfa86d15bee001d056645f704505d5d
            bb5a294e805bd882
            """;

    private static final String COMMITTED_PROOF = """
            e9a6c48057a3f30da116bb572c32faf5b3292d21cc589af47ef496e388835692d969f757bcfd4b830f901eda4f879bf4
            c4e6ee2a0cc4010babddf76d33b7c69a09e34d228ea62d58875da778c97b6153ea38861df8289f9e3c5fda910a19040c
            a5e62dae7cff3bd5ee3e997d71fbb78187cbe4519b900d9411fd50c6e9187a2300000001ded83639b1b966162fdb7fc3
            959fd662b99ac59bd20600f1ef08d19682632996b013d73f42501db0201eaf504d63fef7b62530df23d3db90ed207651
            85e0ab5e
            """;

    @Test
    void recognisesCommitmentsOfGnark() throws IOException {
        String key = written("key", COMMITTED_KEY.replace("\n", ""));
        String proof = written("proof", COMMITTED_PROOF.replace("\n", ""));
        Path seven = Files.writeString(folder.resolve("seven.json"), "[\"7\"]");
        Path eight = Files.writeString(folder.resolve("eight.json"), "[\"8\"]");
        assertVerified("gnark-groth16-bn254", proof, "--vk", key, "--public", seven.toString());
        assertRejected("PROOF_INVALID", proof, "--vk", key, "--public", eight.toString());
        assertRejected(
                "PROOF_INVALID", proof, "--vk", key, "--public", seven.toString(), "--commitment-hash", "KECCAK_256");
    }
}
