package dev.assay.sandbox.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The sample plugin, in C, against proofs of a prover in JavaScript (the committed one) and of the one here, by the
 * definitions of eprint 2018/623 in Java's own big integers.
 */
final class WesolowskiPluginTest {

    private static final Path FOLDER = Path.of(System.getProperty("assay.root", ".."), "samples/plugins/wesolowski");
    private static final int BYTES = 256;
    private static final PluginLimits LIMITS = new PluginLimits(4 << 20, Duration.ofSeconds(20));
    private static final PluginEngine ENGINE = new PluginEngine();

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name));
    }

    private static Answer ask(Question question) throws IOException {
        byte[] module = file("wesolowski.wasm");
        return ENGINE.ask(Digest.sha256(module), () -> module, question, LIMITS);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void takesTheCommittedProofForTheCommittedInputOnly() throws IOException {
        byte[] key = file("verification_key.bin");
        assertInstanceOf(
                Answer.Accepted.class,
                ask(Question.ofProof(key, file("proof.bin"), file("public.bin"), Optional.of(file("input.txt")))));
        assertInstanceOf(Answer.Accepted.class, ask(Question.ofProof(key, file("proof.bin"), file("public.bin"))));
        assertEquals(
                "x is not the one in the input",
                assertInstanceOf(
                                Answer.Rejected.class,
                                ask(Question.ofProof(
                                        key, file("proof.bin"), file("public.bin"), Optional.of(ascii("abc")))))
                        .detail());
    }

    @Test
    void takesNoMutationOfAProofKeyOrPublicInputs() throws IOException {
        Random random = new Random(2018);
        byte[][] parts = {file("verification_key.bin"), file("proof.bin"), file("public.bin")};
        for (int i = 0; i < 90; i++) {
            byte[][] mutated = {parts[0].clone(), parts[1].clone(), parts[2].clone()};
            byte[] one = mutated[i % 3];
            one[random.nextInt(one.length)] ^= (byte) (1 << random.nextInt(8));
            assertInstanceOf(
                    Answer.Rejected.class, ask(Question.ofProof(mutated[0], mutated[1], mutated[2])), "mutation " + i);
        }
        for (int i = 0; i < 3; i++) {
            byte[][] cut = {parts[0].clone(), parts[1].clone(), parts[2].clone()};
            cut[i] = Arrays.copyOf(cut[i], cut[i].length - 1);
            assertInstanceOf(Answer.Rejected.class, ask(Question.ofProof(cut[0], cut[1], cut[2])));
        }
    }

    @Test
    void takesProofsMadeByTheDefinition() throws IOException {
        BigInteger n = new BigInteger(1, Arrays.copyOf(file("verification_key.bin"), BYTES));
        for (int t : new int[] {1, 2, 255, 256, 257, 3001}) {
            byte[] key = ByteBuffer.allocate(BYTES + 4).put(bytes(n)).putInt(t).array();
            BigInteger x = new BigInteger(1, Digest.sha256(ascii("start " + t)).bytes());
            BigInteger power = BigInteger.ONE.shiftLeft(t);
            BigInteger y = smaller(x.modPow(power, n), n);
            byte[] values =
                    ByteBuffer.allocate(2 * BYTES).put(bytes(x)).put(bytes(y)).array();
            BigInteger l = prime(key, values);
            byte[] proof = bytes(smaller(x.modPow(power.divide(l), n), n));
            Question question = Question.ofProof(key, proof, values, Optional.of(ascii(x.toString(16))));
            assertInstanceOf(Answer.Accepted.class, ask(question), "t = " + t);
        }
    }

    /** The square of x alone is easy: a claim of another result needs a root that nobody has. */
    @Test
    void takesNoProofOfAWrongResult() throws IOException {
        BigInteger n = new BigInteger(1, Arrays.copyOf(file("verification_key.bin"), BYTES));
        byte[] values = file("public.bin");
        BigInteger x = new BigInteger(1, Arrays.copyOf(values, BYTES));
        BigInteger wrong = smaller(x.modPow(BigInteger.TWO, n), n);
        byte[] claimed =
                ByteBuffer.allocate(2 * BYTES).put(bytes(x)).put(bytes(wrong)).array();
        assertInstanceOf(
                Answer.Rejected.class, ask(Question.ofProof(file("verification_key.bin"), file("proof.bin"), claimed)));
    }

    @Test
    void takesNoElementInTwoForms() throws IOException {
        byte[] key = file("verification_key.bin");
        BigInteger n = new BigInteger(1, Arrays.copyOf(key, BYTES));
        BigInteger negative = n.subtract(new BigInteger(1, file("proof.bin")));
        assertEquals(
                "pi is out of range",
                assertInstanceOf(Answer.Rejected.class, ask(Question.ofProof(key, bytes(negative), file("public.bin"))))
                        .detail());
        assertInstanceOf(Answer.Rejected.class, ask(Question.ofProof(key, bytes(BigInteger.ZERO), file("public.bin"))));
        assertInstanceOf(Answer.Rejected.class, ask(Question.ofProof(key, bytes(n), file("public.bin"))));
    }

    @Test
    void saysWhichInputsThereCanBeAProofFor() throws IOException {
        byte[] key = file("verification_key.bin");
        for (String good : new String[] {"2", "abc", "f".repeat(500)}) {
            assertInstanceOf(Answer.Accepted.class, ask(Question.ofInput(key, ascii(good))), good);
        }
        for (String bad : new String[] {"", "0", "1", "01", "ABC", "xyz", "-1", "f".repeat(512), "1".repeat(513)}) {
            assertInstanceOf(Answer.Rejected.class, ask(Question.ofInput(key, ascii(bad))), bad);
        }
    }

    @Test
    void theCommittedModuleIsTheDocumentedOne() throws IOException {
        String page = Files.readString(FOLDER.resolve("../../../docs/plugins.md"));
        assertTrue(page.contains(Digest.sha256(file("wesolowski.wasm")).hex()), "docs/plugins.md has another hash");
    }

    private static BigInteger prime(byte[] key, byte[] values) {
        byte[] seed = Digest.sha256(ascii("assay/wesolowski/v1"), key, values).bytes();
        for (int i = 0; ; i++) {
            byte[] hash = Digest.sha256(seed, ByteBuffer.allocate(4).putInt(i).array())
                    .bytes();
            hash[0] |= (byte) 0x80;
            hash[31] |= 1;
            BigInteger candidate = new BigInteger(1, hash);
            if (candidate.isProbablePrime(80)) {
                return candidate;
            }
        }
    }

    private static BigInteger smaller(BigInteger element, BigInteger n) {
        return element.min(n.subtract(element));
    }

    private static byte[] bytes(BigInteger number) {
        byte[] twos = number.toByteArray();
        byte[] bytes = new byte[BYTES];
        int length = Math.min(BYTES, twos.length);
        System.arraycopy(twos, twos.length - length, bytes, BYTES - length, length);
        return bytes;
    }
}
