package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Distribution;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.FixedIndegree;
import io.dopaflow.models.spiking.NeuronModel;
import io.dopaflow.models.spiking.NeuronModels;
import io.dopaflow.models.spiking.PiecewiseRate;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.schema.SpikingScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkRunTest {
    private static final long MS = 1_000_000_000L;

    @TempDir
    Path folder;

    /** One population of 50 neurons driven by noise, recurrent, for 200 ms. */
    private static LoadedNetwork network() {
        TimeMode grid = new TimeMode.Grid(MS / 10);
        NeuronModel model = NeuronModels.of("lif", "delta");
        List<Distribution> laws = model.parameters().stream()
                .<Distribution>map(parameter -> new Distribution.Constant(parameter.standard()))
                .toList();
        SpikingNetwork network = new SpikingNetwork(
                grid,
                200 * MS,
                new RandomStreams(3),
                List.of(new CellGroup.Population("cells", 50, model, laws, Map.of(), Optional.empty())),
                List.of(new Drive.Poisson(
                        "noise", 1, 0, PiecewiseRate.constant(8000), new Distribution.Constant(0.3), MS)),
                List.of(new Projection(
                        "recurrent",
                        2,
                        0,
                        0,
                        new FixedIndegree(5, true, true),
                        new Distribution.Constant(0.2),
                        new Distribution.Constant(1.5))),
                1000);
        return new LoadedNetwork(
                new SpikingScenario("cells", "", 3, EngineChoice.AUTO, 200 * MS, grid, 1000),
                network,
                SpikingPlan.spikesOf(network),
                List.of(),
                Place.of("cells.yaml"));
    }

    private RunOutcome run(String name, RunOptions options) throws Exception {
        try (ScenarioRun run = ScenarioRun.start(network(), options.into(folder.resolve(name)))) {
            return run.await();
        }
    }

    @Test
    void finishedRun_leavesSpikesAndSaysHowManyAndHowLong() throws Exception {
        List<Long> progress = Collections.synchronizedList(new ArrayList<>());
        RunListener listener = new RunListener() {
            @Override
            public void onProgress(long done, long planned) {
                assertThat(planned).isEqualTo(200);
                progress.add(done);
            }
        };
        RunOutcome outcome = run("run", RunOptions.defaults().but(parts -> parts.listener = listener));
        assertThat(outcome.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(progress).isSorted().endsWith(200L);
        RunWork.OfNetwork work = outcome.manifest().networkWork();
        assertThat(work.neurons()).isEqualTo(50);
        assertThat(work.synapses()).isEqualTo(50 + 250);
        assertThat(work.donePs()).isEqualTo(200 * MS);
        assertThat(work.spikes()).isPositive();
        assertThat(outcome.manifest().dataDigest()).isEmpty();
        long[] spikes = {0};
        try (SpikingRunReader reader = SpikingRunReader.open(outcome.directory())) {
            reader.spikes(reader.everything(), (time, cell) -> spikes[0]++);
            assertThat(reader.cells().count()).isEqualTo(50);
        }
        assertThat(spikes[0]).isEqualTo(work.spikes());
        assertThat(Files.readString(outcome.directory().resolve("run.log")))
                .contains("neurons=\"50\"", "biological_ms=\"200.0\"", "digest=\"sha256:");
        assertThat(outcome.directory()).isDirectoryNotContaining("glob:**checkpoint*");
    }

    @Test
    void digest_isThatOfAnyNumberOfThreads() throws Exception {
        RunOutcome one = run("one", RunOptions.defaults().but(parts -> parts.threads = OptionalInt.of(1)));
        RunOutcome two = run("two", RunOptions.defaults().but(parts -> parts.threads = OptionalInt.of(2)));
        assertThat(one.manifest().digest()).isPresent().isEqualTo(two.manifest().digest());
    }

    @Test
    void cancelledRun_saysHowFarItCame() throws Exception {
        ScenarioRun[] run = new ScenarioRun[1];
        RunListener listener = new RunListener() {
            @Override
            public void onProgress(long done, long planned) {
                while (run[0] == null) {
                    Thread.onSpinWait();
                }
                run[0].cancel();
            }
        };
        run[0] = ScenarioRun.start(
                network(),
                RunOptions.defaults().into(folder.resolve("cancelled")).but(parts -> parts.listener = listener));
        try (ScenarioRun cancelled = run[0]) {
            RunOutcome outcome = cancelled.await();
            assertThat(outcome.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(outcome.manifest().networkWork().donePs()).isBetween(1L, 200 * MS - 1);
            assertThat(outcome.directory().resolve("checkpoint.a")).exists();
        }
    }
}
