package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.report.Block;
import io.dopaflow.analysis.report.Block.Tile;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.FigureResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** A run that is opened for a report: what its family has to say of it. */
abstract class ReportedRun implements AutoCloseable {
    private final RunDirectory directory;
    private final RunManifest manifest;

    ReportedRun(RunDirectory directory, RunManifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    /**
     * Opens a run.
     *
     * @param isCompared whether learning is compared with gradient flow
     * @param progress receives the share done of that comparison, from 0 to 1
     * @throws io.dopaflow.analysis.store.FileException if it is none or cannot be read
     */
    static ReportedRun open(Path path, boolean isCompared, DoubleConsumer progress) {
        return switch (RunDirectory.of(path).manifest().family()) {
            case SpikingNetwork.FAMILY -> ReportedNetwork.open(path);
            case PhasedLearning.FAMILY -> ReportedPhases.open(path);
            default -> ReportedCycles.open(path, isCompared, progress);
        };
    }

    /** What was run, in one sentence. */
    abstract String whatWasRun();

    /** What came out, in one sentence. */
    abstract String whatCameOut();

    /** How far it came, such as "12 of 30 cycles". */
    abstract String reached();

    /** The results, in the order of their weight. */
    abstract List<Tile> results();

    /** What it cost. */
    abstract List<Tile> costs();

    /** What the comparison with gradient flow gave; none where there is none. */
    abstract List<Tile> flow();

    /** What is to be known of the comparison, a sentence each. */
    abstract List<String> flowNotes();

    /** The rule by which it learnt, where that is data. */
    Optional<Block> rule() {
        return Optional.empty();
    }

    /** All figures that apply to it, or why there are none, in order. */
    abstract Map<FigureKind, FigureResult> figures();

    @Override
    public abstract void close();

    final RunDirectory directory() {
        return directory;
    }

    final RunManifest manifest() {
        return manifest;
    }

    /** The name of its directory: where that is on a machine is nobody's business. */
    final String label() {
        Path name = directory.path().toAbsolutePath().normalize().getFileName();
        return name == null ? manifest.name() : name.toString();
    }
}
