package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.SynapticUpdate.Operand;
import io.dopaflow.models.phased.SynapticUpdate.Source;
import io.dopaflow.models.phased.Unit;
import java.util.Arrays;

/**
 * Evaluates the update of a row of synapses at once, with the same bits as {@link SynapticUpdate#value} for each of them:
 * factor by factor, product by product.
 */
final class UpdateRows {
    private final Operand[][] products;
    private final int columns;

    /** What the postsynaptic units know, by slot and column; empty arrays where nobody asks. */
    private final double[][] known;

    private final double[] values;
    private final double[] product;

    /**
     * What the synapses of a block have of their own, row by row.
     *
     * @param parts noise, eligibility from timing or what synapses are told, by phase and synapse
     * @param weights with which they work
     * @param stored what they store
     */
    record Own(double[][] parts, double[] weights, double[] stored) {}

    private final Own own;

    UpdateRows(SynapticUpdate update, Circuit circuit, int columns, Own own) {
        this.own = own;
        this.products = update.products();
        this.columns = columns;
        this.known = new double[circuit.slots()][0];
        this.values = new double[columns];
        this.product = new double[columns];
        for (Operand[] factors : products) {
            for (Operand factor : factors) {
                if (factor.source() == Source.POST || factor.source() == Source.INVERSE_POST) {
                    known[factor.index()] = new double[columns];
                }
            }
        }
    }

    /** Reads what the units know after a wave. */
    void begin(Unit[] units) {
        for (int slot = 0; slot < known.length; slot++) {
            double[] column = known[slot];
            for (int i = 0; i < column.length; i++) {
                column[i] = units[i].known()[slot];
            }
        }
    }

    /**
     * Evaluates a row.
     *
     * @param row its number in the block
     * @param sent by phase and unit
     * @param pre the presynaptic unit
     * @param whole whether zeros are wanted as well
     * @return whether there are values; if not, all of them are zeros
     */
    boolean evaluate(int row, double[][] sent, int pre, double[] broadcasts, boolean whole) {
        boolean any = false;
        for (Operand[] factors : products) {
            any |= product(factors, row, sent, pre, broadcasts, any, whole);
        }
        if (!any) {
            Arrays.fill(values, 0);
        }
        return any;
    }

    /** Adds a product to the values, or begins them; returns false if it is zero throughout and was left out. */
    private boolean product(
            Operand[] factors, int row, double[][] sent, int pre, double[] broadcasts, boolean begun, boolean whole) {
        double scalar = 1;
        int k = 0;
        for (; k < factors.length && isScalar(factors[k]); k++) {
            double factor = scalar(factors[k], sent, pre, broadcasts);
            scalar = k == 0 ? factor : scalar * factor;
        }
        if (scalar == 0 && !whole) {
            return false;
        }
        double[] into = begun ? product : values;
        // Times 1 is exact, so that a product may begin with it.
        Arrays.fill(into, scalar);
        for (; k < factors.length; k++) {
            multiply(factors[k], into, row, sent, pre, broadcasts);
        }
        if (begun) {
            for (int i = 0; i < columns; i++) {
                values[i] += product[i];
            }
        }
        return true;
    }

    private static boolean isScalar(Operand factor) {
        return switch (factor.source()) {
            case CONSTANT, PRE, INVERSE_PRE, BROADCAST -> true;
            case POST, INVERSE_POST, OWN, WEIGHT, THETA -> false;
        };
    }

    private static double scalar(Operand factor, double[][] sent, int pre, double[] broadcasts) {
        return switch (factor.source()) {
            case CONSTANT -> factor.constant();
            case PRE -> sent[factor.index()][pre];
            case INVERSE_PRE -> SynapticUpdate.inverse(sent[factor.index()][pre]);
            case BROADCAST -> broadcasts[factor.index()];
            case POST, INVERSE_POST, OWN, WEIGHT, THETA -> throw new IllegalArgumentException(factor.toString());
        };
    }

    private void multiply(Operand factor, double[] into, int row, double[][] sent, int pre, double[] broadcasts) {
        int from = row * columns;
        switch (factor.source()) {
            case CONSTANT, PRE, INVERSE_PRE, BROADCAST -> {
                double scalar = scalar(factor, sent, pre, broadcasts);
                for (int i = 0; i < columns; i++) {
                    into[i] *= scalar;
                }
            }
            case POST -> multiply(into, known[factor.index()], 0);
            case INVERSE_POST -> {
                double[] column = known[factor.index()];
                for (int i = 0; i < columns; i++) {
                    into[i] *= SynapticUpdate.inverse(column[i]);
                }
            }
            case OWN -> multiply(into, own.parts()[factor.index()], from);
            case WEIGHT -> multiply(into, own.weights(), from);
            case THETA -> multiply(into, own.stored(), from);
        }
    }

    private void multiply(double[] into, double[] of, int from) {
        for (int i = 0; i < columns; i++) {
            into[i] *= of[from + i];
        }
    }

    /** The values of the last row. */
    double[] values() {
        return values;
    }
}
