package io.dopaflow.models.spiking.neuron;

/**
 * Which neurons of a group on a grid are refractory, and for how many more steps. They are few at a time: loops over a group go over
 * all neurons as if none were held, and what they did to V of those is undone afterwards.
 */
final class HeldNeurons {
    private final int steps;
    private final double vReset;
    private final int[] left;
    private final int[] held;
    private int count;

    /**
     * Nobody.
     *
     * @param size how many neurons
     * @param refractoryPs the refractory period
     * @param stepPs the step of the grid
     * @param vReset where V is held, in mV
     * @throws IllegalArgumentException if the refractory period is not a whole number of steps
     */
    HeldNeurons(int size, long refractoryPs, long stepPs, double vReset) {
        this.steps = RefractoryPeriods.steps(refractoryPs, stepPs);
        this.vReset = vReset;
        this.left = new int[size];
        this.held = new int[size];
    }

    /** Keeps those of some neurons that are not held. */
    int free(int[] neurons, int size) {
        int free = 0;
        for (int k = 0; k < size; k++) {
            if (left[neurons[k]] == 0) {
                neurons[free++] = neurons[k];
            }
        }
        return free;
    }

    /** Ends a step: sets V of all that were held in it to V_reset. */
    void endStep(double[] v) {
        int kept = 0;
        for (int k = 0; k < count; k++) {
            int neuron = held[k];
            v[neuron] = vReset;
            if (--left[neuron] > 0) {
                held[kept++] = neuron;
            }
        }
        count = kept;
    }

    /** Whether a neuron is held in the next step. */
    boolean isHeld(int neuron) {
        return left[neuron] > 0;
    }

    /** Resets a neuron that has spiked, and holds it from here on. */
    void reset(int neuron, double[] v) {
        v[neuron] = vReset;
        hold(neuron, steps);
    }

    /** The steps that a neuron is still held. */
    int left(int neuron) {
        return left[neuron];
    }

    /** Holds a neuron for so many steps. */
    void hold(int neuron, int newLeft) {
        if (left[neuron] == 0 && newLeft > 0) {
            held[count++] = neuron;
        } else if (left[neuron] > 0 && newLeft == 0) {
            int place = 0;
            while (held[place] != neuron) {
                place++;
            }
            held[place] = held[--count];
        }
        left[neuron] = newLeft;
    }
}
