package io.dopaflow.scenarios.load;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.scenarios.schema.NetworkSettings;
import java.util.Optional;

/** The weights that a run starts with, as theta = log w: stated, or drawn from a stream of each synapse. */
final class InitialWeights {

    private InitialWeights() {}

    static double[] draw(NetworkSettings settings, int synapses, RandomStreams streams) {
        double[] theta = new double[synapses];
        for (int synapse = 0; synapse < synapses; synapse++) {
            Optional<Double> stated = settings instanceof NetworkSettings.Graph graph
                    ? graph.synapses().get(synapse).weight()
                    : Optional.empty();
            theta[synapse] = stated.isPresent()
                    ? StrictMath.log(stated.get())
                    : drawn(settings.initialWeight(), synapse, streams);
        }
        return theta;
    }

    private static double drawn(NetworkSettings.InitialWeight initial, int synapse, RandomStreams streams) {
        double u = streams.stream(Purpose.INITIAL_WEIGHT, synapse).nextDouble();
        return StrictMath.log(initial.median()) + initial.spread() * (2 * u - 1);
    }
}
