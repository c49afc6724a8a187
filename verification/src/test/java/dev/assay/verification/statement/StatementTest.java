package dev.assay.verification.statement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors come from ethers (src/test/js/statements.mjs): an implementation that is not ours. */
class StatementTest {

    private static final SigningKey KEY = SigningKey.of(filled(0x11));
    private static final Address ADDRESS = KEY.address();

    record Vector(String type, long chainId, String digest, String signature) {}

    static List<Vector> vectors() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(StatementTest.class.getResourceAsStream("/vectors/statements.json"))) {
            JsonObject file = (JsonObject) Json.read(in.readAllBytes());
            assertEquals(new JsonString(ADDRESS.hex()), file.members().get("address"));
            List<Vector> vectors = new ArrayList<>();
            for (JsonValue element :
                    ((JsonArray) Objects.requireNonNull(file.members().get("vectors"))).elements()) {
                Map<String, JsonValue> vector = ((JsonObject) element).members();
                vectors.add(new Vector(
                        text(vector, "type"),
                        Long.parseLong(((JsonNumber) Objects.requireNonNull(vector.get("chainId"))).literal()),
                        text(vector, "digest"),
                        text(vector, "signature")));
            }
            return vectors;
        }
    }

    private static String text(Map<String, JsonValue> members, String key) {
        return ((JsonString) Objects.requireNonNull(members.get(key))).value();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void hashesAndSignsAsAnIndependentImplementationDoes(Vector vector) {
        SigningDomain domain = new SigningDomain(vector.chainId(), hash("assay/dev"));
        Statement statement = statement(vector.type());

        Signed<Statement> signed = Signed.sign(statement, KEY, domain);

        assertEquals(vector.digest(), "0x" + signed.digest().hex());
        assertEquals(vector.signature(), "0x" + HexFormat.of().formatHex(signed.signature()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsWhatAnIndependentImplementationSigned(Vector vector) {
        SigningDomain domain = new SigningDomain(vector.chainId(), hash("assay/dev"));
        byte[] signature = HexFormat.of().parseHex(vector.signature().substring(2));

        assertInstanceOf(Verdict.Verified.class, Signed.verify(statement(vector.type()), signature, ADDRESS, domain));
    }

    @Test
    void refusesASignatureFromAnotherChainOrDeployment() {
        Cancel cancel = new Cancel(hash("request"));
        byte[] signature = Signed.sign(cancel, KEY, SigningDomain.dev()).signature();

        assertRejected(
                Reason.WRONG_SIGNER,
                Signed.verify(
                        cancel,
                        signature,
                        ADDRESS,
                        new SigningDomain(1, SigningDomain.dev().deployment())));
        assertRejected(
                Reason.WRONG_SIGNER,
                Signed.verify(cancel, signature, ADDRESS, new SigningDomain(31337, hash("another"))));
    }

    @Test
    void refusesASignatureFromAnotherRole() {
        byte[] signature =
                Signed.sign(statement("Bid"), KEY, SigningDomain.dev()).signature();

        for (String role :
                List.of("Request", "Receipt", "Quote", "Attach", "Cancel", "Register", "Remove", "InputVerdict")) {
            assertRejected(
                    Reason.WRONG_SIGNER, Signed.verify(statement(role), signature, ADDRESS, SigningDomain.dev()));
        }
    }

    @Test
    void refusesASignatureOfAnotherKey() {
        SigningKey other = SigningKey.of(filled(0x22));
        Cancel cancel = new Cancel(hash("request"));
        byte[] signature = Signed.sign(cancel, other, SigningDomain.dev()).signature();

        assertRejected(Reason.WRONG_SIGNER, Signed.verify(cancel, signature, ADDRESS, SigningDomain.dev()));
    }

    @Test
    void everyFieldOfARequestChangesItsId() {
        Request r = (Request) statement("Request");
        Set<Digest> ids = new HashSet<>();
        for (Request changed : List.of(
                r,
                new Request(
                        SigningKey.of(filled(1)).address(),
                        r.workload(),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline(),
                        r.softDeadline(),
                        5000,
                        7,
                        r.nonce(),
                        "order-1"),
                new Request(
                        r.requester(),
                        hash("x"),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline(),
                        r.softDeadline(),
                        5000,
                        7,
                        r.nonce(),
                        "order-1"),
                new Request(
                        r.requester(),
                        r.workload(),
                        hash("x"),
                        r.assurance(),
                        r.deadline(),
                        r.softDeadline(),
                        5000,
                        7,
                        r.nonce(),
                        "order-1"),
                new Request(
                        r.requester(),
                        r.workload(),
                        r.inputDigest(),
                        Assurance.TEE,
                        r.deadline(),
                        r.softDeadline(),
                        5000,
                        7,
                        r.nonce(),
                        "order-1"),
                new Request(
                        r.requester(),
                        r.workload(),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline().plusMillis(1),
                        r.softDeadline(),
                        5000,
                        7,
                        r.nonce(),
                        "order-1"),
                new Request(
                        r.requester(),
                        r.workload(),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline(),
                        r.softDeadline().plusMillis(1),
                        5000,
                        7,
                        r.nonce(),
                        "order-1"),
                new Request(
                        r.requester(),
                        r.workload(),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline(),
                        r.softDeadline(),
                        5001,
                        7,
                        r.nonce(),
                        "order-1"),
                new Request(
                        r.requester(),
                        r.workload(),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline(),
                        r.softDeadline(),
                        5000,
                        8,
                        r.nonce(),
                        "order-1"),
                new Request(
                        r.requester(),
                        r.workload(),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline(),
                        r.softDeadline(),
                        5000,
                        7,
                        hash("x"),
                        "order-1"),
                new Request(
                        r.requester(),
                        r.workload(),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline(),
                        r.softDeadline(),
                        5000,
                        7,
                        r.nonce(),
                        "order-2"))) {
            ids.add(changed.digest(SigningDomain.dev()));
        }
        assertEquals(11, ids.size());
    }

    @Test
    void refusesASoftDeadlineAfterTheDeadline() {
        Request r = (Request) statement("Request");
        Instant late = r.deadline().plusMillis(1);

        assertThrows(
                IllegalArgumentException.class,
                () -> new Request(
                        r.requester(),
                        r.workload(),
                        r.inputDigest(),
                        r.assurance(),
                        r.deadline(),
                        late,
                        5000,
                        7,
                        r.nonce(),
                        "order-1"));
    }

    @Test
    void aQuoteAsksForEveryUnitThatIsBegun() {
        Quote quote = (Quote) statement("Quote");

        assertEquals(900, quote.askMicros(0));
        assertEquals(903, quote.askMicros(1));
        assertEquals(903, quote.askMicros(1024));
        assertEquals(202, quote.expectedMillis(1025));
        Quote dear = new Quote(hash("workload"), 1, Long.MAX_VALUE, 0, 0, Instant.EPOCH, hash("salt"));
        assertEquals(Long.MAX_VALUE, dear.askMicros(1));
    }

    @Test
    void hashesNegativeNumbersWithoutThrowing() {
        Bid bid = new Bid(hash("request"), -1, Long.MIN_VALUE, hash("salt"));

        assertNotEquals(statement("Bid").digest(SigningDomain.dev()), bid.digest(SigningDomain.dev()));
    }

    @Test
    void aSignedStatementCannotBeChangedThroughItsArrays() {
        Signed<Statement> signed = Signed.sign(statement("Bid"), KEY, SigningDomain.dev());
        byte[] before = signed.signature();
        signed.signature()[0] ^= 1;

        assertArrayEquals(before, signed.signature());
    }

    static void assertRejected(Reason reason, Verdict<?> verdict) {
        assertEquals(reason, assertInstanceOf(Verdict.Rejected.class, verdict).reason());
    }

    private static Statement statement(String type) {
        return switch (type) {
            case "Request" ->
                new Request(
                        ADDRESS,
                        hash("workload"),
                        hash("input"),
                        Assurance.PROOF,
                        Instant.ofEpochMilli(1800000000123L),
                        Instant.ofEpochMilli(1700000000123L),
                        5000,
                        7,
                        hash("nonce"),
                        "order-1");
            case "Receipt" ->
                new Receipt(
                        hash("request"),
                        hash("workload"),
                        hash("input"),
                        hash("output"),
                        Receipt.SUCCEEDED,
                        Duration.ofNanos(12345678),
                        65536,
                        Instant.ofEpochMilli(1800000000000L),
                        Instant.ofEpochMilli(1800000000042L),
                        hash("evidence"),
                        "aws-nitro",
                        true);
            case "Bid" -> new Bid(hash("request"), 1000, 250, hash("salt"));
            case "Quote" ->
                new Quote(hash("workload"), 900, 3, 200, 1, Instant.ofEpochMilli(1800000060000L), hash("salt"));
            case "Attach" -> new Attach(hash("nonce"), ADDRESS);
            case "Cancel" -> new Cancel(hash("request"));
            case "Register" -> new Register(hash("circuit"), ADDRESS, 5000, Instant.ofEpochMilli(1800000000123L));
            case "Remove" -> new Remove(hash("circuit"));
            case "InputVerdict" -> new InputVerdict(hash("request"), hash("validator"), hash("input"), true);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Digest hash(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
