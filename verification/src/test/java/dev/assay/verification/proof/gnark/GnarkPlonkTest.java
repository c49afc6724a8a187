package dev.assay.verification.proof.gnark;

import dev.assay.verification.pairing.Curve;

class GnarkPlonkTest extends GnarkPlonkContract {

    @Override
    String curveName() {
        return "bn254";
    }

    @Override
    Curve curve() {
        return Curve.BN254;
    }

    @Override
    int mutations() {
        return 20_000;
    }
}
