package io.dopaflow.models.task;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import java.util.List;

/** Whether a network fits what it is to learn. */
public final class Fit {
    private Fit() {}

    /**
     * Checks that outputs, loss and samples fit one another and the network.
     *
     * @throws IllegalArgumentException with what does not fit, what was found and what is allowed
     */
    public static void require(Network network, Loss loss, Target target, Split samples) {
        requireThat(
                target.names().size() == network.outputCount(),
                "number of targets",
                target.names().size(),
                "one for each output, " + network.outputCount());
        requireThat(
                loss != Loss.CROSS_ENTROPY || target instanceof Target.Classes,
                "loss of a regression",
                loss,
                "squared error and pseudo-Huber");
        requireThat(!samples.training().isEmpty(), "number of training samples", 0, "at least 1");
        requireShapes(samples.training(), "training", network);
        requireShapes(samples.heldOut(), "held-out", network);
    }

    private static void requireShapes(List<Sample> samples, String name, Network network) {
        int features = network.neurons().stream()
                .mapToInt(n -> n.role() instanceof NeuronRole.Input input ? input.feature() + 1 : 0)
                .max()
                .orElse(0);
        for (int i = 0; i < samples.size(); i++) {
            String place = name + " sample " + i;
            int found = samples.get(i).features().length;
            requireThat(found >= features, "number of features of " + place, found, "those of the inputs, " + features);
            int targets = samples.get(i).target().length;
            requireThat(
                    targets == network.outputCount(),
                    "number of targets of " + place,
                    targets,
                    "one for each output, " + network.outputCount());
        }
    }

    private static void requireThat(boolean holds, String name, Object found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + "; allowed: " + allowed);
        }
    }
}
