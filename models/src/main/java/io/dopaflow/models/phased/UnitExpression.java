package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import java.util.List;

/** An expression of what one unit knows, ready to be evaluated many times. */
final class UnitExpression {
    private static final int CONSTANT = -1;

    private final int[][] slots;
    private final double[][] constants;
    private final boolean[][] inverse;

    UnitExpression(Circuit circuit, Expression expression) {
        List<List<Factor>> products = expression.products();
        slots = new int[products.size()][];
        constants = new double[products.size()][];
        inverse = new boolean[products.size()][];
        for (int i = 0; i < slots.length; i++) {
            List<Factor> factors = products.get(i);
            slots[i] = new int[factors.size()];
            constants[i] = new double[factors.size()];
            inverse[i] = new boolean[factors.size()];
            for (int k = 0; k < factors.size(); k++) {
                Factor factor = factors.get(k);
                inverse[i][k] = factor instanceof Factor.Inverse;
                slots[i][k] = factor.trace()
                        .map(trace -> circuit.slotOfTrace(trace.name()))
                        .or(() -> factor.quantity()
                                .map(quantity ->
                                        circuit.slot(circuit.rule().indexOf(quantity.phase()), quantity.symbol())))
                        .orElse(CONSTANT);
                constants[i][k] = factor instanceof Factor.Constant constant ? constant.value() : 0;
            }
        }
    }

    /** The value, from left to right; 0 for nothing. */
    double value(double[] known) {
        double sum = 0;
        for (int i = 0; i < slots.length; i++) {
            double product = factor(i, 0, known);
            for (int k = 1; k < slots[i].length; k++) {
                product *= factor(i, k, known);
            }
            sum = i == 0 ? product : sum + product;
        }
        return sum;
    }

    private double factor(int product, int k, double[] known) {
        int slot = slots[product][k];
        if (slot == CONSTANT) {
            return constants[product][k];
        }
        return inverse[product][k] ? SynapticUpdate.inverse(known[slot]) : known[slot];
    }
}
