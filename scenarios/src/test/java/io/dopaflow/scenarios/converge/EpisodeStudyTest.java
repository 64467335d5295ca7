package io.dopaflow.scenarios.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.episode.NetworkEpisode;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.Crew;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeStudyTest {
    private static final Path SMALL = Path.of("src/test/resources/converge/small.yaml");

    @TempDir
    Path folder;

    private static StudyRequest request(String cycles, long replicates, List<String> scenarios, String... assignments) {
        return new StudyRequest(
                scenarios,
                List.of(assignments),
                cycles,
                replicates,
                List.of(),
                List.of(),
                List.of(),
                OptionalLong.empty(),
                false,
                false);
    }

    private static EpisodeStudy study(String cycles, long replicates, String... assignments) throws Exception {
        return (EpisodeStudy) Study.of(request(cycles, replicates, List.of(SMALL.toString()), assignments));
    }

    private EpisodeOutcome run(EpisodeStudy study, String name, int jobs) throws Exception {
        return EpisodeRun.start(
                        study,
                        folder.resolve(name),
                        false,
                        BatchOptions.defaults().but(parts -> parts.crew = Crew.local(jobs)))
                .await();
    }

    private static double[] weights(SpikingNetwork network) throws Exception {
        SpikingSimulation simulation =
                new SpikingSimulation(network, new SpikingPlan(new BitSet(), List.of()), SpikingRecorder.NONE);
        SpikingState end = SpikingState.of(
                new SpikingPopulationEngine(1).run(RunRequest.of(simulation)).end());
        return end.plasticity().stream()
                .map(PlasticityState::weights)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[] initial(EpisodePoint point, SpikingNetwork network) {
        return NetworkEpisode.of(network, point.reward(), 0).weights();
    }

    @Test
    void network_followsTheFlowOfItsExpectedLoss() throws Exception {
        EpisodeOutcome outcome = run(study("1000..1e4", 100), "study", 2);
        Verdict verdict = outcome.curves().get(0).verdict();
        assertThat(verdict.outcome()).as(verdict.text()).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(verdict.text()).startsWith("follows the gradient flow of the expected loss");
        List<Long> episodes = new ArrayList<>();
        ParquetRows.read(
                outcome.replicates().directory().resolve("points.parquet"),
                List.of("episodes", "end_rms", "predicted_rms", "ratio", "n45", "flow_error"),
                row -> {
                    assertThat(row.real("end_rms").orElseThrow()
                                    / row.real("predicted_rms").orElseThrow())
                            .isCloseTo(row.real("ratio").orElseThrow(), within(1e-12));
                    assertThat(row.real("n45").orElseThrow()).isGreaterThan(1);
                    assertThat(row.real("flow_error").orElseThrow()).isZero();
                    episodes.add(row.whole("episodes"));
                });
        assertThat(episodes).containsExactly(1000L, 3162L, 10_000L);
    }

    @Test
    void results_dependOnSeedAndNumberAlone() throws Exception {
        List<Double> one = distances(run(study("10,30", 4), "one", 1));
        assertThat(one).hasSize(8).doesNotHaveDuplicates();
        assertThat(distances(run(study("10,30", 4), "two", 2))).isEqualTo(one);
        // Fewer points and replicates: those that are left are the same.
        List<Double> fewer = distances(run(study("10,20", 2), "fewer", 2));
        assertThat(fewer.subList(0, 2)).isEqualTo(one.subList(0, 2));
        EpisodeStudy other = study("10,30", 4);
        assertThat(other.digest()).isEqualTo(study("10,30", 4).digest());
        for (EpisodeStudy changed : List.of(
                study("10,31", 4), study("10,30", 5), study("10,30", 4, "rewards.0.episode.baseline.rate=0.1"))) {
            assertThat(changed.digest()).isNotEqualTo(other.digest());
        }
    }

    private static List<Double> distances(EpisodeOutcome outcome) {
        return outcome.replicates().results().stream()
                .map(MemberResult::value)
                .map(value -> value.orElseThrow())
                .toList();
    }

    /** What is drawn beforehand is given to all replicates, and changes no bit of the scenario's own run. */
    @Test
    void replicates_shareAllButNoise() throws Exception {
        SpikingNetwork whole = ((LoadedNetwork) ScenarioLoader.load(SMALL, List.of())).network();
        EpisodePoint point = study("10,20", 2).at(1);
        assertThat(weights(point.network())).containsExactly(weights(whole));
        double[] start = initial(point, whole);
        assertThat(initial(point, point.replicate(0))).containsExactly(start);
        assertThat(initial(point, point.replicate(1))).containsExactly(start);
        assertThat(weights(point.replicate(0))).isNotEqualTo(weights(point.replicate(1)));
        assertThat(point.replicate(0).durationPs()).isEqualTo(whole.durationPs());
    }

    @Test
    void sweptKeysAndFlowTimes_haveCurvesOfTheirOwn() throws Exception {
        StudyRequest asked = new StudyRequest(
                List.of(SMALL.toString()),
                List.of("rewards.0.episode.baseline.rate=0,0.2"),
                "10,30",
                3,
                List.of(),
                List.of(),
                List.of("0.5", "2"),
                OptionalLong.of(8),
                false,
                false);
        EpisodeStudy study = (EpisodeStudy) Study.of(asked);
        assertThat(study.curves()).extracting(EpisodeStudy.Curve::time).containsExactly(0.5, 2.0, 0.5, 2.0);
        assertThat(study.curves().get(3).values()).containsExactly("0.2");
        assertThat(study.notes()).singleElement().asString().contains("a baseline that goes so fast");
        assertThat(study.size()).isEqualTo(4 * 2 * 3);
        assertThat(study.at(7).episodes()).isEqualTo(30);
        assertThat(study.definition()).contains("episodes: [10, 30]").doesNotContain("exponents");
    }

    @Test
    void networksWithoutSuchAFlow_areRefused() {
        assertRefused("begin from rest", SMALL.toString(), "episodes.state=carried-on");
        assertRefused(
                "projections that learn with several flow times; allowed: one flow time",
                SMALL.toString(),
                "projections.1.synapse.score.flow_time=2 mV^2");
        assertRefused(
                "nothing is learnt",
                SMALL.toString(),
                "projections.1.synapse=static",
                "projections.0.synapse.score.flow_time=0 mV^2");
        assertRefused("--cycles", SMALL.toString(), "episodes.per_opportunity=4");
        assertRefused("a network without episodes", "lif-current");
        assertThatThrownBy(() -> Study.of(request("10,30", 3, List.of(SMALL.toString(), "theorem-1"))))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("learning cycles beside networks in episodes");
    }

    private static void assertRefused(String message, String scenario, String... assignments) {
        assertThatThrownBy(() -> Study.of(request("10,30", 3, List.of(scenario), assignments)))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining(message);
    }
}
