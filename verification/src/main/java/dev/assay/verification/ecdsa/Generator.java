package dev.assay.verification.ecdsa;

/** The multiples of each curve's base point, made when first wanted: 34 KiB and 42 KiB, in a few milliseconds. */
final class Generator {
    private Generator() {}

    private static final int WIDTH = 8;
    private static final int ROWS = 4;

    static Multiples of(NistCurve curve) {
        return switch (curve) {
            case P256 -> P256.MULTIPLES;
            case P384 -> P384.MULTIPLES;
        };
    }

    private static Multiples multiples(NistCurve curve) {
        CoordinateField field = CoordinateField.of(curve);
        Affine generator = new Affine(field.of(curve.generatorX()), field.of(curve.generatorY()));
        return Multiples.of(curve, generator, WIDTH, ROWS);
    }

    private static final class P256 {
        static final Multiples MULTIPLES = multiples(NistCurve.P256);
    }

    private static final class P384 {
        static final Multiples MULTIPLES = multiples(NistCurve.P384);
    }
}
