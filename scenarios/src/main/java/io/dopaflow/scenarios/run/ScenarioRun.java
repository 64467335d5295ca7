package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Cancellation;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A run of a scenario that is going on in a thread of its own. It leaves a run directory behind, whatever happens to it.
 *
 * <pre>{@code
 * LoadedCycle scenario = Catalog.load("iris", List.of("seed=7")).cycle();
 * try (ScenarioRun run = ScenarioRun.start(scenario, RunOptions.defaults())) {
 *     RunOutcome outcome = run.await();
 *     System.out.println(outcome.status() + ": " + outcome.directory());
 * }
 * }</pre>
 */
public final class ScenarioRun extends BackgroundTask<RunOutcome> {
    private final RunManifest manifest;

    private ScenarioRun(RunPlace place, RunManifest manifest, Cancellation cancellation, Callable<RunOutcome> run) {
        super("run", place.directory().path(), place.lock(), cancellation, run);
        this.manifest = manifest;
    }

    /**
     * Makes the run directory and starts the run.
     *
     * @throws io.dopaflow.analysis.store.FileException if the directory is taken or cannot be written; then
     *     nothing was started and nothing is left
     */
    public static ScenarioRun start(LoadedCycle scenario, RunOptions options) {
        EngineFactory.Chosen chosen =
                options.engines().choose(scenario.scenario().engine(), options.threads(), scenario.model());
        String text = scenario.resolvedForRun();
        RunManifest manifest = manifest(scenario, chosen, text);
        RunPlace place = RunPlace.create(options, manifest, text);
        return start(place, manifest, scenario, chosen, options, Optional.empty());
    }

    /**
     * Goes on with a run that did not finish, in its directory. It ends with the bits and the rows of a run that was
     * never interrupted, on whichever engine.
     *
     * @param run that goes on
     * @param engine the wish; the scenario's does not count
     * @param options without a directory
     * @throws io.dopaflow.analysis.store.FileException if the directory cannot be written; the run can still be
     *     resumed then
     */
    public static ScenarioRun resume(ResumableRun run, EngineChoice engine, RunOptions options) {
        EngineFactory.Chosen chosen = options.engines()
                .choose(engine, options.threads(), run.scenario().model());
        RunManifest manifest =
                run.manifest().resumed(environment(chosen), run.checkpoint().steps());
        RunPlace place = RunPlace.reopen(run, manifest);
        return start(place, manifest, run.scenario(), chosen, options, Optional.of(run.checkpoint()));
    }

    private static ScenarioRun start(
            RunPlace place,
            RunManifest manifest,
            LoadedCycle scenario,
            EngineFactory.Chosen chosen,
            RunOptions options,
            Optional<Checkpoint> checkpoint) {
        Cancellation cancellation = new Cancellation();
        RunExecution execution = new RunExecution(
                place.directory(), manifest, scenario, chosen.engine(), options, cancellation, checkpoint);
        return new ScenarioRun(place, manifest, cancellation, execution::execute);
    }

    private static RunManifest manifest(LoadedCycle scenario, EngineFactory.Chosen chosen, String text) {
        LearningCycle model = scenario.model();
        return RunManifest.starting(
                DopaflowVersion.text(),
                LearningCycle.FAMILY,
                scenario.scenario().name(),
                ContentDigest.of(text),
                Optional.of(DataDigest.of(scenario.data())),
                scenario.scenario().seed(),
                environment(chosen),
                RunWork.OfCycles.planned(model.network().synapseCount(), model.opportunities(), model.cycles()));
    }

    private static RunManifest.Environment environment(EngineFactory.Chosen chosen) {
        return RunManifest.Environment.ofThisProcess(chosen.engine().name(), chosen.threads(), chosen.reason());
    }

    /** What executes the run, and why that. */
    public RunManifest.Environment environment() {
        return manifest.environment();
    }
}
