package io.dopaflow.scenarios.laboratory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.Folders;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.run.AbandonedRun;
import io.dopaflow.scenarios.run.NewDirectory;
import io.dopaflow.scenarios.run.ResumableRun;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The runs of the laboratory: those in its folder, and the one that goes on. One run goes on at a time, as each uses all
 * processors. Thread-safe.
 */
final class RunDesk implements AutoCloseable {
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    private static final long FRAME_MILLISECONDS = 200;

    private final Folder folder;
    private final Path home;
    private final MeterRegistry registry;
    private final ExecutorService ticks = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "laboratory-frames");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<Going> going = Optional.empty();

    /** A run that goes on, or has just ended. */
    private record Going(String id, ScenarioRun run, LiveFeed feed) {}

    /** The laboratory is busy with another run, or a run is not in the state that was asked for. */
    static final class ConflictException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConflictException(String message) {
            super(message);
        }
    }

    /**
     * The runs in a folder. Those that were abandoned are marked as failed.
     *
     * @param folder that scenarios may read files of
     * @param home where runs are
     */
    RunDesk(Path folder, Path home, MeterRegistry registry) {
        this.folder = Folder.closed(folder);
        this.home = home;
        this.registry = registry;
        for (Path run : runs()) {
            try {
                AbandonedRun.mark(run);
            } catch (FileException e) {
                // The list says what is wrong with it.
            }
        }
    }

    /** A scenario from the text that somebody sent. */
    LoadedScenario load(String yaml) throws InvalidScenarioException {
        return ScenarioLoader.load(new ScenarioSource(yaml, "scenario.yaml", folder), List.of());
    }

    /** Starts a run, and returns its name. */
    synchronized String start(LoadedScenario scenario) {
        requireIdle();
        Path directory = NewDirectory.in(home, scenario.scenario().name());
        follow(scenario, options -> ScenarioRun.start(scenario, options.into(directory)));
        return String.valueOf(directory.getFileName());
    }

    /** Goes on with a run that did not finish. */
    synchronized void resume(String id) {
        requireIdle();
        ResumableRun run = ResumableRun.open(path(id));
        follow(
                run.scenario(),
                options -> ScenarioRun.resume(run, run.scenario().scenario().engine(), options));
    }

    private void requireIdle() {
        current().ifPresent(id -> {
            throw new ConflictException("the run " + id + " still goes on; allowed: one at a time, stop it or wait");
        });
    }

    private void follow(LoadedScenario scenario, Function<RunOptions, ScenarioRun> starter) {
        Live live = Live.of(scenario);
        LiveFeed feed = new LiveFeed(live.about().toString());
        ScenarioRun run = starter.apply(RunOptions.defaults().but(parts -> {
            parts.listener = live;
            parts.registry = Optional.of(registry);
        }));
        going = Optional.of(new Going(String.valueOf(run.directory().getFileName()), run, feed));
        tick(run, live, feed);
    }

    /** Makes frames until the run is over: the last one has all that is left. */
    private void tick(ScenarioRun run, Live live, LiveFeed feed) {
        ticks.execute(() -> {
            boolean isOver = isOver(run, FRAME_MILLISECONDS);
            feed.add(live.frame());
            if (isOver) {
                feed.end(outcome(run));
            } else {
                tick(run, live, feed);
            }
        });
    }

    private static boolean isOver(ScenarioRun run) {
        return isOver(run, 0);
    }

    /** Whether it has ended, or does so within this time. */
    private static boolean isOver(ScenarioRun run, long milliseconds) {
        try {
            return run.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static ObjectNode outcome(ScenarioRun run) {
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        try {
            RunOutcome outcome = run.await();
            end.put("status", outcome.status().text());
            outcome.failure().ifPresent(failure -> end.put("message", failure.culprit() + ": " + failure.message()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end.put("status", "failed").put("message", String.valueOf(e.getMessage()));
        }
        return end;
    }

    /** Asks a run to end soon. */
    synchronized void stop(String id) {
        if (!current().equals(Optional.of(id))) {
            throw new ConflictException("the run " + id + " does not go on here; allowed: one that does");
        }
        going.orElseThrow().run().cancel();
    }

    /** The run that goes on. */
    synchronized Optional<String> current() {
        return going.filter(each -> !isOver(each.run())).map(Going::id);
    }

    /** The frames of a run that goes on, or was the last to end. */
    synchronized Optional<LiveFeed> feed(String id) {
        return going.filter(each -> each.id().equals(id)).map(Going::feed);
    }

    /** Directories with a manifest, the latest start first. */
    List<Path> runs() {
        try {
            List<Path> found = new ArrayList<>(Files.isDirectory(home) ? Folders.children(home) : List.of());
            found.removeIf(each -> !isRun(each));
            return RunDirectory.latestFirst(found);
        } catch (IOException e) {
            return List.of();
        }
    }

    private boolean isRun(Path path) {
        return String.valueOf(path.getFileName()).matches(ID)
                && Files.isDirectory(path)
                && Files.isRegularFile(path.resolve("manifest.json"))
                && isInside(path);
    }

    /** Links lead out of the folder. */
    private boolean isInside(Path path) {
        try {
            return home.toRealPath().equals(path.toRealPath().getParent());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The directory of a run.
     *
     * @throws WrongFileException if there is none of that name
     */
    Path path(String id) {
        Path path = id.matches(ID) ? home.resolve(id) : home;
        if (!id.matches(ID) || !isRun(path)) {
            throw new WrongFileException(
                    Path.of("runs"), "found no run of that name; allowed: one of the list of runs");
        }
        return path;
    }

    /** The manifest of a run as the page shows it. */
    ObjectNode summary(Path run) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("id", String.valueOf(run.getFileName()));
        try {
            RunManifest manifest = RunDirectory.of(run).manifest();
            row.put("scenario", manifest.name())
                    .put("family", manifest.family())
                    .put("status", manifest.status().text())
                    .put("seed", manifest.seed())
                    .put("engine", manifest.environment().engine())
                    .put("started", manifest.started().toString())
                    .put("seconds", manifest.work().wallSeconds())
                    .put("spikes", manifest.work().spikes())
                    .put("digest", manifest.digest().orElse(""));
            manifest.failure()
                    .ifPresent(failure -> row.put("message", failure.culprit() + ": " + failure.message())
                            .put("resumable", failure.resumable()));
        } catch (FileException e) {
            row.put("status", "unreadable").put("message", String.valueOf(e.getMessage()));
        }
        return row;
    }

    /** Cancels the run that goes on, and waits until its directory is complete. */
    @Override
    public void close() {
        going.ifPresent(each -> each.run().close());
        ticks.shutdownNow();
    }
}
