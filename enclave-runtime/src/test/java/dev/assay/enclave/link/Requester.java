package dev.assay.enclave.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.EnclaveExecute;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A client's key and the requests that it signs. */
final class Requester {
    static final SigningDomain DOMAIN = SigningDomain.dev();

    private final SecureRandom random = new SecureRandom();
    private final SigningKey key = SigningKey.generate(random);

    Signed<Request> request(Digest workload, byte[] input) {
        return request(workload, input, Assurance.TEE, Duration.ofMinutes(1));
    }

    Signed<Request> request(Digest workload, byte[] input, Assurance assurance, Duration timeLeft) {
        byte[] nonce = new byte[32];
        random.nextBytes(nonce);
        Request request = new Request(
                key.address(),
                workload,
                Digest.sha256(input),
                assurance,
                Instant.now().plus(timeLeft).truncatedTo(ChronoUnit.MILLIS),
                1_000_000,
                0,
                Digest.of(nonce),
                UUID.randomUUID().toString());
        return Signed.sign(request, key, DOMAIN);
    }

    static EnclaveExecute execute(Signed<Request> request, byte[] input) {
        return EnclaveExecute.newBuilder()
                .setRequest(Wire.toWire(request))
                .setInput(ByteString.copyFrom(input))
                .build();
    }
}
