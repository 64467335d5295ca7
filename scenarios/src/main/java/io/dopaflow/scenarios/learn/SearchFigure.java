package io.dopaflow.scenarios.learn;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.learned.RuleSearch.Generation;
import io.dopaflow.analysis.learned.Term;
import io.dopaflow.scenarios.batch.BatchOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Draws the course of a search: the loss, and below it the coefficients in units of their natural sizes. */
public final class SearchFigure {
    private SearchFigure() {}

    /** The figure of at least one generation. */
    public static Figure of(SearchPlan plan, BatchOutcome<Generation> outcome) {
        List<Generation> course = outcome.results().stream()
                .flatMap(result -> result.value().stream())
                .toList();
        double[] x = IntStream.rangeClosed(1, course.size())
                .mapToDouble(number -> number)
                .toArray();
        Axis generations = Axis.counts("generation", IntStream.of(course.size()).asDoubleStream());
        double[] losses = values(course, Generation::loss);
        List<Mark> lines = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        List<Term> terms = plan.search().family().terms();
        for (int i = 0; i < terms.size(); i++) {
            int term = i;
            double[] y = values(
                    course,
                    generation -> generation.after().coefficients()[term]
                            / terms.get(term).size());
            boolean isSecond = i >= Ink.count();
            lines.add(new Mark.Line(
                    terms.get(i).name(), Ink.of(i), x, y, isSecond ? Mark.Stroke.DASHED : Mark.Stroke.NORMAL, false));
            for (double value : y) {
                all.add(value);
            }
        }
        Axis loss = Axis.aroundPositive(
                "loss", "", IntStream.range(0, losses.length).mapToDouble(i -> losses[i]));
        Axis coefficients =
                Axis.around("coefficient", "natural sizes", all.stream().mapToDouble(value -> value));
        return Figure.of(
                plan.command(),
                List.of(
                        Panel.of(generations, loss, List.of(Mark.Line.of("mean loss", Ink.TEXT, x, losses))),
                        new Panel("", generations, coefficients, 2, lines)));
    }

    private static double[] values(List<Generation> course, ToDoubleFunction<Generation> value) {
        return course.stream().mapToDouble(value).toArray();
    }
}
