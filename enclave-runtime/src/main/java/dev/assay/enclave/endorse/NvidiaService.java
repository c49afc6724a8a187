package dev.assay.enclave.endorse;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.nvidia.NvidiaEndorsements;
import dev.assay.verification.tee.nvidia.NvidiaEvidence;
import dev.assay.verification.tee.nvidia.NvidiaQuery;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.OcspRequest;
import dev.assay.verification.x509.OcspResponse;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** NVIDIA's services for reference manifests and for certificate status. */
final class NvidiaService {

    private static final int MAX_MANIFEST = 1 << 20;
    private static final int MAX_STATUS = 32 << 10;

    /** A manifest does not say how long it is good: NVIDIA takes one back through the status of its signer. */
    private static final Duration MANIFEST_LIFE = Duration.ofDays(2);

    private static final Duration STATUS_KEPT = Duration.ofHours(1);

    /** A device writes parts of it itself; what is not a name must not become a part of an address. */
    private static final Pattern MANIFEST = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    private final NvidiaSource source;
    private final Collateral collateral;

    NvidiaService(NvidiaSource source, Collateral collateral) {
        this.source = source;
        this.collateral = collateral;
    }

    /** What is under way for one device. */
    private record Asked(List<Pending> manifests, Map<Digest, Pending> statuses) {}

    /** For each device, in order; what several need is asked for once, and no device waits for another. */
    List<NvidiaEndorsements> collect(List<NvidiaEvidence> devices) throws IOException {
        List<Asked> all = new ArrayList<>();
        for (NvidiaEvidence device : devices) {
            all.add(ask(Evidence.read(NvidiaQuery.of(device))));
        }
        List<NvidiaEndorsements> collected = new ArrayList<>();
        for (Asked asked : all) {
            collected.add(collect(asked));
        }
        return collected;
    }

    private Asked ask(NvidiaQuery query) throws IOException {
        List<Pending> manifests = new ArrayList<>();
        for (String id : query.manifests()) {
            manifests.add(manifest(id));
        }
        return new Asked(manifests, statuses(query.authorities()));
    }

    /** The signers of a manifest are known when it is there. */
    private NvidiaEndorsements collect(Asked asked) throws IOException {
        Map<Digest, Pending> statuses = new LinkedHashMap<>(asked.statuses());
        List<byte[]> rims = new ArrayList<>();
        for (Pending manifest : asked.manifests()) {
            byte[] rim = rim(manifest.await());
            rims.add(rim);
            statuses.putAll(statuses(Evidence.read(NvidiaQuery.signersOf(rim))));
        }
        List<byte[]> responses = new ArrayList<>();
        for (Pending status : statuses.values()) {
            responses.add(status.await().body());
        }
        return new NvidiaEndorsements(responses, rims, Optional.empty());
    }

    private Pending manifest(String id) throws IOException {
        if (!MANIFEST.matcher(id).matches()) {
            throw new IOException("the device's versions make no name of a manifest: nothing was asked for");
        }
        Question question = Question.get("the manifest " + id, source.manifests() + "/v1/rim/" + id, MAX_MANIFEST);
        Question asked = source.key()
                .map(key -> question.withHeader("Authorization", "Bearer " + key.value()))
                .orElse(question);
        return collateral.ask(asked, NvidiaService::manifestLife);
    }

    private static Life manifestLife(Answer answer, Instant fetched) throws MalformedAnswer {
        if (NvidiaQuery.signersOf(rim(answer)) instanceof Verdict.Rejected<?> rejected) {
            throw new MalformedAnswer(rejected.findings().getFirst().detail());
        }
        return new Life(fetched, fetched.plus(MANIFEST_LIFE), BigInteger.ZERO);
    }

    /** In base 64 in a member of JSON. */
    private static byte[] rim(Answer answer) throws MalformedAnswer {
        try {
            if (Json.read(answer.body()) instanceof JsonObject object
                    && object.members().get("rim") instanceof JsonString(String base64)) {
                return Base64.getDecoder().decode(base64);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new MalformedAnswer("no JSON with a manifest in base 64");
    }

    /** Of all but the last certificate, which is the root; by the question, so that none is there twice. */
    private Map<Digest, Pending> statuses(List<Certificate> path) {
        Map<Digest, Pending> statuses = new LinkedHashMap<>();
        for (int i = 0; i + 1 < path.size(); i++) {
            Pending status = status(path.get(i), path.get(i + 1));
            statuses.put(status.question().key(), status);
        }
        return statuses;
    }

    private Pending status(Certificate subject, Certificate issuer) {
        Question question = Question.get(
                        "the status of " + subject.subject(), source.ocsp().toString(), MAX_STATUS)
                .posting("application/ocsp-request", OcspRequest.of(subject, issuer))
                .withHeader("Accept", "application/ocsp-response")
                .keptFor(STATUS_KEPT);
        return collateral.ask(question, (answer, fetched) -> statusLife(answer, subject, issuer));
    }

    private static Life statusLife(Answer answer, Certificate subject, Certificate issuer) throws MalformedAnswer {
        OcspResponse response = OcspResponse.parse(answer.body());
        Optional<Instant> from = response.notBefore(subject, issuer);
        Optional<Instant> until = response.notAfter(subject, issuer);
        if (from.isEmpty() || until.isEmpty()) {
            throw new MalformedAnswer("the status of another certificate");
        }
        return new Life(from.get(), until.get(), BigInteger.ZERO);
    }
}
