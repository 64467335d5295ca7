package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.compare.PhasedComparison;
import io.dopaflow.analysis.compare.PhasedComparisonFigure;
import io.dopaflow.analysis.compare.PhasedComparisonFile;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.scenarios.run.RecordedPhases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Compares what a local rule has learnt with the gradient flow of its loss, and says what was found. */
final class PhasedRunComparison {
    private static final int ROWS = 10;

    private final Terminal terminal;
    private final boolean noProgress;

    PhasedRunComparison(Terminal terminal, boolean noProgress) {
        this.terminal = terminal;
        this.noProgress = noProgress;
    }

    /** Compares, and gives the exit code. */
    int compare(Path directory, Path folder) {
        PhasedComparison comparison;
        String name;
        int epoch;
        try (RecordedPhases recorded = RecordedPhases.open(directory);
                ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "compare")) {
            name = recorded.reader().manifest().name();
            epoch = recorded.scenario().model().samples().training().size();
            comparison = PhasedComparison.of(
                    recorded.reader(), recorded.scenario().model(), RecordedPhases::replay, progress);
        } catch (IllegalArgumentException e) {
            return refused(Text.oneLine(e.getMessage()));
        }
        print(comparison, epoch);
        if (comparison.difference().isPresent()) {
            return refused("the recorded weights are not those of the scenario: "
                    + comparison.difference().get() + ". No figure was drawn");
        }
        List<Path> files = new ArrayList<>(
                Drawing.of(PhasedComparisonFigure.of(comparison, name, epoch)).save(folder, "compare-run"));
        Path points = folder.resolve("compare.parquet");
        PhasedComparisonFile.write(comparison, points);
        files.add(points);
        files.forEach(file -> terminal.tell("wrote " + Text.escaped(file.toString())));
        return ExitCode.DONE;
    }

    private int refused(String reason) {
        terminal.tell("@|red not compared|@: " + Text.escaped(reason));
        return ExitCode.FAILED;
    }

    private void print(PhasedComparison comparison, int epoch) {
        List<PhasedComparison.Point> points = comparison.points();
        int rows = Math.min(ROWS, points.size());
        List<PhasedComparison.Point> shown = IntStream.range(0, rows)
                .mapToObj(i -> points.get(i * (points.size() - 1) / (rows - 1)))
                .toList();
        new TextTable<PhasedComparison.Point>()
                .column("epoch", point -> Text.number(point.opportunities() / (double) epoch))
                .column("flow's path", PhasedComparison.Point::path)
                .column("rule to flow", PhasedComparison.Point::toFlow)
                .column("descent to flow", PhasedComparison.Point::descentToFlow)
                .column("angle", point -> Double.isNaN(point.angle()) ? "-" : Text.number(point.angle()) + " deg")
                .column("loss of the rule", PhasedComparison.Point::loss)
                .column("on the flow", PhasedComparison.Point::flowLoss)
                .column("of descent", PhasedComparison.Point::descentLoss)
                .print(shown, terminal.out(), terminal.outAnsi());
        terminal.showText(
                "The flow dw/dt = -grad L and gradient descent begin at the run's weights and go through the same"
                        + " batches at the same rates. Distances and angle are of the network's own synapses; the angle is between"
                        + " the changes since the start.");
        if (comparison.difference().isEmpty()) {
            terminal.showText("The rule, replayed from the seed, has the recorded weights to the last bit.");
        }
        terminal.showText("Not read, and so not checked: spikes, losses and broadcasts.");
        terminal.out().flush();
    }
}
