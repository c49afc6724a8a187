package dev.assay.verification.workload;

import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.Curve;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A circuit of a proof system that {@link dev.assay.verification.proof.ProofKey} verifies.
 *
 * @param proofSystem protocol and curve, such as {@link #GROTH16_BN254}: that of both keys, and so of the proofs
 * @param verificationKey SHA-256 of snarkjs' verification_key.json
 * @param zkey SHA-256 of the proving key
 * @param wasm SHA-256 of circom's witness calculator
 * @param r1cs SHA-256 of the constraints, against which a node checks each witness
 * @param publicInputs how many: 0 to 4096
 */
public record Circuit(
        String name,
        String proofSystem,
        Digest verificationKey,
        Digest zkey,
        Digest wasm,
        Optional<Digest> r1cs,
        int publicInputs,
        CircuitTerms terms)
        implements Provable {

    static final String KIND = "circuit/v1";

    public static final String GROTH16_BN254 = "groth16-bn254";
    public static final String GROTH16_BLS12_381 = "groth16-bls12-381";
    public static final String PLONK_BN254 = "plonk-bn254";
    public static final String FFLONK_BN254 = "fflonk-bn254";

    /** The proof systems of circuits without a plugin. */
    public static final Set<String> VERIFIED = Set.of(GROTH16_BN254, GROTH16_BLS12_381, PLONK_BN254, FFLONK_BN254);

    /** Without terms. */
    public Circuit(
            String name,
            String proofSystem,
            Digest verificationKey,
            Digest zkey,
            Digest wasm,
            Optional<Digest> r1cs,
            int publicInputs) {
        this(name, proofSystem, verificationKey, zkey, wasm, r1cs, publicInputs, CircuitTerms.NONE);
    }

    public Circuit {
        ManifestReader.checkName(name);
        ManifestReader.checkName(proofSystem);
        ManifestReader.range("publicInputs", publicInputs, 0, 4096);
    }

    /** The curve that the proof system's name ends with; empty if the library knows none of that name. */
    public Optional<Curve> curve() {
        return Stream.of(Curve.BN254, Curve.BLS12_381)
                .filter(curve -> proofSystem.endsWith("-" + curve.name()))
                .findFirst();
    }

    public Circuit withTerms(CircuitTerms other) {
        return new Circuit(name, proofSystem, verificationKey, zkey, wasm, r1cs, publicInputs, other);
    }

    @Override
    public Set<Digest> artifacts() {
        Set<Digest> all = new LinkedHashSet<>(List.of(verificationKey, zkey, wasm));
        r1cs.ifPresent(all::add);
        all.addAll(terms.artifacts());
        return all;
    }

    @Override
    public byte[] manifest() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("assay", new JsonString(KIND));
        members.put("name", new JsonString(name));
        members.put("proofSystem", new JsonString(proofSystem));
        members.put("verificationKey", new JsonString(verificationKey.hex()));
        members.put("zkey", new JsonString(zkey.hex()));
        members.put("wasm", new JsonString(wasm.hex()));
        r1cs.ifPresent(digest -> members.put("r1cs", new JsonString(digest.hex())));
        members.put("publicInputs", new JsonNumber(Integer.toString(publicInputs)));
        terms.write(members);
        return Json.canonical(new JsonObject(members)).getBytes(StandardCharsets.UTF_8);
    }
}
