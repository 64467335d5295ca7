package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.neuron.GridGroup;
import java.util.List;

/** Neurons of a shard in episodes, and the synapses onto them that learn from a score. */
final class Scoring {
    private final Episodes episodes;
    private final GridGroup neurons;
    private final List<ScoredSynapses> synapses;
    private final double[] factors;
    private final double[] decays;

    /**
     * Of some neurons.
     *
     * @param changing all synapses onto them that are not static
     */
    Scoring(Episodes episodes, GridGroup neurons, List<ChangingSynapses> changing) {
        this.episodes = episodes;
        this.neurons = neurons;
        this.synapses = changing.stream()
                .filter(ScoredSynapses.class::isInstance)
                .map(ScoredSynapses.class::cast)
                .toList();
        this.factors = new double[neurons.size()];
        this.decays = new double[neurons.size()];
    }

    /** The neurons have gone through a step that ends at a time. */
    void step(long timePs) {
        if (!synapses.isEmpty()) {
            for (int i = 0; i < factors.length; i++) {
                factors[i] = neurons.score(i);
                decays[i] = neurons.decay(i);
            }
            for (ScoredSynapses some : synapses) {
                some.step(timePs, factors, decays);
            }
        }
        if (episodes.restartsAt(timePs)) {
            for (int i = 0; i < neurons.size(); i++) {
                neurons.restart(i);
            }
        }
    }
}
