package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.run.PhasedSpikes;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of phased learning, whole and in parts, and what they leave behind. */
class PhasedRunTest {
    /** Batches of seven do not end where a run is interrupted; rewards have a running mean. */
    static final String SCENARIO = """
            model: phased-learning
            name: flowers
            seed: 3
            task: {data: iris, held_out: 0.2}
            network: {hidden: [{size: 4, activation: tanh}]}
            learning: {rule: %s, rate: 0.05, batch: 7, epochs: 2}
            record: {spikes: {every: 50 opportunities}, losses: all, weights: {every: 60 opportunities}, updates: {every: 100 opportunities}}
            """;

    /** Built-in scenarios of rules that need an environment. */
    private static final Map<String, String> IN_ENVIRONMENTS =
            Map.of("q-learning", "waiting", "three-factor-actor", "bandit", "uncertainty", "jumping-mean");

    @TempDir
    Path folder;

    static LoadedScenario scenario(String rule) throws Exception {
        if (IN_ENVIRONMENTS.containsKey(rule)) {
            return Catalog.load(IN_ENVIRONMENTS.get(rule), List.of("learning.opportunities=240", "learning.batch=7"));
        }
        return ScenarioLoader.load(
                new ScenarioSource(
                        SCENARIO.formatted(rule), "flowers.yaml", Path.of("").toAbsolutePath()),
                List.of());
    }

    private RunOutcome run(String rule, String name) throws Exception {
        try (ScenarioRun run =
                ScenarioRun.start(scenario(rule), RunOptions.defaults().into(folder.resolve(name)))) {
            return run.await();
        }
    }

    /** Ends it after so many learning opportunities, at the earliest. */
    private Path cancelled(String rule, long after) throws Exception {
        Path path = folder.resolve("parts");
        ScenarioRun[] run = new ScenarioRun[1];
        RunOptions options = RunOptions.defaults()
                .into(path)
                .but(parts -> parts.listener = NetworkResumeTest.cancellingAfter(run, after));
        run[0] = ScenarioRun.start(scenario(rule), options);
        try (ScenarioRun started = run[0]) {
            assertThat(started.await().status()).isEqualTo(RunStatus.CANCELLED);
        }
        return path;
    }

    private static List<String> rows(Path path) {
        List<String> rows = new ArrayList<>();
        try (PhasedRunReader run = PhasedRunReader.open(path)) {
            PhasedSpikes spikes = run.spikes();
            spikes.each(spikes.everything(), spike -> rows.add(spike.toString()));
            for (PhasedRunReader.Moment moment : run.moments()) {
                rows.add(moment + " " + WeightsDigest.of(run.weights(moment)));
            }
            run.steps(Integer.MAX_VALUE).forEach(step -> rows.add(step.toString()));
            for (Progress score : run.progress()) {
                rows.add(score.epoch() + " " + score.opportunity() + " " + score.timePs() + " " + score.training() + " "
                        + score.heldOut());
            }
        }
        return rows;
    }

    @Test
    void run_leavesAllOfItsTablesAndSaysWhatItDid() throws Exception {
        RunOutcome outcome = run("feedback-alignment", "run");
        assertThat(outcome.status()).isEqualTo(RunStatus.FINISHED);
        RunWork.OfPhases work = outcome.manifest().phasedWork();
        assertThat(work.opportunitiesDone()).isEqualTo(240).isEqualTo(work.opportunitiesPlanned());
        assertThat(work.messages()).isZero();
        assertThat(outcome.directory().toFile().list())
                .contains("losses.parquet", "updates.parquet", "phases.parquet", "data.parquet", "run.log")
                .noneMatch(name -> name.startsWith("checkpoint") || name.endsWith(".parts"));
        LoadedPhased scenario = (LoadedPhased) scenario("feedback-alignment");
        try (PhasedRunReader run = PhasedRunReader.open(outcome.directory())) {
            assertThat(run.network().synapses())
                    .isEqualTo(scenario.model().circuit().network().synapses());
            assertThat(run.moments())
                    .extracting(PhasedRunReader.Moment::opportunities)
                    .contains(0L, 1L, 61L, 120L, 240L);
            double[] last = run.weights(run.moments().get(run.moments().size() - 1));
            assertThat(outcome.manifest().digest()).contains(WeightsDigest.of(last));
            assertThat(run.progress()).extracting(Progress::opportunity).containsExactly(0L, 120L, 240L);
            assertThat(run.progress().get(2).heldOut())
                    .isEqualTo(scenario.model().heldOutScore(last));
            assertThat(outcome.end()).contains(run.progress().get(2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "feedback-alignment, 66, POPULATION",
        "feedback-alignment, 66, ACTOR",
        "kolen-pollack, 1, POPULATION",
        "reinforce, 130, POPULATION",
        "reinforce, 130, ACTOR",
        "q-learning, 66, POPULATION",
        "q-learning, 66, ACTOR",
        "three-factor-actor, 130, ACTOR",
        "uncertainty, 100, POPULATION",
    })
    void resumedRun_endsWithTheBitsAndRowsOfTheUninterruptedOne(String rule, long after, EngineChoice engine)
            throws Exception {
        RunOutcome whole = run(rule, "whole");
        Path parts = cancelled(rule, after);
        ResumableRun resumable = ResumableRun.open(parts);
        assertThat(resumable.checkpoint().steps()).isBetween(after, 239L);
        try (ScenarioRun run = ScenarioRun.resume(resumable, engine, RunOptions.defaults())) {
            RunOutcome outcome = run.await();
            assertThat(outcome.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(outcome.manifest().digest()).isEqualTo(whole.manifest().digest());
            assertThat(outcome.manifest().work().spikes())
                    .isEqualTo(whole.manifest().work().spikes());
            assertThat(outcome.manifest().phasedWork().opportunitiesDone()).isEqualTo(240);
            assertThat(outcome.manifest().resumptions())
                    .extracting(RunManifest.Resumption::fromStep)
                    .containsExactly(resumable.checkpoint().steps());
        }
        assertThat(rows(parts)).isEqualTo(rows(whole.directory()));
    }

    @Test
    void bothEngines_giveTheSameDigest() throws Exception {
        RunOutcome population = run("node-perturbation", "population");
        LoadedScenario byActors = ScenarioLoader.load(
                new ScenarioSource(
                        SCENARIO.formatted("node-perturbation"),
                        "flowers.yaml",
                        Path.of("").toAbsolutePath()),
                List.of("engine=actor"));
        try (ScenarioRun run = ScenarioRun.start(byActors, RunOptions.defaults().into(folder.resolve("actors")))) {
            RunOutcome actors = run.await();
            assertThat(actors.manifest().environment().engine()).isEqualTo("actor");
            assertThat(actors.manifest().work().messages()).isPositive();
            assertThat(actors.manifest().digest())
                    .isEqualTo(population.manifest().digest());
            assertThat(rows(actors.directory())).isEqualTo(rows(population.directory()));
        }
    }

    @Test
    void changedInput_isNotResumed() throws Exception {
        Path parts = cancelled("feedback-alignment", 30);
        Path file = RunDirectory.of(parts).scenarioFile();
        Files.writeString(file, Files.readString(file).replace("seed: 3", "seed: 4"));
        assertThatThrownBy(() -> ResumableRun.open(parts))
                .isInstanceOf(FileException.class)
                .hasMessageContaining("was changed since the run started");
    }

    @Test
    void finishedRun_isNotResumed() throws Exception {
        RunOutcome outcome = run("feedback-alignment", "run");
        assertThatThrownBy(() -> ResumableRun.open(outcome.directory()))
                .isInstanceOf(FileException.class)
                .hasMessageContaining("a run that has finished");
    }

    @Test
    void failedRun_isReadableAndNamesTheCulprit() throws Exception {
        RunOptions options =
                RunOptions.defaults().into(folder.resolve("failed")).but(parts -> parts.engines = new FailingEngines());
        try (ScenarioRun run = ScenarioRun.start(scenario("feedback-alignment"), options)) {
            RunOutcome outcome = run.await();
            assertThat(outcome.status()).isEqualTo(RunStatus.FAILED);
            assertThat(outcome.manifest().failure().orElseThrow().culprit()).isEqualTo("synapse 5");
            assertThat(rows(outcome.directory())).isNotEmpty();
        }
    }

    /** An engine that stops in the middle. */
    private static final class FailingEngines implements EngineFactory {
        @Override
        public Chosen choose(EngineChoice choice, OptionalInt threads, LearningCycle model) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public Chosen choose(EngineChoice choice, OptionalInt threads, PhasedLearning model) {
            Engine inner = EngineFactory.super.choose(choice, threads, model).engine();
            return new Chosen(
                    new Engine() {
                        @Override
                        public String name() {
                            return inner.name();
                        }

                        @Override
                        public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
                            request.cancellation().request();
                            inner.run(request);
                            throw new RunFailedException(
                                    RunFailedException.Origin.MODEL,
                                    "synapse 5",
                                    "in learning opportunity 1",
                                    new ArithmeticException("its weight became NaN"));
                        }
                    },
                    1,
                    "it fails");
        }
    }
}
