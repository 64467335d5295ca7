package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.Interval;
import io.dopaflow.analysis.converge.PowerLaw;
import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.figure.Printable;
import io.dopaflow.scenarios.batch.Axis;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints what tables of studies have in common, whatever learns: curve after curve. */
final class StudyText {
    private final PrintStream out;
    private final Ansi ansi;
    private boolean hasBegun;

    StudyText(PrintStream out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** What a curve is, in words: those of scenario and swept keys, then others. */
    static List<String> words(
            String scenario, int dimension, List<Axis> axes, List<String> values, List<String> others) {
        List<String> words = new ArrayList<>();
        words.add(scenario);
        words.add("d = " + dimension);
        for (int i = 0; i < axes.size(); i++) {
            words.add(axes.get(i).key() + " = " + values.get(i));
        }
        words.addAll(others);
        return words;
    }

    /** Names of curves that tell them apart: of the words of each those that not all have. */
    static List<String> names(List<List<String>> words) {
        Set<String> common = new HashSet<>(words.get(0));
        words.forEach(common::retainAll);
        boolean isOne = words.size() == 1;
        return words.stream()
                .map(some -> some.stream()
                        .filter(word -> isOne || !common.contains(word))
                        .collect(Collectors.joining(", ")))
                .toList();
    }

    /** A curve begins. */
    void begin(List<String> words) {
        if (hasBegun) {
            out.println();
        }
        hasBegun = true;
        out.println(Printable.of(String.join(", ", words)));
    }

    void slope(String name, Optional<PowerLaw> law) {
        law.ifPresent(found -> out.println(String.format(
                Locale.ROOT,
                "%s: %.3f [%.3f, %.3f]",
                name,
                found.slope().estimate(),
                found.slope().lower(),
                found.slope().upper())));
    }

    /** A curve ends. */
    void end(int failed, Verdict verdict) {
        if (failed > 0) {
            out.println(
                    Text.count(failed, "replicate") + " failed; slopes and verdict leave out the n at which they did");
        }
        out.println(ansi.string("@|bold " + Text.escaped(verdict.text()) + "|@"));
    }

    static String runs(int replicates, int failed) {
        return replicates + (failed == 0 ? "" : " of " + (replicates + failed));
    }

    static String interval(Interval value) {
        return Text.number(value.estimate()) + " (" + Text.number(value.lower()) + " to " + Text.number(value.upper())
                + ")";
    }

    static String ratio(Interval value) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", value.estimate(), value.lower(), value.upper());
    }
}
