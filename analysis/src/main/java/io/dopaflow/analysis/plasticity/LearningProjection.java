package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.run.SynapseList;
import io.dopaflow.analysis.run.WeightTallies;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

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
                .anyMatch(projection -> projection.model().learns());
        if (isAny) {
            long[] firsts = SynapseList.firsts(network);
            for (int p = 0; p < network.projections().size(); p++) {
                Projection projection = network.projections().get(p);
                if (projection.model().learns()) {
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

    /** How they learn by timing; nothing if they learn from a score. */
    public Optional<Plasticity> plasticity() {
        return projection.model().plasticity();
    }

    /** What turns eligibility or score into weight: its place in the network; empty if nothing does. */
    OptionalInt modulator() {
        return Stream.concat(
                        plasticity().flatMap(Plasticity::eligibility).map(Eligibility::modulator).stream(),
                        projection.model().score().map(ScoreRule::modulator).stream())
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /**
     * The range of weights with their sign: from bound to bound, or, without bounds, all that were recorded.
     *
     * @param weights of the projection, at least one
     */
    WeightTallies.Range range(WeightTallies weights) {
        return plasticity()
                .map(of -> projection.model().inhibits()
                        ? new WeightTallies.Range(-of.wMax(), -of.wMin())
                        : new WeightTallies.Range(of.wMin(), of.wMax()))
                .orElseGet(weights::range);
    }
}
