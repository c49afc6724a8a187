package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCasesTest {

    @TempDir
    private Path folder = Path.of("");

    private Ran run(String... lines) throws IOException {
        for (String name : new String[] {"proof.json", "public.json", "verification_key.json"}) {
            Files.copy(
                    Path.of(Ran.sample("circuits/reserves/" + name)),
                    folder.resolve(name),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        Path cases = Files.writeString(folder.resolve("cases.jsonl"), String.join("\n", lines));
        return Ran.command("verify", "cases", cases.toString());
    }

    private static String proof(String id, String publicInputs, String verdict) {
        return "{\"id\":\"" + id + "\",\"kind\":\"proof\",\"system\":\"groth16\",\"curve\":\"bn128\","
                + "\"format\":\"snarkjs\",\"vk\":\"verification_key.json\",\"proof\":\"proof.json\",\"public\":"
                + publicInputs + ",\"expect\":{\"verdict\":\"" + verdict + "\"}}";
    }

    @Test
    void isStatusZeroWhenEveryVerdictIsTheExpectedOne() throws IOException {
        Ran ran = run(proof("good", "\"public.json\"", "accept"), proof("bad", "[\"1\",\"2\",\"3\"]", "reject"));
        assertEquals("""
                good\taccept\t-\taccept\tok
                bad\treject\tPROOF_INVALID\treject\tok
                total 2: 2 ok, 0 wrong, 0 unsupported
                """, ran.out());
        assertEquals(0, ran.status());
    }

    @Test
    void isStatusOneWhenOneDiffers() throws IOException {
        Ran ran = run(proof("good", "\"public.json\"", "reject"));
        assertTrue(ran.out().startsWith("good\taccept\t-\treject\tDIFF\n"), ran.out());
        assertEquals(1, ran.status());
    }

    @Test
    void neverCallsAnUnsupportedCaseOk() throws IOException {
        Ran ran = run("{\"id\":\"x\",\"kind\":\"snp\",\"expect\":\"reject\"}");
        assertEquals("x\tunsupported\t-\treject\tDIFF\ntotal 1: 0 ok, 0 wrong, 1 unsupported\n", ran.out());
        assertEquals(1, ran.status());
    }

    @Test
    void neverCallsACaseOkWhoseWordsItDoesNotKnow() throws IOException {
        Ran ran = run(proof("good", "\"public.json\"", "perhaps"));
        assertEquals(1, ran.status());
    }

    @Test
    void agreesWithEveryNitroAndGroth16CaseOfTheSharedVectors() {
        Path vectors = Ran.ROOT.resolve("../shared/vectors");
        assumeTrue(Files.exists(vectors), "the shared vectors are not on this machine");
        for (String file : new String[] {"vectors.jsonl", "zk/vectors.jsonl"}) {
            Ran ran = Ran.command("verify", "cases", vectors.resolve(file).toString());
            assertTrue(ran.out().contains(" ok, 0 wrong, "), ran.out());
        }
    }
}
