package io.dopaflow.models.environment;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What answers to a network: each wave of the network is one step. What it keeps from step to step is an array of numbers
 * that is handed in and given back, so that an environment itself never changes.
 */
public sealed interface Environment permits Chain, Bandit, Waiting, JumpingMean {

    /** The word for it in scenario files. */
    String word();

    /** Whether it matters which output is chosen. */
    boolean isActedOn();

    /** Whether it tells the output what it should have read; otherwise it gives a reward. */
    default boolean hasTarget() {
        return false;
    }

    /** What {@link Step#measure} is, in a few words; empty text for nothing. */
    default String measure() {
        return "";
    }

    /** Steps between two scores. */
    int epoch();

    /** Uniform numbers that it draws in each step, from its own stream. */
    default int draws() {
        return 0;
    }

    /** What it keeps before the first step. */
    double[] start(RandomStreams streams);

    /** What the inputs present, of what is kept. */
    double[] presented(double[] kept);

    /**
     * Goes on by a step.
     *
     * @param kept since the step before; not changed
     * @param readouts of the outputs, by index
     * @param action the output that was chosen; of no consequence where it is not acted on
     * @param stream from which it draws
     */
    Step step(double[] kept, double[] readouts, int action, UniformRandomProvider stream);

    /**
     * Its states as samples: what the inputs present, and what the outputs should read once all is learnt. They name
     * inputs and outputs and are what a network is scored by.
     *
     * @param streams of the run
     * @param discount gamma, the worth of a reward one step later
     */
    DataSet states(RandomStreams streams, double discount);

    /** 1 at a place, and 0 elsewhere. */
    static double[] oneHot(int size, int place) {
        return IntStream.range(0, size).mapToDouble(i -> i == place ? 1 : 0).toArray();
    }
}
