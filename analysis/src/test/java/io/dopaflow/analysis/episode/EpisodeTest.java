package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private static final EpisodeNeuron NEURON = new EpisodeNeuron(20, 0, 0.05, 1, 0.5, new Reset.Soft(1));

    private static Episode with(List<EpisodeSynapse> synapses, List<List<Integer>> inputs, List<Integer> outputs) {
        return new Episode(2.5, 4, List.of(NEURON, NEURON), synapses, inputs, outputs);
    }

    private static void assertRefused(String message, Runnable construction) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void wrongNumbers_areRefused_withPlaceAndRange() {
        List<List<Integer>> inputs = List.of(List.of(0, 3));
        EpisodeSynapse right = EpisodeSynapse.ofInput(0, 1, 1, 0);
        assertRefused(
                "synapse 1: input is 1; allowed: 0 to 0",
                () -> with(List.of(right, EpisodeSynapse.ofInput(1, 1, 1, 1)), inputs, List.of()));
        assertRefused("synapse 0: input is 0; allowed: none", () -> with(List.of(right), List.of(), List.of()));
        assertRefused(
                "synapse 0: pre is 2; allowed: 0 to 1",
                () -> with(List.of(EpisodeSynapse.ofNeuron(2, 1, 1, 0)), inputs, List.of()));
        assertRefused(
                "synapse 0: post is -1; allowed: 0 to 1",
                () -> with(List.of(EpisodeSynapse.ofNeuron(0, -1, 1, 0)), inputs, List.of()));
        assertRefused(
                "synapse 0: delay is 0 steps; allowed: at least 1",
                () -> with(List.of(EpisodeSynapse.ofNeuron(0, 1, 0, 0)), inputs, List.of()));
        assertRefused(
                "synapse 0: weight is 1; allowed: 0 to 0",
                () -> with(List.of(EpisodeSynapse.ofNeuron(0, 1, 1, 1)), inputs, List.of()));
        assertRefused(
                "weight 0 has no synapse, but weight 1 has; allowed: no gaps",
                () -> with(
                        List.of(EpisodeSynapse.ofNeuron(0, 1, 1, 1), EpisodeSynapse.ofNeuron(0, 0, 1, 1)),
                        inputs,
                        List.of()));
        assertRefused(
                "input 0: step of a spike is 4; allowed: 0 to 3",
                () -> with(List.of(right), List.of(List.of(4)), List.of()));
        assertRefused(
                "input 0: a spike in step 2 after one in 2; allowed: ascending",
                () -> with(List.of(right), List.of(List.of(2, 2)), List.of()));
        assertRefused("output 0: neuron is 2; allowed: 0 to 1", () -> with(List.of(right), inputs, List.of(2)));
        assertRefused(
                "output 1: neuron is 1 again; allowed: each once", () -> with(List.of(right), inputs, List.of(1, 1)));
        assertRefused(
                "steps are 0; allowed: at least 1",
                () -> new Episode(1, 0, List.of(NEURON), List.of(), List.of(), List.of()));
        assertRefused(
                "neurons are 0; allowed: at least 1",
                () -> new Episode(1, 1, List.of(), List.of(), List.of(), List.of()));
        assertRefused(
                "step is NaN ms; allowed: above 0",
                () -> new Episode(Double.NaN, 1, List.of(NEURON), List.of(), List.of(), List.of()));
        assertRefused("t_ref is -1 steps; allowed: from 0", () -> new Reset.Hard(0, -1));
        assertRefused("V_reset is NaN mV; allowed: finite", () -> new Reset.Hard(Double.NaN, 0));
        assertRefused("eta is NaN mV; allowed: finite", () -> new Reset.Soft(Double.NaN));
        assertRefused(
                "Delta_u is 0.0 mV; allowed: above 0", () -> new EpisodeNeuron(20, 0, 0.05, 1, 0, new Reset.Soft(1)));
    }

    @Test
    void outputSpikes_areTimesByOutput() {
        Episode episode = with(List.of(), List.of(), List.of(1, 0));
        boolean[][] pattern = {{true, false}, {false, false}, {false, false}, {true, false}};
        assertThat(episode.outputSpikesMs(pattern)).isDeepEqualTo(new double[][] {{}, {2.5, 10.0}});
        assertThat(OutputLoss.ofCounts(counts -> 10 * counts[0] + counts[1]).of(episode.outputSpikesMs(pattern)))
                .isEqualTo(2.0);
    }
}
