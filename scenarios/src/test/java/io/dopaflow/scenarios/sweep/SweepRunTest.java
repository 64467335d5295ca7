package io.dopaflow.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchListener;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.Crew;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.run.BackgroundTask;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweepRunTest {
    private static final Seeds SEEDS = Seeds.parse("1..3").orElseThrow();
    private static final List<String> GRID = List.of("learning.opportunities=4", "learning.cycles=5,10");

    @TempDir
    Path folder;

    /** Counts the runs that it starts, and breaks some of them. */
    private static final class Counting {
        private final AtomicInteger started = new AtomicInteger();

        EngineFactory failing(IntPredicate broken) {
            return (choice, threads, model) -> {
                assertThat(threads).as("a run has one thread").hasValue(1);
                EngineFactory.Chosen chosen = EngineFactory.standard().choose(choice, threads, model);
                boolean breaks = broken.test(started.incrementAndGet());
                return new EngineFactory.Chosen(
                        new Engine() {
                            @Override
                            public String name() {
                                return chosen.engine().name();
                            }

                            @Override
                            public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
                                if (breaks) {
                                    throw new RunFailedException(
                                            RunFailedException.Origin.MODEL,
                                            "synapse 3",
                                            "early",
                                            new ArithmeticException("no"));
                                }
                                return chosen.engine().run(request);
                            }
                        },
                        1,
                        "a test");
            };
        }
    }

    private static SweepPlan plan(String... changes) throws InvalidScenarioException {
        return SweepPlan.of("single-synapse", changes.length == 0 ? GRID : List.of(changes), SEEDS);
    }

    private BatchOutcome<RunScores> run(SweepPlan plan, BatchOptions options) throws InterruptedException {
        return SweepRun.start(plan, folder.resolve("s"), false, options).await();
    }

    private static BatchOptions executedBy(EngineFactory engines) {
        return BatchOptions.defaults().but(parts -> parts.engines = engines);
    }

    private static BatchOptions jobs(int count) {
        return BatchOptions.defaults().but(parts -> parts.crew = Crew.local(count));
    }

    /** A step is a millisecond of biological time, whichever engine counts them. */
    @ParameterizedTest
    @EnumSource(EngineChoice.class)
    void sweepOfNetworks_tellsEveryMillisecond(EngineChoice engine) throws Exception {
        SweepPlan plan = SweepPlan.of("ring", List.of("duration=20 ms,40 ms"), SEEDS);
        List<BatchListener.Progress> told = new ArrayList<>();
        BatchOutcome<RunScores> outcome = run(plan, BatchOptions.defaults().but(parts -> {
            parts.choice = engine;
            parts.listener = told::add;
        }));
        assertThat(outcome.results()).hasSize(6).noneMatch(MemberResult::isFailed);
        BatchListener.Progress last = told.get(told.size() - 1);
        assertThat(last.cycles()).isEqualTo(3 * (20 + 40));
        assertThat(last.cyclesDone()).isEqualTo(last.cycles());
    }

    @ParameterizedTest
    @EnumSource(EngineChoice.class)
    void members_haveTheWeightsOfARunWithTheSameSettings(EngineChoice engine) throws Exception {
        SweepPlan plan = plan();
        BatchOutcome<RunScores> outcome = run(plan, BatchOptions.defaults().but(parts -> {
            parts.crew = Crew.local(2);
            parts.choice = engine;
        }));
        assertThat(outcome.results()).hasSize(6).noneMatch(MemberResult::isFailed);
        for (MemberResult<RunScores> result : outcome.results()) {
            RunScores scores = result.value().orElseThrow();
            List<String> settings = List.of(
                    "learning.opportunities=4",
                    "learning.cycles="
                            + plan.values(plan.point(result.number())).get(0),
                    "seed=" + plan.seed(result.number()));
            RunOptions into = RunOptions.defaults().into(folder.resolve("run" + result.number()));
            try (ScenarioRun run =
                    ScenarioRun.start(Catalog.load("single-synapse", settings).cycle(), into)) {
                assertThat(run.await().manifest().digest()).contains(scores.digest());
                assertThat(run.await().end().orElseThrow().training().loss())
                        .isEqualTo(scores.number("training_loss").orElseThrow());
            }
        }
    }

    @Test
    void interruptedSweep_goesOnWithWhatIsMissing() throws Exception {
        Counting first = new Counting();
        AtomicInteger seen = new AtomicInteger();
        CompletableFuture<BackgroundTask<BatchOutcome<RunScores>>> running = new CompletableFuture<>();
        EngineFactory cancellingTheFourth = (choice, threads, model) -> {
            if (seen.incrementAndGet() == 4) {
                running.join().cancel();
            }
            return first.failing(number -> false).choose(choice, threads, model);
        };
        running.complete(SweepRun.start(
                plan(), folder.resolve("s"), false, BatchOptions.defaults().but(parts -> {
                    parts.crew = Crew.local(1);
                    parts.engines = cancellingTheFourth;
                })));
        BatchOutcome<RunScores> part = running.join().await();
        assertThat(part.cancelled()).isTrue();
        assertThat(part.results()).hasSize(3);
        assertThat(Files.readString(folder.resolve("s/sweep.json"))).contains("\"cancelled\"", "\"done\" : 3");

        Counting second = new Counting();
        BatchOutcome<RunScores> whole = run(plan(), executedBy(second.failing(number -> false)));
        assertThat(second.started).hasValue(3);
        assertThat(whole.cancelled()).isFalse();
        assertThat(whole.earlier()).isEqualTo(3);
        assertThat(whole.results().stream().map(MemberResult::number))
                .isEqualTo(IntStream.range(0, 6).boxed().toList());
        assertThat(whole.results().subList(0, 3)).isEqualTo(part.results());

        Counting third = new Counting();
        BatchOutcome<RunScores> again = run(plan(), executedBy(third.failing(number -> false)));
        assertThat(third.started).hasValue(0);
        assertThat(again.results()).isEqualTo(whole.results());
        assertThat(Files.readString(folder.resolve("s/sweep.json"))).contains("\"finished\"", "\"done\" : 6");
    }

    @Test
    void failingMember_isInItsRowAndTheOthersComplete() throws Exception {
        BatchOutcome<RunScores> outcome = run(
                plan(),
                executedBy(new Counting().failing(number -> number == 2)).but(parts -> parts.crew = Crew.local(1)));
        assertThat(outcome.results()).hasSize(6);
        assertThat(outcome.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.number()).isEqualTo(1);
            assertThat(failure.error().orElseThrow()).contains("synapse 3", "early", "no");
            assertThat(failure.value()).isEmpty();
        });
        assertThat(run(plan(), BatchOptions.defaults()).failures())
                .as("read back from the file")
                .isEqualTo(outcome.failures());
    }

    @Test
    void results_areTheSameForAnyNumberOfJobs() throws Exception {
        List<?> one =
                run(plan(), jobs(1)).results().stream().map(MemberResult::value).toList();
        BatchOutcome<RunScores> four =
                SweepRun.start(plan(), folder.resolve("other"), false, jobs(4)).await();
        assertThat(four.results().stream().map(MemberResult::value).toList()).isEqualTo(one);
    }

    @Test
    void anotherSweep_isRefusedInTheSameDirectory() throws Exception {
        run(plan(), BatchOptions.defaults());
        SweepPlan other = plan("learning.opportunities=4", "learning.cycles=5,11");
        Path path = folder.resolve("s");
        assertThat(BatchDirectory.problem(path, other, false).orElseThrow()).contains("another sweep", "--force");
        assertThatThrownBy(() -> SweepRun.start(other, path, false, BatchOptions.defaults()))
                .isInstanceOf(FileException.class);
        assertThat(SweepRun.start(other, path, true, BatchOptions.defaults())
                        .await()
                        .earlier())
                .isZero();
        assertThat(BatchDirectory.problem(path, other, false)).isEmpty();
    }

    @Test
    void foreignDirectory_isNeverTouched() throws Exception {
        Path mine = Files.writeString(folder.resolve("results.parquet"), "mine");
        assertThat(BatchDirectory.problem(folder, plan(), true).orElseThrow()).contains("no sweep");
        assertThat(BatchDirectory.problem(mine, plan(), true).orElseThrow()).contains("the file");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void plan_reportsTheProblemsOfAllGridPointsAtOnce() {
        assertThatThrownBy(() -> plan("learning.cycles=0,5,-1", "learning.flow_time=0,0.1"))
                .isInstanceOfSatisfying(
                        InvalidScenarioException.class,
                        e -> assertThat(e.lines())
                                .hasSize(3)
                                .anyMatch(line -> line.contains("learning.cycles=0"))
                                .anyMatch(line -> line.contains("learning.cycles=-1"))
                                .anyMatch(line -> line.contains("learning.flow_time=0")));
    }

    @Test
    void scenarioThatDoesNotExist_isReportedWithAllElse() {
        assertThatThrownBy(() -> SweepPlan.of("no-such", List.of("seed=1,2"), SEEDS))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("no-such")
                .hasMessageContaining("--seeds");
    }

    @Test
    void swept_keysAreColumns() throws Exception {
        run(plan("learning.opportunities=4,5", "learning.flow_time=0.1"), BatchOptions.defaults());
        List<Long> opportunities = new ArrayList<>();
        ParquetRows.read(
                folder.resolve("s/results.parquet"),
                List.of("learning_opportunities"),
                row -> opportunities.add(row.whole("learning_opportunities")));
        assertThat(opportunities).containsExactly(4L, 4L, 4L, 5L, 5L, 5L);
    }
}
