package dev.assay.relay;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.CancelRequest;
import dev.assay.proto.v1.SubmitRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Cancel;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A request as a test wants it; signed when it is sent. */
record TestRequest(
        SigningKey key,
        ByteString input,
        Digest workload,
        Assurance assurance,
        Instant deadline,
        String idempotencyKey,
        boolean freshEvidence) {

    static final SigningDomain DOMAIN = SigningDomain.dev();
    private static final SecureRandom RANDOM = new SecureRandom();

    static TestRequest tee(String input) {
        return new TestRequest(
                SigningKey.generate(RANDOM),
                ByteString.copyFromUtf8(input),
                Digest.sha256("a program".getBytes(StandardCharsets.UTF_8)),
                Assurance.TEE,
                Instant.ofEpochMilli(Instant.now().plusSeconds(15).toEpochMilli()),
                UUID.randomUUID().toString(),
                false);
    }

    TestRequest of(Assurance other) {
        return new TestRequest(key, input, workload, other, deadline, idempotencyKey, freshEvidence);
    }

    TestRequest within(Duration time) {
        Instant until = Instant.ofEpochMilli(Instant.now().plus(time).toEpochMilli());
        return new TestRequest(key, input, workload, assurance, until, idempotencyKey, freshEvidence);
    }

    TestRequest input(ByteString other) {
        return new TestRequest(key, other, workload, assurance, deadline, idempotencyKey, freshEvidence);
    }

    TestRequest withFreshEvidence() {
        return new TestRequest(key, input, workload, assurance, deadline, idempotencyKey, true);
    }

    Signed<Request> sign() {
        Request request = new Request(
                key.address(),
                workload,
                Digest.sha256(input.toByteArray()),
                assurance,
                deadline,
                1_000_000,
                0,
                Digest.sha256("a nonce".getBytes(StandardCharsets.UTF_8)),
                idempotencyKey);
        return Signed.sign(request, key, DOMAIN);
    }

    SubmitRequest toSubmit() {
        return SubmitRequest.newBuilder()
                .setRequest(Wire.toWire(sign()))
                .setInput(input)
                .setFreshEvidence(freshEvidence)
                .build();
    }

    CancelRequest toCancel(SigningKey by) {
        Digest id = sign().digest();
        return CancelRequest.newBuilder()
                .setRequestId(Wire.bytes(id))
                .setSignature(ByteString.copyFrom(
                        Signed.sign(new Cancel(id), by, DOMAIN).signature()))
                .build();
    }
}
