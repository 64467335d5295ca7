package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.numerics.Hyperbolic;
import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.simulator.population.PhiloxKey;
import io.dopaflow.simulator.population.VectorModule;
import java.util.Arrays;

/**
 * The spikes that arrive with jitter at a block of synapses whose lines are columns, and the potentials that come of them.
 * Standard windows of up to one time constant are done with vectors, all others one by one, with the same bits.
 */
final class JitteredColumns {
    /** Numbers in a block of a random stream. */
    private static final int NUMBERS = 4;

    /** Up to this size vectors round to whole numbers. */
    private static final long LARGEST_WHOLE_NUMBER = 1L << 51;

    private final JitterWindow window;
    private final double gain;
    private final int rows;
    private final int columns;
    private final boolean areVectors;
    private final PhiloxKey key;

    /** The numbers of the synapses, line by line, and room for a vector. */
    private final int[] synapses;

    /** A block of the stream of each synapse: four arrays by synapse, used one after the other. */
    private final int[][] bits;

    private final double[] lanes = new double[2 * FixedOrderSum.LANES];
    private long number;
    private long drawn = -1;

    /**
     * Of synapses of the network.
     *
     * @param synapses their numbers, line by line
     * @param wave the next one, from 0
     */
    JitteredColumns(PhasedLearning model, JitterWindow window, int[] synapses, int rows, long wave) {
        this.window = window;
        this.gain = window.gain();
        this.rows = rows;
        this.columns = synapses.length / rows;
        this.key = PhiloxKey.of(model.streams());
        this.synapses = Arrays.copyOf(synapses, synapses.length + FixedOrderSum.LANES);
        this.bits = new int[NUMBERS][this.synapses.length];
        this.number = model.circuit().jitters() * wave;
        StdpWindow stdp = window.stdp();
        this.areVectors = VectorModule.isResolved()
                && VectorArrivals.areSupported()
                && stdp.isStandard()
                && stdp.window().halfWindowPs() * stdp.window().perPs() <= Hyperbolic.POLYNOMIAL
                && stdp.window().halfWindowPs() < LARGEST_WHOLE_NUMBER;
    }

    /**
     * Lets a spike arrive at each synapse, and writes what eligibility comes of it, and the potential of each postsynaptic
     * unit at readout.
     *
     * @param weights column by column
     * @param amplitudes of the presynaptic units
     * @param eligibilities column by column
     */
    void receive(double[] weights, double[] amplitudes, double[] eligibilities, double[] potentials) {
        if (number / NUMBERS != drawn) {
            drawn = number / NUMBERS;
            draw();
        }
        int[] drawnBits = bits[(int) (number % NUMBERS)];
        number++;
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            for (int row = 0; row < rows; row += FixedOrderSum.BLOCK) {
                sum += ofBlock(
                        drawnBits,
                        column * rows,
                        row,
                        Math.min(rows, row + FixedOrderSum.BLOCK),
                        weights,
                        amplitudes,
                        eligibilities);
            }
            potentials[column] = gain * sum;
        }
    }

    private void draw() {
        int count = rows * columns;
        if (areVectors) {
            VectorArrivals.draw(key, drawn, synapses, count, bits);
        } else {
            for (int i = 0; i < count; i++) {
                key.block(drawn, synapses[i], Purpose.JITTER.code(), bits, i);
            }
        }
    }

    /** A block of the sum over a column. */
    private double ofBlock(
            int[] drawnBits,
            int first,
            int from,
            int to,
            double[] weights,
            double[] amplitudes,
            double[] eligibilities) {
        Arrays.fill(lanes, 0);
        int done = areVectors
                ? VectorArrivals.receive(window, drawnBits, first, from, to, weights, amplitudes, eligibilities, lanes)
                : from;
        long halfPs = window.stdp().window().halfWindowPs();
        for (int row = done; row < to; row++) {
            int i = first + row;
            long arrivalPs = window.arrivalPs(drawnBits[i]);
            eligibilities[i] = window.eligibility(arrivalPs);
            lanes[(row - from) % FixedOrderSum.LANES] +=
                    weights[i] * amplitudes[row] * window.stdp().window().gainOverCentre(arrivalPs, halfPs);
        }
        return FixedOrderSum.ofLanes(lanes);
    }
}
