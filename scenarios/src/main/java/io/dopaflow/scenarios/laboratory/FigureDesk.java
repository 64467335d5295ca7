package io.dopaflow.scenarios.laboratory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dopaflow.analysis.report.FigureJson;
import io.dopaflow.analysis.report.ReportFile;
import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.run.PhasedSpikes;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.figures.CycleFigures;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.FigureResult;
import io.dopaflow.scenarios.figures.NetworkFigures;
import io.dopaflow.scenarios.figures.PhasedFigures;
import io.dopaflow.scenarios.figures.RunComparison;
import io.dopaflow.scenarios.report.RunReport;
import io.dopaflow.scenarios.run.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Figures and reports of runs, as the page asks for them. */
final class FigureDesk {
    private FigureDesk() {}

    /** The kinds that apply to a run, and what each shows. */
    static ArrayNode kinds(Path run) {
        ArrayNode kinds = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(FigureKind.values())
                .filter(kind -> applies(kind, run))
                .forEach(kind -> kinds.addObject().put("kind", kind.word()).put("shows", kind.shows()));
        return kinds;
    }

    private static boolean applies(FigureKind kind, Path run) {
        return switch (RunDirectory.of(run).manifest().family()) {
            case SpikingNetwork.FAMILY -> NetworkFigures.applies(kind, RunDirectory.of(run));
            case PhasedLearning.FAMILY -> kind.isOfPhases();
            default -> kind.isOfCycles();
        };
    }

    /**
     * A figure, as its description in JSON; where there is none, why. A run that goes on, or has just been resumed, has none.
     *
     * @throws WrongFileException if there is no such kind for this run
     */
    static String figure(Path run, String word) {
        FigureKind kind = FigureKind.of(word)
                .filter(each -> applies(each, run))
                .orElseThrow(() -> new WrongFileException(
                        Path.of("figures"), "found no kind of figure called so; allowed: one of the list of figures"));
        FigureResult result;
        try {
            result = switch (RunDirectory.of(run).manifest().family()) {
                case SpikingNetwork.FAMILY -> ofNetwork(run, kind);
                case PhasedLearning.FAMILY -> ofPhases(run, kind);
                default -> ofCycles(run, kind);
            };
        } catch (FileException e) {
            result = new FigureResult.Missing(String.valueOf(e.getMessage()));
        }
        return result instanceof FigureResult.Made made
                ? FigureJson.of(made.figure())
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("missing", ((FigureResult.Missing) result).why())
                        .toString();
    }

    private static FigureResult ofNetwork(Path run, FigureKind kind) {
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            return NetworkFigures.of(reader, NetworkFigures.Selection.of(reader))
                    .figure(kind);
        }
    }

    private static FigureResult ofPhases(Path run, FigureKind kind) {
        try (PhasedRunReader reader = PhasedRunReader.open(run)) {
            PhasedSpikes spikes = reader.spikes();
            return PhasedFigures.of(reader, spikes, NetworkFigures.Selection.of(spikes))
                    .figure(kind);
        }
    }

    private static FigureResult ofCycles(Path run, FigureKind kind) {
        try (RecordedRun recorded = RecordedRun.open(run)) {
            RunComparison comparison = new RunComparison(recorded, share -> {});
            return CycleFigures.of(recorded, SpikeQuery.everything(), comparison)
                    .figure(kind);
        }
    }

    /** The report of a run, which is written into its directory too. */
    static String report(Path run) {
        Path file = run.resolve("report.html");
        ReportFile.write(RunReport.of(List.of(run), true, share -> {}), file);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
    }
}
