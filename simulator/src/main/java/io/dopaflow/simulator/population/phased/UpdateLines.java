package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.SynapticUpdate.Operand;
import io.dopaflow.models.phased.Unit;
import java.util.Arrays;

/**
 * Evaluates the update of a line of synapses at once, with the same bits as {@link SynapticUpdate#value} for each of them:
 * factor by factor, product by product.
 */
final class UpdateLines {
    private final Operand[][] products;
    private final Lines lines;

    /** What the presynaptic units sent, by phase and row; empty arrays where nobody asks. */
    private final double[][] pre;

    /** What the postsynaptic units know, by slot and column; empty arrays where nobody asks. */
    private final double[][] post;

    private final double[] values;
    private final double[] product;

    /**
     * What the synapses of a block have of their own, line by line.
     *
     * @param parts noise, eligibility from timing or what synapses are told, by phase and synapse
     * @param weights with which they work
     * @param stored what they store
     */
    record Own(double[][] parts, double[] weights, double[] stored) {}

    private final Own own;

    UpdateLines(SynapticUpdate update, Circuit circuit, Lines lines, Own own) {
        this.own = own;
        this.products = update.products();
        this.lines = lines;
        this.pre = new double[circuit.phases()][0];
        this.post = new double[circuit.slots()][0];
        this.values = new double[lines.length()];
        this.product = new double[lines.length()];
        for (Operand[] factors : products) {
            for (Operand factor : factors) {
                switch (factor.source()) {
                    case PRE, INVERSE_PRE -> pre[factor.index()] = new double[lines.rows()];
                    case POST, INVERSE_POST -> post[factor.index()] = new double[lines.columns()];
                    case CONSTANT, BROADCAST, OWN, WEIGHT, THETA -> {}
                }
            }
        }
    }

    /**
     * Reads what the units know after a wave.
     *
     * @param sent by phase and unit
     * @param senders the presynaptic units
     * @param units the postsynaptic unit of each column
     */
    void begin(double[][] sent, Senders senders, Unit[] units) {
        for (int phase = 0; phase < pre.length; phase++) {
            if (pre[phase].length > 0) {
                senders.read(sent[phase], pre[phase]);
            }
        }
        for (int slot = 0; slot < post.length; slot++) {
            double[] column = post[slot];
            for (int i = 0; i < column.length; i++) {
                column[i] = units[i].known()[slot];
            }
        }
    }

    /**
     * Evaluates a stretch of a line.
     *
     * @param line its number in the block
     * @param from the first place in the line
     * @param to the place after the last
     * @param whole whether zeros are wanted as well
     * @return whether there are values; if not, all of them are zeros
     */
    boolean evaluate(int line, int from, int to, double[] broadcasts, boolean whole) {
        boolean any = false;
        for (Operand[] factors : products) {
            any |= product(factors, line, from, to, broadcasts, any, whole);
        }
        if (!any) {
            Arrays.fill(values, from, to, 0);
        }
        return any;
    }

    /** Adds a product to the values, or begins them; returns false if it is zero throughout and was left out. */
    private boolean product(
            Operand[] factors, int line, int from, int to, double[] broadcasts, boolean begun, boolean whole) {
        double scalar = 1;
        int k = 0;
        for (; k < factors.length && isScalar(factors[k]); k++) {
            double factor = scalar(factors[k], line, broadcasts);
            scalar = k == 0 ? factor : scalar * factor;
        }
        if (scalar == 0 && !whole) {
            return false;
        }
        double[] into = begun ? product : values;
        // Times 1 is exact, so that a product may begin with it.
        Arrays.fill(into, from, to, scalar);
        for (; k < factors.length; k++) {
            if (isScalar(factors[k])) {
                double factor = scalar(factors[k], line, broadcasts);
                for (int i = from; i < to; i++) {
                    into[i] *= factor;
                }
            } else {
                multiply(factors[k], into, line, from, to);
            }
        }
        if (begun) {
            for (int i = from; i < to; i++) {
                values[i] += product[i];
            }
        }
        return true;
    }

    /** Whether a factor is the same for all synapses of a line. */
    private boolean isScalar(Operand factor) {
        return switch (factor.source()) {
            case CONSTANT, BROADCAST -> true;
            case PRE, INVERSE_PRE -> !lines.areColumns();
            case POST, INVERSE_POST -> lines.areColumns();
            case OWN, WEIGHT, THETA -> false;
        };
    }

    private double scalar(Operand factor, int line, double[] broadcasts) {
        return switch (factor.source()) {
            case CONSTANT -> factor.constant();
            case PRE -> pre[factor.index()][line];
            case INVERSE_PRE -> SynapticUpdate.inverse(pre[factor.index()][line]);
            case POST -> post[factor.index()][line];
            case INVERSE_POST -> SynapticUpdate.inverse(post[factor.index()][line]);
            case BROADCAST -> broadcasts[factor.index()];
            case OWN, WEIGHT, THETA -> throw new IllegalArgumentException(factor.toString());
        };
    }

    private void multiply(Operand factor, double[] into, int line, int from, int to) {
        int first = line * lines.length();
        switch (factor.source()) {
            case PRE -> multiply(into, pre[factor.index()], 0, from, to);
            case POST -> multiply(into, post[factor.index()], 0, from, to);
            case INVERSE_PRE -> divide(into, pre[factor.index()], from, to);
            case INVERSE_POST -> divide(into, post[factor.index()], from, to);
            case OWN -> multiply(into, own.parts()[factor.index()], first, from, to);
            case WEIGHT -> multiply(into, own.weights(), first, from, to);
            case THETA -> multiply(into, own.stored(), first, from, to);
            case CONSTANT, BROADCAST -> throw new IllegalArgumentException(factor.toString());
        }
    }

    private static void multiply(double[] into, double[] of, int first, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] *= of[first + i];
        }
    }

    private static void divide(double[] into, double[] of, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] *= SynapticUpdate.inverse(of[i]);
        }
    }

    /** The values of the last line, by place. */
    double[] values() {
        return values;
    }
}
