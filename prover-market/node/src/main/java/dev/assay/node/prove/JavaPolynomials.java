package dev.assay.node.prove;

import dev.assay.node.prove.rows.RowEngine;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Java on all cores: transforms and formulas on the rows of a {@link RowEngine}; what goes from one number to the next,
 * number by number.
 */
final class JavaPolynomials implements Polynomials {

    private final RowEngine engine;

    JavaPolynomials(RowEngine engine) {
        this.engine = engine;
    }

    @Override
    public Scalars values(Coset coset, Scalars coefficients) {
        return Scalars.of(engine.values(Curve.BN254, coefficients.bytes(), coset.log2(), shift(coset)));
    }

    @Override
    public Scalars coefficients(Coset coset, Scalars values) {
        if (values.size() != coset.size()) {
            throw new IllegalArgumentException(values.size() + " values on " + coset.size() + " points");
        }
        return Scalars.of(engine.coefficients(Curve.BN254, values.bytes(), coset.log2(), shift(coset)));
    }

    private static BigInteger shift(Coset coset) {
        return coset.shift().toBigInteger();
    }

    @Override
    public Scalars evaluate(Formula formula, int rows) {
        FormulaCode code = new FormulaCode(formula);
        List<MemorySegment> columns =
                code.columns().stream().map(Scalars::bytes).toList();
        return Scalars.of(engine.evaluate(
                Curve.BN254, code.code(), columns, code.constants().bytes(), rows));
    }

    @Override
    public Scalars runningProducts(Scalars factors) {
        Fr[] products = new Fr[factors.size() + 1];
        products[0] = Fr.ONE;
        for (int i = 0; i < factors.size(); i++) {
            products[i + 1] = products[i].multiply(factors.at(i));
        }
        return Scalars.of(products);
    }

    @Override
    public Scalars inverses(Scalars numbers) {
        Fr[] all = numbers.toArray();
        List<Fr> inverses = Fr.inverses(
                Arrays.stream(all).filter(number -> !number.equals(Fr.ZERO)).toList());
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = all[i].equals(Fr.ZERO) ? Fr.ZERO : inverses.get(next++);
        }
        return Scalars.of(all);
    }

    @Override
    public Division divide(Scalars coefficients, Fr point) {
        if (coefficients.size() == 0) {
            throw new IllegalArgumentException("no coefficient");
        }
        Fr[] quotient = new Fr[coefficients.size() - 1];
        Fr value = Fr.ZERO;
        for (int i = coefficients.size() - 1; i > 0; i--) {
            value = value.multiply(point).add(coefficients.at(i));
            quotient[i - 1] = value;
        }
        return new Division(Scalars.of(quotient), value.multiply(point).add(coefficients.at(0)));
    }

    @Override
    public Fr valueAt(Scalars coefficients, Fr point) {
        Fr value = Fr.ZERO;
        for (int i = coefficients.size() - 1; i >= 0; i--) {
            value = value.multiply(point).add(coefficients.at(i));
        }
        return value;
    }
}
