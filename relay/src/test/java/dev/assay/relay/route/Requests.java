package dev.assay.relay.route;

import com.google.protobuf.ByteString;
import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Signed requests without a relay around them. */
final class Requests {

    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final Digest ANY = Digest.sha256("any".getBytes(StandardCharsets.UTF_8));

    private Requests() {}

    static LiveRequest within(Duration time, long maxPriceMicros) {
        Request request = new Request(
                KEY.address(),
                ANY,
                Digest.sha256(new byte[0]),
                Assurance.TEE,
                Instant.ofEpochMilli(Instant.now().plus(time).toEpochMilli()),
                maxPriceMicros,
                0,
                ANY,
                UUID.randomUUID().toString());
        return new LiveRequest(
                Signed.sign(request, KEY, SigningDomain.dev()),
                ByteString.EMPTY,
                LiveRequest.EvidenceWanted.STANDING,
                InstantSource.system(),
                Runnable::run);
    }
}
