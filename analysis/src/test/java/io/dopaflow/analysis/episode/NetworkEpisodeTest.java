package io.dopaflow.analysis.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.episode.EpisodeLoss;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.EpisodeTrain;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.Presentation;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkEpisodeTest {
    private static final long MS = 1_000_000_000L;
    private static final RandomStreams STREAMS = new RandomStreams(1);
    private static final SynapseModel LEARNING = SynapseModel.of(new ScoreRule(0, 0.1));

    private static EpisodeReward reward(boolean restarts) {
        Episodes episodes = new Episodes(8 * MS, 4 * MS, restarts);
        EpisodePlan plan = new EpisodePlan(
                episodes,
                1,
                List.of(
                        new Presentation(List.of(new long[0], new long[] {2 * MS}), new double[][] {{1}}),
                        new Presentation(List.of(new long[] {0, 4 * MS}, new long[] {6 * MS}), new double[][] {{2}})));
        return new EpisodeReward(
                plan, STREAMS, 2, 1, new EpisodeLoss.Counts(), new EpisodeReward.Baseline(0, 0.1, false), 2 * MS);
    }

    private static CellGroup population(String name, int size, String model, double current) {
        NeuronModel of = NeuronModels.of(model, "delta");
        Map<String, Double> values = Map.ofEntries(
                Map.entry("E_L", -1.0),
                Map.entry("tau_m", 12.0),
                Map.entry("V_th", 1.0),
                Map.entry("V_reset", -2.0),
                Map.entry("t_ref", 2.0),
                Map.entry("rho_0", 0.08),
                Map.entry("Delta_u", 1.5),
                Map.entry("eta", 2.5),
                Map.entry("I_e", current));
        List<Distribution> laws = new ArrayList<>();
        for (Parameter parameter : of.parameters()) {
            laws.add(new Distribution.Constant(values.getOrDefault(parameter.name(), parameter.standard())));
        }
        return new CellGroup.Population(name, size, of, laws, Map.of(), Optional.empty());
    }

    private static SpikingNetwork network(EpisodeReward reward, List<CellGroup> groups, List<Drive> drives) {
        Projection in = new Projection(
                "in", 1, 0, 1, new AllToAll(), new Distribution.Constant(1.5), new Distribution.Constant(2), LEARNING);
        Projection out = new Projection(
                "out",
                2,
                1,
                2,
                new ExplicitList(new int[] {1, 0}, new int[] {0, 0}, new double[] {2, 3}, new long[] {4 * MS, 2 * MS}),
                new Distribution.Constant(0),
                new Distribution.Constant(2),
                LEARNING);
        Projection back = new Projection(
                "back", 3, 2, 1, new AllToAll(), new Distribution.Constant(-0.5), new Distribution.Constant(2));
        return new SpikingNetwork(
                new TimeMode.Grid(2 * MS),
                120 * MS,
                STREAMS,
                groups,
                drives,
                // What is fixed is numbered behind what learns.
                List.of(back, in, out),
                List.of(new Modulator("reward", 1, List.of(new Release.ByReward(reward)))),
                Optional.of(reward.plan().episodes()),
                1000);
    }

    private static List<CellGroup> groups(EpisodeReward reward) {
        return List.of(
                new CellGroup.Trains(
                        "inputs",
                        List.of(
                                new EpisodeTrain(reward.plan(), STREAMS, 0),
                                new EpisodeTrain(reward.plan(), STREAMS, 1))),
                population("hidden", 2, "escape", 0),
                population("output", 1, "srm", 0));
    }

    @Test
    void network_isDescribedInSteps() {
        EpisodeReward reward = reward(true);
        NetworkEpisode of = NetworkEpisode.of(network(reward, groups(reward), List.of()), reward, 1);
        EpisodeNeuron hidden = new EpisodeNeuron(12, -1, 0.08, 1, 1.5, new Reset.Hard(-2, 1));
        assertThat(of.episode().stepMs()).isEqualTo(2);
        assertThat(of.episode().steps()).isEqualTo(4);
        assertThat(of.episode().neurons())
                .containsExactly(hidden, hidden, new EpisodeNeuron(12, -1, 0.08, 1, 1.5, new Reset.Soft(2.5)));
        assertThat(of.episode().inputSpikes()).containsExactly(List.of(0, 2), List.of(3));
        assertThat(of.episode().outputs()).containsExactly(2);
        assertThat(of.episode().synapses())
                .containsExactly(
                        EpisodeSynapse.ofInput(0, 0, 1, 0),
                        EpisodeSynapse.ofInput(1, 0, 1, 1),
                        EpisodeSynapse.ofInput(0, 1, 1, 2),
                        EpisodeSynapse.ofInput(1, 1, 1, 3),
                        EpisodeSynapse.ofNeuron(0, 2, 1, 4),
                        EpisodeSynapse.ofNeuron(1, 2, 2, 5),
                        EpisodeSynapse.ofNeuron(2, 0, 1, 6),
                        EpisodeSynapse.ofNeuron(2, 1, 1, 7));
        assertThat(of.weights()).containsExactly(1.5, 1.5, 1.5, 1.5, 3, 2);
        assertThat(of.episode().fixed()).containsExactly(-0.5, -0.5);
        assertThat(of.loss().of(new double[][] {{3}})).isEqualTo(0.5);
    }

    /** What does not learn matters, and has no derivative. */
    @Test
    void gradient_isThatOfTheWeightsThatLearn() {
        EpisodeReward reward = reward(true);
        NetworkEpisode of = NetworkEpisode.of(network(reward, groups(reward), List.of()), reward, 1);
        Enumeration enumeration = new Enumeration(of.episode(), of.loss());
        double[] gradient = new double[6];
        enumeration.gradient(of.weights(), gradient);
        for (int w = 0; w < gradient.length; w++) {
            double[] above = of.weights().clone();
            double[] below = of.weights().clone();
            above[w] += 1e-4;
            below[w] -= 1e-4;
            // Of the order of the square of the difference.
            assertThat(gradient[w]).isCloseTo((enumeration.loss(above) - enumeration.loss(below)) / 2e-4, within(1e-8));
        }
    }

    @Test
    void otherNetworks_areRefused() {
        EpisodeReward reward = reward(true);
        EpisodeReward carriedOn = reward(false);
        assertThatThrownBy(() -> NetworkEpisode.of(network(carriedOn, groups(carriedOn), List.of()), carriedOn, 0))
                .hasMessageContaining("no episodes that begin from rest");
        Drive noise =
                new Drive.Poisson("noise", 9, 1, PiecewiseRate.constant(10), new Distribution.Constant(1), 2 * MS);
        assertThatThrownBy(() -> NetworkEpisode.of(network(reward, groups(reward), List.of(noise)), reward, 0))
                .hasMessageContaining("other input");
        List<CellGroup> driven = new ArrayList<>(groups(reward));
        driven.set(1, population("hidden", 2, "escape", 5));
        assertThatThrownBy(() -> NetworkEpisode.of(network(reward, driven, List.of()), reward, 0))
                .hasMessageContaining("population hidden has other neurons");
        driven.set(1, population("hidden", 2, "srm", 5));
        assertThatThrownBy(() -> NetworkEpisode.of(network(reward, driven, List.of()), reward, 0))
                .hasMessageContaining("without a current");
        List<CellGroup> turned = new ArrayList<>(groups(reward));
        turned.set(0, population("inputs", 2, "srm", 0));
        assertThatThrownBy(() -> NetworkEpisode.of(network(reward, turned, List.of()), reward, 0))
                .hasMessageContaining("group inputs is first");
    }
}
