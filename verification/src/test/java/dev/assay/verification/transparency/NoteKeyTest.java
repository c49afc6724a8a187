package dev.assay.verification.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {

    /** Of the specification signed-note, and of the documentation of Go's package note. */
    private static final String EXAMPLE = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static NoteKey key(String text) {
        return ((Verdict.Verified<NoteKey>) NoteKey.parse(text)).value();
    }

    @ParameterizedTest
    @ValueSource(strings = {EXAMPLE, NEUMANN})
    void keysComeBackAsTheyWere(String text) {
        assertEquals(text, key(text).text());
        assertEquals(KeyKind.NOTE, key(text).kind());
    }

    @Test
    void verifiesTheNoteOfTheSpecification() {
        assertVerifies(
                EXAMPLE,
                "This is an example message.\n",
                "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=");
    }

    @Test
    void verifiesTheNoteOfGosDocumentation() {
        assertVerifies(
                NEUMANN,
                "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
                "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
    }

    private static void assertVerifies(String key, String text, String line) {
        NoteSignature signature = NoteSignature.read(line);
        assertEquals(line + "\n", signature.line());
        assertTrue(key(key).claims(signature));
        assertTrue(key(key).verifies(text.getBytes(StandardCharsets.UTF_8), signature.signature(), 0));
        assertFalse(key(key).verifies((text + "\n").getBytes(StandardCharsets.UTF_8), signature.signature(), 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
                "example com+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            })
    void rejectsTextsOfNoKey(String text) {
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, NoteKey.parse(text));
        assertEquals(Reason.MALFORMED, rejected.reason());
    }

    /** Anybody can sign for a point of small order; the other bytes are no point at all. */
    @ParameterizedTest
    @CsvSource({"00", "01", "02"})
    void rejectsKeysThatProveNothing(String first) {
        byte[] material = new byte[33];
        material[0] = KeyKind.NOTE.code();
        material[1] = Byte.parseByte(first, 16);
        Digest hash = Digest.sha256("a\n".getBytes(StandardCharsets.UTF_8), material);
        String text = "a+" + hash.shortHex() + "+" + Base64.getEncoder().encodeToString(material);
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, NoteKey.parse(text));
        assertEquals(Reason.MALFORMED, rejected.reason());
    }

    @Test
    void rejectsKeysOfOtherKinds() {
        byte[] material = new byte[33];
        material[0] = 2;
        String text = "a+00000000+" + Base64.getEncoder().encodeToString(material);
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, NoteKey.parse(text));
        assertEquals(Reason.LOG_KEY_KIND, rejected.reason());
    }

    @Test
    void aKeySignsInItsOwnRoleOnly() {
        NoteSigner log = NoteSigner.of("log", KeyKind.NOTE, new byte[32]);
        NoteSigner witness = NoteSigner.of("witness", KeyKind.COSIGNATURE, new byte[32]);
        Checkpoint checkpoint = new Checkpoint("log", 1, TreeHash.EMPTY);
        assertThrows(IllegalStateException.class, () -> log.cosign(checkpoint, Instant.EPOCH));
        assertThrows(IllegalStateException.class, () -> witness.sign(checkpoint));
        assertThrows(IllegalArgumentException.class, () -> LogPolicy.withoutWitnesses(witness.key()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LogPolicy("log", log.key(), Set.of(log.key()), 1, java.time.Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LogPolicy("log", log.key(), Set.of(witness.key()), 2, java.time.Duration.ZERO));
    }
}
