package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.Curve;
import io.dopaflow.analysis.converge.Interval;
import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.analysis.converge.PowerLaw;
import io.dopaflow.analysis.converge.StudyFigure;
import io.dopaflow.analysis.plot.Printable;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.converge.MeasuredCurve;
import io.dopaflow.scenarios.converge.StudyCurve;
import io.dopaflow.scenarios.converge.StudyOutcome;
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
        List<MeasuredCurve> curves = outcome.curves();
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

    private void print(MeasuredCurve measured, PrintStream out, Ansi ansi) {
        out.println(Printable.of(String.join(", ", words(measured.asked()))));
        TextTable table = literal
                ? new TextTable("n", "A_n", "runs", "accumulated time (95 %)", "n alpha kappa(A_n)", "ratio")
                : new TextTable(
                        "n",
                        "A_n",
                        "T_n",
                        "runs",
                        "sup-distance (95 %)",
                        "end distance (95 %)",
                        "predicted",
                        "ratio (95 %)",
                        "noise",
                        "bias",
                        "along bias (95 %)");
        for (PointEstimate point : measured.curve().points()) {
            table.row(literal ? times(point) : distances(point));
        }
        table.print(out, ansi);
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

    private static String[] distances(PointEstimate point) {
        DistancePrediction prediction = point.setting().prediction();
        return new String[] {
            Integer.toString(point.setting().cycles()),
            Text.number(point.setting().halfWindow()),
            Text.number(prediction.flowTime()),
            runs(point),
            interval(point.sup().rms()),
            interval(point.end().rms()),
            Text.number(prediction.rms()),
            ratio(point.ratio()),
            Text.number(prediction.noise()),
            Text.number(prediction.biasLength()),
            point.resolvesBias() ? interval(point.alongBias()) : "not resolved"
        };
    }

    private static String[] times(PointEstimate point) {
        double predicted = point.setting().prediction().flowTime();
        Interval time = point.accumulatedTime().orElse(new Interval(Double.NaN, Double.NaN, Double.NaN));
        return new String[] {
            Integer.toString(point.setting().cycles()),
            Text.number(point.setting().halfWindow()),
            runs(point),
            interval(time),
            Text.number(predicted),
            ratio(time.times(1 / predicted))
        };
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

    private List<String> words(StudyCurve asked) {
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
