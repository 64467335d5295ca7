package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Cancellation;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A run of a scenario that is going on in a thread of its own. It leaves a run directory behind, whatever happens to it.
 *
 * <pre>{@code
 * LoadedScenario scenario = Catalog.load("iris", List.of("seed=7"));
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
    public static ScenarioRun start(LoadedScenario scenario, RunOptions options) {
        RunFamily family = RunFamily.of(scenario);
        EngineFactory.Chosen chosen =
                family.choose(options.engines(), scenario.scenario().engine(), options.threads());
        String text = scenario.resolvedForRun();
        RunManifest manifest = manifest(family, chosen, text);
        RunPlace place = RunPlace.create(options, manifest, text, scenario.inputs());
        return start(place, manifest, family, chosen, options, Optional.empty());
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
        RunFamily family = RunFamily.of(run.scenario());
        EngineFactory.Chosen chosen = family.choose(options.engines(), engine, options.threads());
        RunManifest manifest =
                run.manifest().resumed(environment(chosen), run.checkpoint().steps());
        RunPlace place = RunPlace.reopen(run, manifest);
        return start(place, manifest, family, chosen, options, Optional.of(run.checkpoint()));
    }

    private static ScenarioRun start(
            RunPlace place,
            RunManifest manifest,
            RunFamily family,
            EngineFactory.Chosen chosen,
            RunOptions options,
            Optional<Checkpoint> checkpoint) {
        Cancellation cancellation = new Cancellation();
        RunExecution execution = new RunExecution(
                place.directory(), manifest, family, chosen.engine(), options, cancellation, checkpoint);
        return new ScenarioRun(place, manifest, cancellation, execution::execute);
    }

    private static RunManifest manifest(RunFamily family, EngineFactory.Chosen chosen, String text) {
        return RunManifest.starting(
                DopaflowVersion.text(),
                family.word(),
                family.scenario().scenario().name(),
                ContentDigest.of(text),
                family.dataDigest(),
                family.scenario().scenario().seed(),
                environment(chosen),
                family.planned());
    }

    private static RunManifest.Environment environment(EngineFactory.Chosen chosen) {
        return RunManifest.Environment.ofThisProcess(chosen.engine().name(), chosen.threads(), chosen.reason());
    }

    /** What executes the run, and why that. */
    public RunManifest.Environment environment() {
        return manifest.environment();
    }
}
