package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the weights of a projection start from, in parts that each have a place in a file: the law of the projection, or each synapse of a list.
 *
 * @param parts in their order
 */
record StartingWeights(List<Part> parts) {

    /**
     * A weight or a law of weights.
     *
     * @param law with its unit
     * @param complaint complains of it
     */
    record Part(Measured<Law> law, Complaint complaint) {
        private Distribution distribution() {
            return law.value().distribution();
        }

        String unit() {
            return law.unit();
        }

        /** No weight is below. */
        double lowest() {
            return distribution().lowest();
        }

        /** No weight is above. */
        double highest() {
            return distribution().highest();
        }

        boolean isFixed() {
            return lowest() == highest();
        }

        boolean isNormal() {
            return law.value() instanceof Law.Normal;
        }
    }

    /** Those of an entry. */
    static StartingWeights of(
            ProjectionSettings entry, Optional<SynapseLists.Listed> listed, Complaint ofTheProjection) {
        List<Part> parts = new ArrayList<>();
        entry.weight().ifPresent(law -> parts.add(new Part(law, ofTheProjection)));
        listed.ifPresent(list -> {
            for (int i = 0; i < list.synapses().size(); i++) {
                int synapse = i;
                Optional<Measured<Double>> own = list.synapses().get(i).weight();
                own.ifPresent(weight -> parts.add(new Part(
                        new Measured<>(new Law.Fixed(weight.value()), weight.unit()),
                        list.at().apply(synapse))));
            }
        });
        return new StartingWeights(parts);
    }

    /** Whether some inhibit; nothing if all are 0. */
    Optional<Boolean> inhibit() {
        return parts.stream()
                .filter(part -> part.lowest() < 0 || part.highest() > 0)
                .findFirst()
                .map(part -> part.lowest() < 0);
    }
}
