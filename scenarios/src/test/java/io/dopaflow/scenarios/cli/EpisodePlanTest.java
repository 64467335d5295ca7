package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.analysis.episode.EpisodePrediction;
import io.dopaflow.analysis.episode.NetworkEpisode;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command plan on networks in episodes. */
class EpisodePlanTest {
    /** An episode takes 30 ms: the last one has its 20 ms, and no pause. */
    private static final String SHORT = "duration=2.99 s";

    private static Cli plan(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("plan"));
        all.addAll(List.of(arguments));
        Cli cli = Cli.execute(all.toArray());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli;
    }

    @Test
    void smallNetworks_areToldTheirFlow() {
        assertThat(plan("escape-flow", "--set", SHORT, "--set", "episodes.per_opportunity=20", "--error", "0.5")
                        .out())
                .contains(
                        "21 learn",
                        "2.990000 s of biological time",
                        "episodes: 100 of 20.000000 ms, one every 30.000000 ms; learning opportunities: 5 of n = 20\n",
                        "at the start, exactly (4 neurons x 4 steps); n45 = ")
                .containsPattern(
                        "end 0\\.\\d+ mV from the gradient flow, \\d+\\.\\d % of what it travels; for 50.0 % it"
                                + " takes n = \\d+\n");
    }

    /** The same prediction as of converge; a quarter of the distance takes sixteen times as many episodes. */
    @Test
    void json_hasThePredictionOfConverge() throws IOException, InvalidScenarioException {
        JsonNode rows = new ObjectMapper()
                .readTree(plan("escape-flow", "--set", SHORT, "--format", "json", "--error", "0.2")
                        .out());
        SpikingNetwork network = ((LoadedNetwork) Catalog.load("escape-flow", List.of())).network();
        NetworkEpisode episode =
                NetworkEpisode.first(network, network.episodeReward().orElseThrow());
        EpisodePrediction prediction = EpisodePrediction.of(episode, 0.5, 1000, 5);
        assertThat(rows).hasSize(2);
        for (JsonNode row : rows) {
            assertThat(row.get("episodes").asLong()).isEqualTo(100);
            assertThat(row.get("opportunities").asLong()).isZero();
            assertThat(row.get("expected_loss").asDouble()).isCloseTo(prediction.loss(), within(1e-12));
            assertThat(row.get("n45").asDouble()).isCloseTo(prediction.n45(), within(1e-9));
            double distance = row.get("predicted_distance_mv").asDouble();
            assertThat(distance).isCloseTo(prediction.rms(1000).orElseThrow(), within(1e-12));
            double relative = row.get("relative_distance").asDouble();
            assertThat(relative * prediction.distance(episode.weights())).isCloseTo(distance, within(1e-12));
            assertThat(row.get("episodes_for_error").asDouble())
                    .isCloseTo(1000 * relative * relative / 0.04, within(1.0));
        }
    }

    @Test
    void largeNetworks_areToldWhatMonteCarloCosts() {
        assertThat(plan("xor-rates", "--set", "duration=7 s").out())
                .contains(
                        "episodes: 100 of 60.000000 ms",
                        "expected loss: 31 neurons x 30 steps are more than the 20 that can be enumerated; converge draws"
                                + " 440 000 episodes for its flow and n45, 409.20 million steps of a neuron");
    }

    @Test
    void networksWithoutAnExpectedLoss_areToldWhy() {
        assertThat(plan("escape-flow", "--set", SHORT, "--set", "projections.1.synapse.score.flow_time=1 mV^2")
                        .out())
                .contains(
                        "expected loss: not predicted; found projections that learn with several flow times; allowed: one");
    }

    @Test
    void networksWithoutEpisodes_haveTheirOldColumns() {
        assertThat(plan("ring", "--format", "csv").out())
                .startsWith("engine,memory_mb,share_of_heap,seconds,times_real_time\n");
    }
}
