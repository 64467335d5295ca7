package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.EndDistance;
import io.dopaflow.analysis.converge.EndDistances;
import io.dopaflow.analysis.converge.StudyFigure;
import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.converge.EpisodeOutcome;
import io.dopaflow.scenarios.converge.EpisodeStudy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** What a study of networks in episodes found. */
record EpisodeTable(EpisodeOutcome outcome) implements StudyReport {

    @Override
    public BatchOutcome<?> replicates() {
        return outcome.replicates();
    }

    @Override
    public List<String> notes() {
        return outcome.study().notes();
    }

    @Override
    public List<Verdict> verdicts() {
        return outcome.curves().stream()
                .map(EpisodeOutcome.MeasuredCurve::verdict)
                .toList();
    }

    @Override
    public Optional<Figure> figure() {
        List<String> names = StudyText.names(
                outcome.curves().stream().map(curve -> words(curve.asked())).toList());
        List<StudyFigure.NamedEnds> named = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            named.add(new StudyFigure.NamedEnds(
                    names.get(c), outcome.curves().get(c).ends()));
        }
        return StudyFigure.ofEpisodes("Convergence of " + outcome.study().name(), named);
    }

    @Override
    public void print(PrintStream out, Ansi ansi) {
        StudyText text = new StudyText(out, ansi);
        for (EpisodeOutcome.MeasuredCurve curve : outcome.curves()) {
            text.begin(words(curve.asked()));
            table().print(curve.ends().points(), out, ansi);
            text.slope(
                    "slope of the end distance over n >= " + EndDistances.SLOPE_FROM + " n45",
                    curve.ends().law());
            text.end(curve.failed(), curve.verdict());
        }
    }

    private List<String> words(EpisodeStudy.Curve asked) {
        return StudyText.words(
                asked.scenario(),
                asked.episode().weights().length,
                outcome.study().axes(),
                asked.values(),
                List.of("T = " + Text.number(asked.time()) + " mV^2"));
    }

    private static TextTable<EndDistance> table() {
        return new TextTable<EndDistance>()
                .column("n", EndDistance::n)
                .column("n / n45", point -> point.n() / point.unit())
                .column("runs", point -> StudyText.runs(point.replicates(), point.failed()))
                .column(
                        "end distance (95 %)",
                        point -> StudyText.interval(point.measured().rms()))
                .column(
                        "predicted",
                        point -> point.predicted().isPresent()
                                ? Text.number(point.predicted().getAsDouble())
                                : "-")
                .column(
                        "ratio (95 %)",
                        point -> point.ratio().map(StudyText::ratio).orElse("-"));
    }
}
