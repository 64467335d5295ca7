package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import java.util.Arrays;

/**
 * The work of one cycle on a stretch of a row: applies the update that the last reward asked for, delays a spike at each
 * synapse by its jitter, and sums what arrives. All kernels do the same operations on each synapse and give the same
 * bits. A kernel is for one thread.
 */
interface Kernel {

    /** What a kernel works on: state by slot. */
    final class State {
        /** Weights, positive. */
        final double[] weight;

        /** Eligibilities of the last cycle. */
        final double[] eligibility;

        /** What a synapse remembers of the last cycle, where its pairing asks for it; else no numbers at all. */
        final double[] remembered;

        /** Four arrays of random bits, used one a cycle. */
        final int[][] bits;

        State(int slots, Pairing pairing) {
            weight = new double[slots];
            Arrays.fill(weight, 1.0);
            eligibility = new double[slots];
            remembered = new double[pairing == Pairing.SUCCESSIVE ? slots : 0];
            bits = new int[Jitters.BLOCK][slots];
        }

        /** Applies an update to the weights of some slots, one by one, however large it is. See {@link Parametrisation#changed}. */
        void update(Parametrisation parametrisation, int from, int count, double change, boolean isSmall) {
            for (int slot = from; slot < from + count; slot++) {
                weight[slot] = parametrisation.changed(weight[slot], change, eligibility[slot], isSmall);
            }
        }
    }

    /**
     * Applies the update that the last reward asked for to all weights.
     *
     * @param state of all slots
     * @param change by which eligibilities are multiplied to give the changes of the log-weights
     * @param isSmall whether none of them is larger than the short polynomial of the exponential allows
     */
    void update(State state, double change, boolean isSmall);

    /**
     * Runs a cycle.
     *
     * @param state of all slots
     * @param phase which of the four arrays of bits
     * @param sign what the drawn offsets are multiplied by: 1, -1 or 0
     * @param from first slot, at a multiple of 8 from the row's start
     * @param count synapses, at most a block of the sum; a kernel may compute what fills the last 8 as well, whose weights and amplitudes are those of no synapse
     * @param amplitudes signed amplitudes of the presynaptic neurons
     * @param position of the first slot's presynaptic neuron in them
     * @param change by which eligibilities are multiplied to give the changes of the log-weights
     * @param isSmall whether none of them is larger than the short polynomial of the exponential allows
     * @return the sum of what is left of the arrivals at readout, over what is left of one in the middle of the window; of no consequence if a weight has left its range
     */
    double cycle(
            State state,
            int phase,
            int sign,
            int from,
            int count,
            double[] amplitudes,
            int position,
            double change,
            boolean isSmall);
}
