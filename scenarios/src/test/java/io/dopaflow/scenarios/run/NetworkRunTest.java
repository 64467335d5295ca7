package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkRunTest {
    private static final long MS = 1_000_000_000L;

    @TempDir
    Path folder;

    private RunOutcome run(String name, RunOptions options) throws Exception {
        try (ScenarioRun run = ScenarioRun.start(ExampleNetwork.loaded(), options.into(folder.resolve(name)))) {
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
        assertThat(work.neurons()).isEqualTo(82);
        assertThat(work.synapses()).isEqualTo(50 + 30 + 5 * 50 + 5 * 30 + 5 * 50 + 50);
        assertThat(work.donePs()).isEqualTo(200 * MS);
        assertThat(work.spikes()).isPositive();
        assertThat(outcome.manifest().dataDigest()).isEmpty();
        long[] spikes = {0};
        try (SpikingRunReader reader = SpikingRunReader.open(outcome.directory())) {
            reader.spikes(reader.everything(), (time, cell) -> spikes[0]++);
            assertThat(reader.cells().count()).isEqualTo(82);
        }
        assertThat(spikes[0]).isEqualTo(work.spikes());
        assertThat(Files.readString(outcome.directory().resolve("run.log")))
                .contains("neurons=\"82\"", "biological_ms=\"200.0\"", "digest=\"sha256:");
        assertThat(outcome.directory()).isDirectoryNotContaining("glob:**checkpoint*");
    }

    /** R20. */
    @Test
    void digest_isThatOfAnyEngineAndNumberOfThreads() throws Exception {
        List<String> digests = new ArrayList<>();
        for (EngineChoice engine : List.of(EngineChoice.ACTOR, EngineChoice.POPULATION)) {
            for (int threads = 1; threads <= 2; threads++) {
                OptionalInt count = OptionalInt.of(threads);
                EngineFactory engines = new EngineFactory() {
                    @Override
                    public Chosen choose(EngineChoice choice, OptionalInt wish, LearningCycle model) {
                        throw new AssertionError("no learning cycles are run here");
                    }

                    @Override
                    public Chosen choose(EngineChoice choice, OptionalInt wish, SpikingNetwork network) {
                        return NetworkEngines.choose(engine, count, network);
                    }
                };
                RunOutcome outcome =
                        run(engine + "-" + threads, RunOptions.defaults().but(parts -> parts.engines = engines));
                assertThat(outcome.manifest().environment().engine()).isEqualToIgnoringCase(engine.name());
                digests.add(outcome.manifest().digest().orElseThrow());
            }
        }
        assertThat(digests).hasSize(4).containsOnly(digests.get(0));
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
                ExampleNetwork.loaded(),
                RunOptions.defaults().into(folder.resolve("cancelled")).but(parts -> parts.listener = listener));
        try (ScenarioRun cancelled = run[0]) {
            RunOutcome outcome = cancelled.await();
            assertThat(outcome.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(outcome.manifest().networkWork().donePs()).isBetween(1L, 200 * MS - 1);
            assertThat(outcome.directory().resolve("checkpoint.a")).exists();
        }
    }
}
