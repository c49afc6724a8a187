package dev.assay.bench.peer;

import dev.assay.bench.peer.ProofFiles.Place;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Groth16 proofs and keys for which the equation holds although nobody proved what they say. */
final class Groth16Forgery {

    private Groth16Forgery() {}

    private static Optional<ProofFiles> ifGroth16(ProofFiles files) {
        return files.system().equals("groth16") ? Optional.of(files) : Optional.empty();
    }

    /** (-A, -B, C): another proof of the same, which is as good. */
    static Optional<ProofFiles> signsFlipped(ProofFiles files) {
        return ifGroth16(files).map(own -> negated(negated(own, "pi_a"), "pi_b"));
    }

    private static ProofFiles negated(ProofFiles files, String name) {
        Place place = Place.of("proof", name);
        return files.with(place, Points.negated(files.curve(), (JsonArray) files.at(place)));
    }

    /** A key whose second phase was skipped, and the proof alpha, beta, -vk_x of any inputs. */
    static Optional<ProofFiles> gammaIsDelta(ProofFiles files) {
        return ifGroth16(files).map(own -> {
            Place a = Place.of("proof", "pi_a");
            Place c = Place.of("proof", "pi_c");
            List<JsonValue> inputs = new ArrayList<>(own.inputs().elements());
            inputs.set(0, new JsonString("4242"));
            ProofFiles claimed = own.with(Place.of("public"), new JsonArray(inputs));
            return claimed.with(Place.of("key", "vk_delta_2"), own.at(Place.of("key", "vk_gamma_2")))
                    .with(a, own.at(Place.of("key", "vk_alpha_1")))
                    .with(Place.of("proof", "pi_b"), own.at(Place.of("key", "vk_beta_2")))
                    .with(c, Points.write(own.curve(), negatedInputs(claimed), (JsonArray) own.at(c)));
        });
    }

    private static AffinePoint negatedInputs(ProofFiles files) {
        Curve curve = files.curve();
        CurveGroup g1 = curve.arithmetic().g1();
        List<AffinePoint> points = ((JsonArray) files.at(Place.of("key", "IC")))
                .elements().stream()
                        .map(point -> Points.read(curve, (JsonArray) point))
                        .toList();
        List<BigInteger> scalars = new ArrayList<>(List.of(BigInteger.ONE));
        files.inputs().elements().forEach(input -> scalars.add(Points.number(input)));
        JacobianPoint sum = g1.sumOfProducts(scalars, points);
        return g1.negate(g1.toAffine(sum));
    }

    /** One more input, whose point is infinity: it may be any number. */
    static Optional<ProofFiles> inputNotBound(ProofFiles files) {
        return ifGroth16(files).map(own -> {
            Place place = Place.of("key", "IC");
            List<JsonValue> points = new ArrayList<>(((JsonArray) own.at(place)).elements());
            points.add(Points.infinity(own.curve(), (JsonArray) points.getFirst()));
            List<JsonValue> inputs = new ArrayList<>(own.inputs().elements());
            inputs.add(new JsonString("4242"));
            return own.with(place, new JsonArray(points))
                    .with(Place.of("key", "nPublic"), new JsonNumber(Integer.toString(inputs.size())))
                    .with(Place.of("public"), new JsonArray(inputs));
        });
    }
}
