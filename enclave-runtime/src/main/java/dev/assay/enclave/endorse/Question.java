package dev.assay.enclave.endorse;

import dev.assay.verification.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question to a source.
 *
 * @param what is asked for, in words
 * @param headers that go with it; the cache does not tell answers apart by them
 * @param post what is sent, of the type that a header says; empty for a plain GET
 * @param chainHeaders any one of which must come with the answer, if there are any: the certificates of its issuer
 * @param maxBytes of the answer
 * @param keep how long it is before the same is asked again, at the most
 */
record Question(
        String what,
        URI address,
        Map<String, String> headers,
        Optional<byte[]> post,
        List<String> chainHeaders,
        int maxBytes,
        Duration keep) {

    private static final Duration USUALLY = Duration.ofDays(1);

    static Question get(String what, String address, int maxBytes) {
        return new Question(what, URI.create(address), Map.of(), Optional.empty(), List.of(), maxBytes, USUALLY);
    }

    Question posting(String type, byte[] body) {
        return new Question(
                what, address, with("Content-Type", type), Optional.of(body.clone()), chainHeaders, maxBytes, keep);
    }

    Question withHeader(String name, String value) {
        return new Question(what, address, with(name, value), post, chainHeaders, maxBytes, keep);
    }

    Question expectingChain(String... names) {
        return new Question(what, address, headers, post, List.of(names), maxBytes, keep);
    }

    Question keptFor(Duration time) {
        return new Question(what, address, headers, post, chainHeaders, maxBytes, time);
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return Map.copyOf(all);
    }

    /** Equal for questions with the same answer. */
    Digest key() {
        return Digest.sha256(
                address.toString().getBytes(StandardCharsets.UTF_8), new byte[1], post.orElse(new byte[0]));
    }

    @Override
    public String toString() {
        return what + " (" + (post.isPresent() ? "POST " : "GET ") + address + ")";
    }
}
