package io.dopaflow.models.spiking.connection;

import org.apache.commons.rng.UniformRandomProvider;

/** The partners that one neuron draws among equally likely ones: with repetition, or all different. */
final class Partners {
    private final int choices;
    private final boolean multapses;
    private final DistinctNumbers distinct;
    private final int[] drawn;

    /**
     * Draws from 0 to below a number.
     *
     * @param choices how many to choose from
     * @param capacity the most that will be drawn
     * @param multapses whether the same may be drawn again
     */
    Partners(int choices, int capacity, boolean multapses) {
        this.choices = choices;
        this.multapses = multapses;
        this.distinct = new DistinctNumbers(multapses ? 0 : choices);
        this.drawn = new int[capacity];
    }

    static void check(String name, long count, long choices, boolean multapses) {
        if (count > 0 && choices == 0) {
            throw new IllegalArgumentException(
                    name + " is " + count + "; allowed: 0, as without autapses there is nothing to connect to");
        }
        if (!multapses && count > choices) {
            throw new IllegalArgumentException(
                    name + " is " + count + "; allowed: up to " + choices + " without multapses");
        }
    }

    void draw(UniformRandomProvider stream, int count) {
        if (multapses) {
            for (int i = 0; i < count; i++) {
                drawn[i] = stream.nextInt(choices);
            }
        } else {
            distinct.draw(stream, choices, count, drawn);
        }
    }

    int get(int i) {
        return drawn[i];
    }
}
