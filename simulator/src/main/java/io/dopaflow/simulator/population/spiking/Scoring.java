package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.PostStep;
import io.dopaflow.models.spiking.neuron.GridGroup;
import java.util.List;

/** Neurons of a shard in episodes, and the synapses onto them that learn from rewards. */
final class Scoring {
    private final Episodes episodes;
    private final GridGroup neurons;
    private final List<ScoredSynapses> synapses;
    private final boolean needsScore;
    private final PostStep post;

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
        this.needsScore = synapses.stream().anyMatch(ScoredSynapses::needsScore);
        this.post = PostStep.of(neurons.size());
    }

    /**
     * The neurons have gone through a step that ends at a time.
     *
     * @param spiking which have spiked
     * @param count how many
     */
    void step(long timePs, int[] spiking, int count) {
        if (!synapses.isEmpty()) {
            tell(timePs, spiking, count);
        }
        if (episodes.restartsAt(timePs)) {
            for (int i = 0; i < neurons.size(); i++) {
                neurons.restart(i);
            }
        }
    }

    private void tell(long timePs, int[] spiking, int count) {
        if (needsScore) {
            for (int i = 0; i < neurons.size(); i++) {
                post.factors()[i] = neurons.score(i);
                post.decays()[i] = neurons.decay(i);
            }
        }
        for (int i = 0; i < count; i++) {
            post.spikes()[spiking[i]] = true;
        }
        for (ScoredSynapses some : synapses) {
            some.step(timePs, post);
        }
        for (int i = 0; i < count; i++) {
            post.spikes()[spiking[i]] = false;
        }
    }
}
