package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.EndDistances;
import io.dopaflow.analysis.converge.Interval;
import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.analysis.converge.StudyFigure;
import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.converge.StudyOutcome;
import io.dopaflow.scenarios.converge.StudyPlan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** What a study found: for each curve a row for each n, the slopes, and the verdict. */
final class StudyTable implements StudyReport {
    private final StudyOutcome outcome;
    private final boolean literal;

    StudyTable(StudyOutcome outcome) {
        this.outcome = outcome;
        this.literal = outcome.plan().literal();
    }

    @Override
    public BatchOutcome<?> replicates() {
        return outcome.replicates();
    }

    @Override
    public List<String> notes() {
        return outcome.plan().notes();
    }

    @Override
    public List<Verdict> verdicts() {
        return outcome.curves().stream()
                .map(StudyOutcome.MeasuredCurve::verdict)
                .toList();
    }

    @Override
    public Optional<Figure> figure() {
        List<String> names = StudyText.names(
                outcome.curves().stream().map(curve -> words(curve.asked())).toList());
        List<StudyFigure.Named> named = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            named.add(
                    new StudyFigure.Named(names.get(c), outcome.curves().get(c).curve()));
        }
        return StudyFigure.of("Convergence of " + outcome.plan().name(), named, literal);
    }

    @Override
    public void print(PrintStream out, Ansi ansi) {
        StudyText text = new StudyText(out, ansi);
        for (StudyOutcome.MeasuredCurve measured : outcome.curves()) {
            text.begin(words(measured.asked()));
            (literal ? times() : distances()).print(measured.curve().points(), out, ansi);
            if (literal) {
                text.slope("exponent of the accumulated time", measured.curve().timeLaw());
            } else {
                String over = " over n >= " + EndDistances.SLOPE_FROM + " d";
                text.slope("slope of the sup-distance" + over, measured.curve().supLaw());
                text.slope("slope of the end distance" + over, measured.curve().endLaw());
            }
            text.end(measured.failed(), measured.verdict());
        }
    }

    private static TextTable<PointEstimate> beginning() {
        return new TextTable<PointEstimate>()
                .column("n", point -> point.setting().cycles())
                .column("A_n", point -> point.setting().halfWindow());
    }

    private static TextTable<PointEstimate> distances() {
        return beginning()
                .column("T_n", point -> predicted(point).flowTime())
                .column("runs", point -> StudyText.runs(point.replicates(), point.failed()))
                .column(
                        "sup-distance (95 %)",
                        point -> StudyText.interval(point.sup().rms()))
                .column(
                        "end distance (95 %)",
                        point -> StudyText.interval(point.end().rms()))
                .column("predicted", point -> predicted(point).rms())
                .column("ratio (95 %)", point -> StudyText.ratio(point.ratio()))
                .column("noise", point -> predicted(point).noise())
                .column("bias", point -> predicted(point).biasLength())
                .column(
                        "along bias (95 %)",
                        point -> point.resolvesBias() ? StudyText.interval(point.alongBias()) : "not resolved");
    }

    private static TextTable<PointEstimate> times() {
        return beginning()
                .column("runs", point -> StudyText.runs(point.replicates(), point.failed()))
                .column("accumulated time (95 %)", point -> StudyText.interval(time(point)))
                .column("n alpha kappa(A_n)", point -> predicted(point).flowTime())
                .column(
                        "ratio",
                        point -> StudyText.ratio(
                                time(point).times(1 / predicted(point).flowTime())));
    }

    private static DistancePrediction predicted(PointEstimate point) {
        return point.setting().prediction();
    }

    private static Interval time(PointEstimate point) {
        return point.accumulatedTime().orElse(new Interval(Double.NaN, Double.NaN, Double.NaN));
    }

    private List<String> words(StudyPlan.StudyCurve asked) {
        return StudyText.words(
                asked.scenario(),
                asked.points().get(0).model().network().synapseCount(),
                outcome.plan().axes(),
                asked.values(),
                List.of(
                        "p,q = " + asked.exponents(),
                        "A = " + Text.number(asked.scaling().prefactor()),
                        "T = " + Text.number(asked.scaling().time())));
    }
}
