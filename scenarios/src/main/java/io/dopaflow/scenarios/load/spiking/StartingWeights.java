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
     * @param lowest no weight is below
     * @param highest no weight is above
     * @param unit of both
     * @param isNormal whether the law is one that can be given bounds
     * @param complaint complains of it
     */
    record Part(double lowest, double highest, String unit, boolean isNormal, Complaint complaint) {
        private static Part of(Measured<Law> law, Complaint complaint) {
            Distribution distribution = law.value().distribution();
            return new Part(
                    distribution.lowest(),
                    distribution.highest(),
                    law.unit(),
                    law.value() instanceof Law.Normal,
                    complaint);
        }

        boolean isFixed() {
            return lowest == highest;
        }
    }

    /** Those of an entry. */
    static StartingWeights of(
            ProjectionSettings entry, Optional<SynapseLists.Listed> listed, Complaint ofTheProjection) {
        List<Part> parts = new ArrayList<>();
        entry.weight().ifPresent(law -> parts.add(Part.of(law, ofTheProjection)));
        listed.ifPresent(list -> {
            for (int i = 0; i < list.synapses().size(); i++) {
                int synapse = i;
                Optional<Measured<Double>> own = list.synapses().get(i).weight();
                own.ifPresent(weight -> parts.add(new Part(
                        weight.value(),
                        weight.value(),
                        weight.unit(),
                        false,
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
