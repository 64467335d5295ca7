package io.dopaflow.models.spiking;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Delays;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.Incoming;
import io.dopaflow.models.spiking.connection.OwnValues;
import org.apache.commons.rng.UniformRandomProvider;

/** Values of synapses and neurons that do not depend on how a network is divided: each neuron draws in streams of its own. */
public final class KeyedValues {
    private KeyedValues() {}

    /**
     * The weights of synapses, by place.
     *
     * @param projection the streams of the projection
     */
    public static double[] weights(Distribution law, Incoming incoming, RandomStreams projection) {
        double[] weights = new double[incoming.size()];
        forEachTarget(Purpose.SYNAPSE_WEIGHTS, incoming, projection, (stream, from, to) -> {
            for (int place = from; place < to; place++) {
                weights[place] = law.draw(stream);
            }
        });
        return weights;
    }

    /**
     * The weights of a drive's synapses.
     *
     * @param run the streams of the run
     * @param from the first target
     * @param to behind the last target
     */
    public static double[] weights(Drive.Poisson drive, RandomStreams run, int from, int to) {
        RandomStreams streams = run.derived(drive.id());
        double[] weights = new double[to - from];
        for (int target = from; target < to; target++) {
            weights[target - from] = drive.weight().draw(streams.stream(Purpose.SYNAPSE_WEIGHTS, target));
        }
        return weights;
    }

    /**
     * The delays of synapses in ps, by place.
     *
     * @param law in ms
     * @param projection the streams of the projection
     * @throws IllegalArgumentException if a delay is not allowed
     */
    public static long[] delays(Distribution law, Delays rule, Incoming incoming, RandomStreams projection) {
        long[] delays = new long[incoming.size()];
        forEachTarget(Purpose.SYNAPSE_DELAYS, incoming, projection, (stream, from, to) -> {
            for (int place = from; place < to; place++) {
                delays[place] = rule.draw(law, stream);
            }
        });
        return delays;
    }

    /**
     * The values with which the neurons of a range start.
     *
     * @param variable the streams of population and variable: those of the run, derived by both
     * @param from the first neuron
     * @param to behind the last neuron
     */
    public static double[] initial(Distribution law, RandomStreams variable, int from, int to) {
        if (law instanceof OwnValues own) {
            return own.of(from, to);
        }
        double[] values = new double[to - from];
        for (int neuron = from; neuron < to; neuron++) {
            values[neuron - from] = law.draw(variable.stream(Purpose.INITIAL_STATE, neuron));
        }
        return values;
    }

    private interface Fill {
        void fill(UniformRandomProvider stream, int from, int to);
    }

    private static void forEachTarget(Purpose purpose, Incoming incoming, RandomStreams projection, Fill fill) {
        for (int i = 0; i < incoming.targets(); i++) {
            int target = incoming.firstTarget() + i;
            fill.fill(projection.stream(purpose, target), incoming.from(target), incoming.to(target));
        }
    }
}
