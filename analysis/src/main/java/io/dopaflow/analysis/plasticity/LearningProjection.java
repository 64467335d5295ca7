package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.run.SynapseList;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import java.util.ArrayList;
import java.util.List;

/**
 * A projection whose synapses learn, in a network.
 *
 * @param projection it
 * @param place of it in the network
 * @param first the id of its first synapse
 * @param end behind its last one
 * @param unit of its weights
 */
public record LearningProjection(Projection projection, int place, long first, long end, String unit) {

    /** All of a network, in order. */
    public static List<LearningProjection> of(SpikingNetwork network) {
        List<LearningProjection> all = new ArrayList<>();
        boolean isAny = network.projections().stream()
                .anyMatch(projection -> projection.model().plasticity().isPresent());
        if (isAny) {
            long[] firsts = SynapseList.firsts(network);
            for (int p = 0; p < network.projections().size(); p++) {
                Projection projection = network.projections().get(p);
                if (projection.model().plasticity().isPresent()) {
                    String unit = network.population(projection.to()).model().weightUnit();
                    all.add(new LearningProjection(projection, p, firsts[p], firsts[p + 1], unit));
                }
            }
        }
        return all;
    }

    /** Its name. */
    public String name() {
        return projection.name();
    }

    /** How many synapses it has. */
    public long synapses() {
        return end - first;
    }

    /** How they learn. */
    public Plasticity plasticity() {
        return projection.model().plasticity().orElseThrow();
    }

    /** The lower end of weights with their sign. */
    double lowest() {
        return projection.model().inhibits()
                ? -plasticity().wMax()
                : plasticity().wMin();
    }

    /** The upper end of weights with their sign. */
    double highest() {
        return projection.model().inhibits()
                ? -plasticity().wMin()
                : plasticity().wMax();
    }
}
