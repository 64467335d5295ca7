package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.Crew;
import io.dopaflow.scenarios.cluster.ClusterCrew;
import io.dopaflow.scenarios.cluster.Definition;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.ScenarioBundle;
import io.dopaflow.scenarios.load.ScenarioSources;
import io.dopaflow.scenarios.run.BackgroundTask;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.NewDirectory;
import io.dopaflow.simulator.cluster.Coordinator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code sweep} and {@code converge}, and what both do with them. */
final class BatchSettings {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE,...",
            description =
                    "Values to try for one key of the scenario, such as%n  learning.cycles=100,1000. Repeat the option for"
                            + " other keys: every combination is run. Commas in brackets belong to a value.")
    List<String> assignments = new ArrayList<>();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            converter = WholeNumber.Threads.class,
            description = "How many runs to make at a time, from 1 to 1024; by default one for each processor. The"
                    + " results do not depend on it.")
    private @Nullable Long jobs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the results go; by default a new directory under sweeps or studies. If DIR holds part"
                    + " of the same results, only the missing runs are made.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace the results in DIR instead of completing them.")
    private boolean force;

    @Mixin
    private ClusterSettings cluster = new ClusterSettings();

    @Mixin
    private WatchSettings watch = new WatchSettings();

    private final ScenarioBundle bundle = ScenarioBundle.ofDisk();

    /** What is wrong with these options, as far as it is known without the batch. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(OutputDirectory.forceProblems(out, force));
        problems.addAll(cluster.problems());
        if (jobs != null && cluster.contact().isPresent()) {
            problems.add(
                    "--jobs: found " + jobs + " beside --cluster; allowed: one of the two, as a node makes as many runs"
                            + " at a time as it has cores");
        }
        return problems;
    }

    /** Where scenarios come from: for a cluster, what they are made of is kept in mind to be sent. */
    ScenarioSources scenarios() {
        return cluster.contact().isPresent() ? bundle : Catalog::source;
    }

    /** What is wrong with {@code --out} for the batch. */
    List<String> problems(Batch<?> batch) {
        return out == null
                ? List.of()
                : BatchDirectory.problem(out, batch, force).stream().toList();
    }

    /**
     * Makes the batch before the eyes of the user.
     *
     * @param home of directories that were not named
     * @param definition of the batch for a cluster, of its scenarios
     * @param starter starts the batch in a directory, with options that are complete but for the choice of the engine
     * @param report tells what came out, and gives the exit code
     */
    <O> int run(
            Terminal terminal,
            EngineFactory engines,
            String home,
            Batch<?> batch,
            Function<ScenarioBundle, Definition> definition,
            Starter<O> starter,
            ToIntFunction<O> report)
            throws InterruptedException {
        Path path = out == null ? NewDirectory.in(Path.of(home), batch.name()) : out;
        ProgressDisplay display = new ProgressDisplay(terminal, watch.isSilent(), batch.kind() + " " + batch.name());
        BatchOptions options = BatchOptions.defaults().but(parts -> {
            parts.engines = engines;
            parts.listener = display;
            parts.crew = jobs == null ? parts.crew : Crew.local(jobs.intValue());
        });
        if (cluster.contact().isEmpty()) {
            return watch.watch(terminal, display, () -> starter.start(path, force, options), report);
        }
        try (Coordinator coordinator = cluster.join(terminal, watch.isSilent(), path)) {
            Crew crew = new ClusterCrew(leavingWith(coordinator), definition.apply(bundle));
            return watch.watch(
                    terminal,
                    display,
                    () -> starter.start(path, force, options.but(parts -> parts.crew = crew)),
                    report);
        }
    }

    /** The cluster is left as soon as it is not needed, within the work that Ctrl-C waits for: so its nodes know at once. */
    private static ClusterCrew.Nodes leavingWith(Coordinator coordinator) {
        return (definition, jobs, taker, cancellation) -> {
            try (coordinator) {
                coordinator.make(definition, jobs, taker, cancellation);
            }
        };
    }

    /** Starts a batch. */
    @FunctionalInterface
    interface Starter<O> {
        BackgroundTask<O> start(Path path, boolean overwrite, BatchOptions options);
    }

    /** Tells how it ended, with the table of its results. */
    void tell(Terminal terminal, BatchOutcome<?> outcome, String member, Runnable table) {
        watch.tell(terminal, outcome, member, table);
    }
}
