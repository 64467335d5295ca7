package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.verify.NetworkVerification;
import io.dopaflow.analysis.verify.NetworkVerifier;
import io.dopaflow.analysis.verify.WeightVerification;
import io.dopaflow.analysis.verify.WeightVerifier;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of networks whose synapses learn, by either engine: what they record follows from their spikes. */
class LearningNetworkTest {
    private static final TimeMode GRID = new TimeMode.Grid(100_000_000);

    @TempDir
    Path folder;

    private RunOutcome run(LoadedNetwork network, String name) throws Exception {
        try (ScenarioRun started =
                ScenarioRun.start(network, RunOptions.defaults().into(folder.resolve(name)))) {
            return started.await();
        }
    }

    @ParameterizedTest
    @CsvSource({"POPULATION, true", "POPULATION, false", "ACTOR, true", "ACTOR, false"})
    void recordedRun_isVerified(EngineChoice engine, boolean isPrecise) throws Exception {
        LoadedNetwork network = ExampleLearning.loaded(isPrecise ? new TimeMode.Precise() : GRID, engine);
        run(network, "run");
        try (SpikingRunReader reader = SpikingRunReader.open(folder.resolve("run"))) {
            WeightVerification weights =
                    new WeightVerifier(reader, network.network(), network.plan()).verify(Long.MAX_VALUE, share -> {});
            assertThat(weights.disagreement()).isEmpty();
            assertThat(weights.synapses()).isEqualTo(100 + 120 + 100 + 15);
            assertThat(weights.weights()).isEqualTo(weights.synapses() * 26);
            assertThat(weights.events()).isGreaterThan(20);
            NetworkVerification cells =
                    new NetworkVerifier(reader, network.network(), network.plan()).verify(1000, share -> {});
            assertThat(cells.disagreement()).isEmpty();
            assertThat(cells.neurons()).isEqualTo(29);
            assertThat(cells.spikes()).isGreaterThan(500);
        }
    }

    private List<String> rows(String name) {
        List<String> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(folder.resolve(name))) {
            reader.weights()
                    .each(
                            0,
                            Long.MAX_VALUE,
                            (time, synapse, weight, eligibility) ->
                                    rows.add(time + " " + synapse + " " + weight + " " + eligibility));
            reader.modulators().released((time, of, value) -> rows.add(time + " " + of + " " + value));
            reader.modulators().concentrations((time, of, value) -> rows.add(time + " " + of + " " + value));
        }
        return rows;
    }

    @Test
    void engines_recordTheSameRowsAndDigest() throws Exception {
        RunOutcome population = run(ExampleLearning.loaded(GRID, EngineChoice.POPULATION), "population");
        RunOutcome actors = run(ExampleLearning.loaded(GRID, EngineChoice.ACTOR), "actor");
        assertThat(actors.manifest().digest()).isEqualTo(population.manifest().digest());
        assertThat(rows("actor")).isEqualTo(rows("population")).hasSizeGreaterThan(8000);
    }
}
