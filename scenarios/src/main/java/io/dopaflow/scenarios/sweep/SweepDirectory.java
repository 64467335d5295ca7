package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.RunDirectoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where a sweep is written: a {@link ResultsFolder} with a row for each run in its results. */
public final class SweepDirectory {
    private final ResultsFolder folder;
    private final SweepPlan plan;
    private final List<Member> members;
    private final ResultsFile results;
    private final Instant started;

    private SweepDirectory(ResultsFolder folder, SweepPlan plan, Instant started) {
        this.folder = folder;
        this.plan = plan;
        this.members = plan.members();
        this.results = new ResultsFile(folder.results(), plan.axes());
        this.started = started;
    }

    private static ResultsFolder folder(Path path, SweepPlan plan) {
        return new ResultsFolder(path, "sweep", plan.digest());
    }

    /**
     * What keeps a sweep from being written to a place; nothing if it is new, empty, or has the beginning of this sweep.
     *
     * @param path of the directory
     * @param plan of the sweep
     * @param overwrite whether another sweep there may be replaced
     */
    public static Optional<String> problem(Path path, SweepPlan plan, boolean overwrite) {
        return folder(path, plan).problem(overwrite);
    }

    /**
     * Makes the directory ready, for a new sweep or for what is missing of this one.
     *
     * @param path of the directory
     * @param plan of the sweep
     * @param overwrite whether an earlier sweep there is replaced, this or another
     * @throws RunDirectoryException if {@link #problem} has something against it, or it cannot be written
     */
    public static SweepDirectory open(Path path, SweepPlan plan, boolean overwrite) {
        ResultsFolder folder = folder(path, plan);
        SweepDirectory directory =
                new SweepDirectory(folder, plan, folder.open(SweepText.of(plan), overwrite, List.of()));
        if (!folder.isBegun()) {
            directory.write(List.of(), "running");
        }
        return directory;
    }

    /** The directory. */
    public Path path() {
        return folder.path();
    }

    /** What the sweep runs. */
    SweepPlan plan() {
        return plan;
    }

    /** What is done already. */
    List<MemberResult> done() {
        return Files.isRegularFile(folder.results()) ? results.read(members) : List.of();
    }

    /** Replaces results and manifest. */
    void write(Collection<MemberResult> done, String status) {
        if (!done.isEmpty()) {
            results.write(done);
        }
        long failed = done.stream().filter(MemberResult::isFailed).count();
        folder.write(plan.name(), status, started, members.size(), done.size(), failed);
    }
}
