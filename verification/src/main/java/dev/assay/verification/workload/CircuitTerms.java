package dev.assay.verification.workload;

import dev.assay.verification.Digest;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.sign.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What any circuit may say beside what it is proved and verified with. All of it is in the manifest, and so in the id.
 *
 * @param owner who alone may register the circuit, and remove it; nobody may remove one without an owner
 * @param inputValidator SHA-256 of a WebAssembly module that decides whether there can be a proof for an input
 * @param sample a proof that holds, for a market to try the verifier with
 */
public record CircuitTerms(Optional<Address> owner, Optional<Digest> inputValidator, Optional<Sample> sample) {

    public static final CircuitTerms NONE = new CircuitTerms(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @param proof SHA-256 of a proof
     * @param publicInputs SHA-256 of what it holds for
     */
    public record Sample(Digest proof, Digest publicInputs) {}

    public CircuitTerms withOwner(Address address) {
        return new CircuitTerms(Optional.of(address), inputValidator, sample);
    }

    public CircuitTerms withInputValidator(Digest validator) {
        return new CircuitTerms(owner, Optional.of(validator), sample);
    }

    public CircuitTerms withSample(Digest proof, Digest publicInputs) {
        return new CircuitTerms(owner, inputValidator, Optional.of(new Sample(proof, publicInputs)));
    }

    /** The files that these terms name. */
    List<Digest> artifacts() {
        return java.util.stream.Stream.concat(
                        inputValidator.stream(),
                        sample.stream().flatMap(it -> java.util.stream.Stream.of(it.proof(), it.publicInputs())))
                .toList();
    }

    void write(Map<String, JsonValue> members) {
        owner.ifPresent(address -> members.put("owner", new JsonString(address.hex())));
        inputValidator.ifPresent(digest -> members.put("inputValidator", new JsonString(digest.hex())));
        sample.ifPresent(it -> {
            members.put("sampleProof", new JsonString(it.proof().hex()));
            members.put("samplePublicInputs", new JsonString(it.publicInputs().hex()));
        });
    }
}
