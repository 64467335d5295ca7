package io.dopaflow.scenarios.schema;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.Optional;

/** All-or-none spikes come with probability phi(v): phi has to be a probability. */
final class SpikeCheck {

    private static final ScalarType<Activation> ACTIVATIONS = Types.choice(Activation.class);

    private SpikeCheck() {}

    static void check(Values values, Key<?, SpikeCoding> spikes, Optional<Activation> activation, Reading reading) {
        boolean allOrNone =
                values.find(spikes).filter(SpikeCoding.ALL_OR_NONE::equals).isPresent();
        if (allOrNone && activation.isPresent() && activation.get() != Activation.SIGMOID) {
            reading.at(spikes.name())
                    .wrong(
                            values.placeOf(spikes),
                            "all-or-none with activation: "
                                    + ACTIVATIONS.write(activation.get()).shown(),
                            "all-or-none with activation: sigmoid, whose value is a probability; graded with any");
        }
    }
}
