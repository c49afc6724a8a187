package dev.assay.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Verdict;
import dev.assay.verification.proof.ProofKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * snarkjs' verdicts beside ours, on a thousand tampered keys, proofs and inputs, or on as many as {@code
 * -Dassay.differential.cases} says, of another {@code -Dassay.differential.seed}. Where they differ ours must be the
 * stricter one, and {@code docs/coverage.md} must say so.
 */
class SnarkjsDifferentialTest {

    private static final int CASES = Integer.getInteger("assay.differential.cases", 1_000);
    private static final long SEED = Long.getLong("assay.differential.seed", 20_260);

    private static final Path ROOT = Path.of(System.getProperty("assay.root"));
    private static final Path PROOFS = ROOT.resolve("verification/src/test/resources");

    private static NpmFolder npm;

    /** One tampering and what both said to it. */
    private record Case(Tampering tampering, ProofFiles files, Optional<String> refusal) {}

    @BeforeAll
    static void install() throws Exception {
        npm = NpmFolder.with(NpmFolder.SNARKJS);
    }

    @Test
    void isNeverLaxerThanSnarkjsAndStricterOnlyWhereTheDocumentationSaysSo() throws Exception {
        List<Case> cases = cases();
        List<String> verdicts = snarkjs(cases);
        assertEquals(cases.size(), verdicts.size());
        Map<String, Integer> counts = new TreeMap<>();
        List<String> laxer = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            boolean theirs = verdicts.get(i).equals("accept");
            counts.merge(row(one, verdicts.get(i)), 1, Integer::sum);
            if (!theirs && one.refusal().isEmpty()) {
                laxer.add(one.tampering() + " " + verdicts.get(i) + " "
                        + one.files().line());
            }
        }
        print(counts);
        assertEquals(List.of(), laxer);
        assertTrue(counts.containsKey("same: both accept"), counts::toString);
        assertDocumented(counts);
    }

    private static String row(Case one, String theirs) {
        if (!theirs.equals("accept")) {
            return theirs.equals("reject") ? "same: both reject" : "same: we reject, snarkjs throws";
        }
        return one.refusal()
                .map(reason -> "stricter: " + one.tampering().title() + " | " + reason)
                .orElse("same: both accept");
    }

    private static List<Case> cases() throws IOException {
        List<ProofFiles> samples = List.of(
                ProofFiles.of(ROOT.resolve("samples/circuits/reserves")),
                ProofFiles.of(PROOFS.resolve("vectors/groth16-bls12381")),
                ProofFiles.of(PROOFS.resolve("proofs/plonk/reserves")),
                ProofFiles.of(PROOFS.resolve("proofs/plonk-bls12381/polynomial")),
                ProofFiles.of(PROOFS.resolve("proofs/fflonk/reserves")));
        Random random = new Random(SEED);
        List<Case> cases = new ArrayList<>();
        while (cases.size() < CASES) {
            for (Tampering tampering : Tampering.values()) {
                ProofFiles sample = samples.get(random.nextInt(samples.size()));
                tampering.of(sample, random).ifPresent(files -> cases.add(new Case(tampering, files, refusal(files))));
            }
        }
        return cases.subList(0, CASES);
    }

    /** Our reason to refuse the key or the proof, if there is one. */
    static Optional<String> refusal(ProofFiles files) {
        Verdict<?> verdict = ProofKey.load(files.json("key"));
        if (verdict instanceof Verdict.Verified<?> key) {
            verdict = ((ProofKey) key.value()).verify(files.json("proof"), files.json("public"));
        }
        return verdict instanceof Verdict.Rejected<?> rejected
                ? Optional.of(rejected.reason().name())
                : Optional.empty();
    }

    private static List<String> snarkjs(List<Case> cases) throws IOException, InterruptedException {
        Path input = npm.path().resolve("cases.jsonl");
        Files.write(input, cases.stream().map(one -> one.files().line()).toList());
        return npm.run("snarkjs-verdicts.mjs", input);
    }

    private static void print(Map<String, Integer> counts) throws IOException {
        List<String> lines = counts.entrySet().stream()
                .map(row -> row.getValue() + " " + row.getKey())
                .toList();
        Files.write(Path.of("target", "snarkjs-differential.txt"), lines);
        lines.forEach(System.out::println);
    }

    /** Each class of differences is a row of the table, with the reason in it. */
    private static void assertDocumented(Map<String, Integer> counts) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/coverage.md"));
        String table = page.substring(page.indexOf("## Differences from snarkjs"));
        TreeSet<String> missing = new TreeSet<>();
        for (String row : counts.keySet()) {
            if (row.startsWith("stricter: ")) {
                String[] parts = row.substring("stricter: ".length()).split(" \\| ");
                boolean documented = table.lines()
                        .filter(line -> line.startsWith("| " + parts[0] + " |"))
                        .anyMatch(line -> line.contains("`" + parts[1] + "`"));
                if (!documented) {
                    missing.add(row);
                }
            }
        }
        assertEquals(new TreeSet<>(), missing);
    }
}
