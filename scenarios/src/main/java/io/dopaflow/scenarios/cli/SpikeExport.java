package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.exchange.SpikeFormat;
import io.dopaflow.analysis.run.RecordedCycles;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.scenarios.run.RecordedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes the spikes of a run into a file, of either family.
 *
 * @param terminal tells what was written, and what the file lacks
 * @param format of the file
 * @param file to write or replace
 * @param kind only of this kind, if there is one; of learning cycles
 * @param noProgress whether to show none
 */
record SpikeExport(Terminal terminal, SpikeFormat format, Path file, Optional<SpikeKind> kind, boolean noProgress) {

    /** Writes those of the run in a directory. */
    void write(Path run) {
        RunManifest manifest = RunDirectory.of(run).manifest();
        if (manifest.family().equals(LearningCycle.FAMILY)) {
            try (RecordedRun recorded = RecordedRun.open(run)) {
                RecordedCycles spikes =
                        recorded.reader().cells(recorded.scenario().model().timing(), kind);
                write(spikes, manifest);
                if (!spikes.isWhole()) {
                    terminal.note("the run recorded the spikes of only " + Text.count(spikes.opportunities())
                            + " of its learning opportunities, and the file has these; record.spikes: all in the"
                            + " scenario keeps all");
                }
            }
            return;
        }
        if (manifest.family().equals(PhasedLearning.FAMILY)) {
            throw new WrongInputException(List.of(
                    run + ": found a run of phased learning; allowed: one of learning cycles or of a spiking network"));
        }
        if (kind.isPresent()) {
            throw new WrongInputException(
                    List.of("--kind: found a run of a network that spikes freely; allowed for learning cycles"));
        }
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            write(reader, manifest);
        }
    }

    private void write(RecordedSpikes spikes, RunManifest manifest) {
        try (ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "export")) {
            double all = Math.max(1, manifest.work().spikes() * format.passes());
            format.write(
                    new WatchedSpikes(spikes, handed -> progress.accept(Math.min(1, handed / all))),
                    origin(manifest),
                    file);
        }
        format.loss(spikes.endPs()).ifPresent(terminal::note);
        terminal.show("wrote " + Text.escaped(file.toString()));
    }

    private static SpikeFormat.Origin origin(RunManifest manifest) {
        return new SpikeFormat.Origin(
                manifest.name() + " " + manifest.started() + " "
                        + manifest.digest().orElse(""),
                "the network " + manifest.name() + ", simulated with Dopaflow " + manifest.dopaflow() + ", seed "
                        + manifest.seed(),
                manifest.started());
    }
}
