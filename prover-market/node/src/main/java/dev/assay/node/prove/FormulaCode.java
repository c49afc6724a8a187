package dev.assay.node.prove;

import dev.assay.verification.bn254.Fr;
import java.util.ArrayList;
import java.util.List;

/** A formula as code of the native engine's stack machine: {@code assay_evaluate} in its header says what it means. */
final class FormulaCode {

    private static final int COLUMN = 0;
    private static final int NEXT = 1;
    private static final int CONSTANT = 2;
    private static final int ADD = 3;
    private static final int SUBTRACT = 4;
    private static final int MULTIPLY = 5;

    private final List<Integer> code = new ArrayList<>();
    private final List<Scalars> columns = new ArrayList<>();
    private final List<Fr> constants = new ArrayList<>();

    FormulaCode(Formula formula) {
        push(formula);
    }

    private void push(Formula formula) {
        switch (formula) {
            case Formula.Column(Scalars values) -> emit(COLUMN, column(values));
            case Formula.Next(Scalars values) -> emit(NEXT, column(values));
            case Formula.Constant(Fr value) -> emit(CONSTANT, constant(value));
            case Formula.Sum(Formula left, Formula right) -> push(left, right, ADD);
            case Formula.Difference(Formula left, Formula right) -> push(left, right, SUBTRACT);
            case Formula.Product(Formula left, Formula right) -> push(left, right, MULTIPLY);
        }
    }

    private void push(Formula left, Formula right, int operation) {
        push(left);
        push(right);
        emit(operation, 0);
    }

    private void emit(int operation, int operand) {
        code.add(operation);
        code.add(operand);
    }

    /** Scalars have no equality of their own: the same column is the same object. */
    private int column(Scalars values) {
        int at = columns.indexOf(values);
        if (at < 0) {
            columns.add(values);
            return columns.size() - 1;
        }
        return at;
    }

    private int constant(Fr value) {
        constants.add(value);
        return constants.size() - 1;
    }

    /** Operation and operand by turns. */
    int[] code() {
        return code.stream().mapToInt(Integer::intValue).toArray();
    }

    List<Scalars> columns() {
        return columns;
    }

    Scalars constants() {
        return Scalars.of(constants.toArray(Fr[]::new));
    }
}
