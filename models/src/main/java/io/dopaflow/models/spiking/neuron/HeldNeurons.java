package io.dopaflow.models.spiking.neuron;

/**
 * Which neurons of a group on a grid are refractory, and for how many more steps. They are few at a time: loops over a group go over
 * all neurons as if none were held, and what they did to V of those is undone afterwards.
 */
final class HeldNeurons {
    private final int steps;
    private final AfterSpike afterSpike;
    private final int[] left;
    private final int[] held;
    private int count;

    /**
     * Nobody.
     *
     * @param size how many neurons
     * @param afterSpike where V is after a spike, and how long it is held there
     * @param stepPs the step of the grid
     * @throws IllegalArgumentException if the refractory period is not a whole number of steps
     */
    HeldNeurons(int size, AfterSpike afterSpike, long stepPs) {
        this.steps = RefractoryPeriods.steps(afterSpike.refractoryPs(), stepPs);
        this.afterSpike = afterSpike;
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

    /** Ends a step: sets V of all that were held in it back to where they are held. */
    void endStep(double[] v) {
        int kept = 0;
        for (int k = 0; k < count; k++) {
            int neuron = held[k];
            v[neuron] = afterSpike.potential(v[neuron]);
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

    /** A neuron has spiked: V goes where a spike leaves it, and is held from here on. */
    void spike(int neuron, double[] v) {
        v[neuron] = afterSpike.potential(v[neuron]);
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
