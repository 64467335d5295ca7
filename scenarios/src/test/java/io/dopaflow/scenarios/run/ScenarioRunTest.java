package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedCycle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioRunTest {
    @TempDir
    Path folder;

    @Test
    void cancelledRun_endsSoonAndSaysSo() throws Exception {
        LoadedCycle scenario = Catalog.load("single-synapse", List.of("learning.opportunities=1000000"))
                .cycle();
        CountDownLatch learning = new CountDownLatch(3);
        RunListener listener = new RunListener() {
            @Override
            public void onProgress(long done, long planned) {
                learning.countDown();
            }
        };
        RunOptions options = RunOptions.defaults().into(folder.resolve("run")).but(parts -> parts.listener = listener);
        try (ScenarioRun run = ScenarioRun.start(scenario, options)) {
            learning.await();
            run.cancel();
            RunOutcome outcome = run.await();
            assertThat(outcome.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(outcome.manifest().digest()).isPresent();
            assertThat(outcome.manifest().cycleWork().cyclesDone()).isBetween(3 * 201L, 200_000_000L);
            assertThat(outcome.end()).isPresent();
        }
    }

    @Test
    void closingARun_cancelsIt() throws Exception {
        LoadedCycle scenario = Catalog.load("single-synapse", List.of("learning.opportunities=1000000"))
                .cycle();
        ScenarioRun run = ScenarioRun.start(scenario, RunOptions.defaults().into(folder.resolve("run")));
        run.close();
        assertThat(run.await().status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void takenDirectory_startsNothing() throws Exception {
        Files.writeString(folder.resolve("mine"), "mine");
        LoadedCycle scenario = Catalog.load("single-synapse", List.of()).cycle();
        RunOptions options = RunOptions.defaults().into(folder);
        Assertions.assertThatThrownBy(() -> ScenarioRun.start(scenario, options))
                .isInstanceOf(FileException.class)
                .hasMessageContaining(folder.toString());
        assertThat(folder.toFile().list()).containsExactly("mine");
    }

    @Test
    void listener_hearsOfEveryOpportunityAndScoreInOrder() throws Exception {
        LoadedCycle scenario = Catalog.load("xor", List.of("learning.epochs=2")).cycle();
        List<Long> opportunities = Collections.synchronizedList(new ArrayList<>());
        List<Long> scores = Collections.synchronizedList(new ArrayList<>());
        RunListener listener = new RunListener() {
            @Override
            public void onProgress(long done, long planned) {
                assertThat(planned).isEqualTo(8);
                opportunities.add(done);
            }

            @Override
            public void onScore(io.dopaflow.analysis.run.Progress score) {
                scores.add(score.opportunity());
            }
        };
        RunOptions options = RunOptions.defaults().into(folder.resolve("run")).but(parts -> parts.listener = listener);
        try (ScenarioRun run = ScenarioRun.start(scenario, options)) {
            RunOutcome outcome = run.await();
            assertThat(outcome.start().orElseThrow().opportunity()).isZero();
            assertThat(outcome.end().orElseThrow().opportunity()).isEqualTo(8);
        }
        assertThat(opportunities).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(scores).containsExactly(0L, 4L, 8L);
    }

    @Test
    void runsAtTheSameTime_keepTheirLogsApart() throws Exception {
        LoadedCycle scenario = Catalog.load("single-synapse", List.of("learning.opportunities=3"))
                .cycle();
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        try (ScenarioRun one = ScenarioRun.start(scenario, RunOptions.defaults().into(first));
                ScenarioRun two =
                        ScenarioRun.start(scenario, RunOptions.defaults().into(second))) {
            one.await();
            two.await();
        }
        assertThat(Files.readAllLines(first.resolve("run.log")))
                .hasSize(6)
                .allMatch(line -> line.contains("run=\"first\""));
        assertThat(Files.readAllLines(second.resolve("run.log")))
                .hasSize(6)
                .allMatch(line -> line.contains("run=\"second\""));
    }
}
