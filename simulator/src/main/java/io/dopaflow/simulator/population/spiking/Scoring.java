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

    Scoring(Episodes episodes, GridGroup neurons, List<ScoredSynapses> synapses) {
        this.episodes = episodes;
        this.neurons = neurons;
        this.synapses = synapses;
        this.factors = new double[neurons.size()];
        this.decays = new double[neurons.size()];
    }

    /** The neurons have gone through a step that ends at a time. */
    void step(long timePs) {
        if (!synapses.isEmpty()) {
            boolean isWithin = episodes.isWithin(timePs);
            for (int i = 0; i < factors.length; i++) {
                factors[i] = isWithin ? neurons.score(i) : 0;
                decays[i] = neurons.decay(i);
            }
            for (ScoredSynapses some : synapses) {
                some.step(factors, decays);
            }
        }
        if (episodes.endsAt(timePs)) {
            synapses.forEach(ScoredSynapses::endEpisode);
        }
        if (episodes.restartsAt(timePs)) {
            synapses.forEach(ScoredSynapses::restart);
            for (int i = 0; i < neurons.size(); i++) {
                neurons.restart(i);
            }
        }
    }
}
