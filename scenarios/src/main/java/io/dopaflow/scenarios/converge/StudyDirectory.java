package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.run.RunDirectoryException;
import io.dopaflow.scenarios.sweep.ResultsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where a study is written: a {@link ResultsFolder} with a row for each replicate in its results, and, once all are done,
 * {@code points.parquet} with a row for each grid point, the table as text, and figures.
 */
public final class StudyDirectory {
    /** The table with its verdicts. */
    public static final String TABLE = "study.txt";

    /** Figures, without the extension. */
    public static final String FIGURE = "study";

    private static final String POINTS = "points.parquet";
    private static final List<String> OTHERS =
            List.of(POINTS, TABLE, FIGURE + ".png", FIGURE + ".svg", FIGURE + ".pdf");

    private final ResultsFolder folder;
    private final StudyPlan plan;
    private final Instant started;

    private StudyDirectory(ResultsFolder folder, StudyPlan plan, Instant started) {
        this.folder = folder;
        this.plan = plan;
        this.started = started;
    }

    private static ResultsFolder folder(Path path, StudyPlan plan) {
        return new ResultsFolder(path, "study", plan.digest());
    }

    /**
     * What keeps a study from being written to a place; nothing if it is new, empty, or has the beginning of this study.
     *
     * @param path of the directory
     * @param plan of the study
     * @param overwrite whether another study there may be replaced
     */
    public static Optional<String> problem(Path path, StudyPlan plan, boolean overwrite) {
        return folder(path, plan).problem(overwrite);
    }

    /**
     * Makes the directory ready, for a new study or for what is missing of this one.
     *
     * @param path of the directory
     * @param plan of the study
     * @param overwrite whether an earlier study there is replaced, this or another
     * @throws RunDirectoryException if {@link #problem} has something against it, or it cannot be written
     */
    public static StudyDirectory open(Path path, StudyPlan plan, boolean overwrite) {
        ResultsFolder folder = folder(path, plan);
        StudyDirectory directory = new StudyDirectory(folder, plan, folder.open(plan.definition(), overwrite, OTHERS));
        if (!folder.isBegun()) {
            directory.write(List.of(), "running");
        }
        return directory;
    }

    /** The directory. */
    public Path path() {
        return folder.path();
    }

    /** What the study runs. */
    StudyPlan plan() {
        return plan;
    }

    /** Where a row for each grid point goes. */
    Path points() {
        return folder.path().resolve(POINTS);
    }

    /** What is done already. */
    List<ReplicateResult> done() {
        return Files.isRegularFile(folder.results()) ? new ReplicatesFile(folder.results(), plan).read() : List.of();
    }

    /** Replaces results and manifest. */
    void write(Collection<ReplicateResult> done, String status) {
        if (!done.isEmpty()) {
            new ReplicatesFile(folder.results(), plan).write(done);
        }
        long failed = done.stream().filter(ReplicateResult::isFailed).count();
        folder.write(plan.name(), status, started, plan.members(), done.size(), failed);
    }
}
