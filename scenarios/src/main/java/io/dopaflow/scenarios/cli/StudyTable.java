package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.Curve;
import io.dopaflow.analysis.converge.Interval;
import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.analysis.converge.PowerLaw;
import io.dopaflow.analysis.converge.StudyFigure;
import io.dopaflow.analysis.figure.Printable;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.converge.StudyOutcome;
import io.dopaflow.scenarios.converge.StudyPlan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** What a study found: for each curve a row for each n, the slopes, and the verdict. */
final class StudyTable {
    private final StudyOutcome outcome;
    private final boolean literal;

    StudyTable(StudyOutcome outcome) {
        this.outcome = outcome;
        this.literal = outcome.plan().literal();
    }

    /** The curves with names that tell them apart. */
    List<StudyFigure.Named> named() {
        List<StudyOutcome.MeasuredCurve> curves = outcome.curves();
        Set<String> common = new HashSet<>(words(curves.get(0).asked()));
        curves.forEach(curve -> common.retainAll(words(curve.asked())));
        boolean isOne = curves.size() == 1;
        return curves.stream()
                .map(curve -> new StudyFigure.Named(
                        words(curve.asked()).stream()
                                .filter(word -> isOne || !common.contains(word))
                                .collect(Collectors.joining(", ")),
                        curve.curve()))
                .toList();
    }

    /** Prints it. */
    void print(PrintStream out, Ansi ansi) {
        for (int i = 0; i < outcome.curves().size(); i++) {
            if (i > 0) {
                out.println();
            }
            print(outcome.curves().get(i), out, ansi);
        }
    }

    private void print(StudyOutcome.MeasuredCurve measured, PrintStream out, Ansi ansi) {
        out.println(Printable.of(String.join(", ", words(measured.asked()))));
        (literal ? times() : distances()).print(measured.curve().points(), out, ansi);
        if (literal) {
            slope("exponent of the accumulated time", measured.curve().timeLaw(), out);
        } else {
            String over = " over n >= " + Curve.SLOPE_FROM + " d";
            slope("slope of the sup-distance" + over, measured.curve().supLaw(), out);
            slope("slope of the end distance" + over, measured.curve().endLaw(), out);
        }
        if (measured.failed() > 0) {
            out.println(Text.count(measured.failed(), "replicate")
                    + " failed; slopes and verdict leave out the n at which they did");
        }
        out.println(ansi.string("@|bold " + Text.escaped(measured.verdict().text()) + "|@"));
    }

    private static void slope(String name, Optional<PowerLaw> law, PrintStream out) {
        law.ifPresent(found -> out.println(String.format(
                Locale.ROOT,
                "%s: %.3f [%.3f, %.3f]",
                name,
                found.slope().estimate(),
                found.slope().lower(),
                found.slope().upper())));
    }

    private static TextTable<PointEstimate> beginning() {
        return new TextTable<PointEstimate>()
                .column("n", point -> point.setting().cycles())
                .column("A_n", point -> point.setting().halfWindow());
    }

    private static TextTable<PointEstimate> distances() {
        return beginning()
                .column("T_n", point -> predicted(point).flowTime())
                .column("runs", StudyTable::runs)
                .column("sup-distance (95 %)", point -> interval(point.sup().rms()))
                .column("end distance (95 %)", point -> interval(point.end().rms()))
                .column("predicted", point -> predicted(point).rms())
                .column("ratio (95 %)", point -> ratio(point.ratio()))
                .column("noise", point -> predicted(point).noise())
                .column("bias", point -> predicted(point).biasLength())
                .column(
                        "along bias (95 %)",
                        point -> point.resolvesBias() ? interval(point.alongBias()) : "not resolved");
    }

    private static TextTable<PointEstimate> times() {
        return beginning()
                .column("runs", StudyTable::runs)
                .column("accumulated time (95 %)", point -> interval(time(point)))
                .column("n alpha kappa(A_n)", point -> predicted(point).flowTime())
                .column(
                        "ratio",
                        point -> ratio(time(point).times(1 / predicted(point).flowTime())));
    }

    private static DistancePrediction predicted(PointEstimate point) {
        return point.setting().prediction();
    }

    private static Interval time(PointEstimate point) {
        return point.accumulatedTime().orElse(new Interval(Double.NaN, Double.NaN, Double.NaN));
    }

    private static String runs(PointEstimate point) {
        return point.replicates() + (point.failed() == 0 ? "" : " of " + (point.replicates() + point.failed()));
    }

    private static String interval(Interval value) {
        return Text.number(value.estimate()) + " (" + Text.number(value.lower()) + " to " + Text.number(value.upper())
                + ")";
    }

    private static String ratio(Interval value) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", value.estimate(), value.lower(), value.upper());
    }

    private List<String> words(StudyPlan.StudyCurve asked) {
        List<String> words = new ArrayList<>();
        words.add(asked.scenario());
        words.add("d = " + asked.points().get(0).model().network().synapseCount());
        List<Axis> axes = outcome.plan().axes();
        for (int i = 0; i < axes.size(); i++) {
            words.add(axes.get(i).key() + " = " + asked.values().get(i));
        }
        words.add("p,q = " + asked.exponents());
        words.add("A = " + Text.number(asked.scaling().prefactor()));
        words.add("T = " + Text.number(asked.scaling().time()));
        return words;
    }
}
