package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.compare.EpisodeComparison;
import io.dopaflow.analysis.compare.EpisodeComparisonFigure;
import io.dopaflow.analysis.compare.EpisodeComparisonFile;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.scenarios.run.RecordedNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Compares what a network learnt in episodes with the gradient flow of its expected loss, and says what was found. */
final class NetworkComparison {
    private static final int ROWS = 10;

    private final Terminal terminal;
    private final boolean noProgress;

    NetworkComparison(Terminal terminal, boolean noProgress) {
        this.terminal = terminal;
        this.noProgress = noProgress;
    }

    /** Compares, and gives the exit code. */
    int compare(Path directory, Path folder) {
        EpisodeComparison comparison;
        String name;
        try (RecordedNetwork recorded = RecordedNetwork.open(directory);
                ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "compare")) {
            name = recorded.reader().name();
            comparison =
                    EpisodeComparison.of(recorded.reader(), recorded.scenario().network(), progress);
        } catch (IllegalArgumentException e) {
            terminal.tell("@|red not compared|@: " + Text.escaped(Text.oneLine(e.getMessage())));
            return ExitCode.FAILED;
        }
        print(comparison);
        List<Path> files = new ArrayList<>(
                Drawing.of(EpisodeComparisonFigure.of(comparison, name)).save(folder, "compare-weights"));
        Path trajectories = folder.resolve("compare.parquet");
        EpisodeComparisonFile.write(comparison, trajectories);
        files.add(trajectories);
        files.forEach(file -> terminal.tell("wrote " + Text.escaped(file.toString())));
        return ExitCode.DONE;
    }

    private void print(EpisodeComparison comparison) {
        List<EpisodeComparison.Point> points = comparison.points();
        int rows = Math.min(ROWS, points.size());
        List<EpisodeComparison.Point> shown = IntStream.range(0, rows)
                .mapToObj(i -> points.get(i * (points.size() - 1) / (rows - 1)))
                .toList();
        new TextTable<EpisodeComparison.Point>()
                .column("episodes", EpisodeComparison.Point::episodes)
                .column("flow's path mV", EpisodeComparison.Point::path)
                .column("distance mV", EpisodeComparison.Point::distance)
                .column("predicted mV", EpisodeComparison.Point::predicted)
                .column("angle", point -> Double.isNaN(point.angle()) ? "-" : Text.number(point.angle()) + " deg")
                .column("E[L] of the run", EpisodeComparison.Point::loss)
                .column("E[L] on the flow", EpisodeComparison.Point::flowLoss)
                .print(shown, terminal.out(), terminal.outAnsi());
        terminal.showText(
                "distance: between the recorded weights and the gradient flow dw/dk = -rate grad E[L] from the same start, k in"
                        + " episodes; predicted: its root mean square by linear noise. A run is one draw.");
        terminal.showText("Not read, and so not checked: spikes and rewards; verify checks them.");
        terminal.out().flush();
    }
}
