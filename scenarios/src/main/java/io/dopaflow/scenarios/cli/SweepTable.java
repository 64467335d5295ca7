package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.compare.Quantiles;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.sweep.RunScores;
import io.dopaflow.scenarios.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results of a sweep: a row for each grid point, with the median over the seeds and the quartiles, and how many runs had a number if not all; of networks in episodes also how many have learnt. */
record SweepTable(SweepPlan plan, List<MemberResult<RunScores>> results) {
    private static final double LOWER = 0.25;
    private static final double MEDIAN = 0.5;
    private static final double UPPER = 0.75;

    private static final String LAST_RIGHT = "last_tenth_right";

    /** The share of right answers from which on a network in episodes counts as one that has learnt. */
    private static final double LEARNT = 0.9;

    /** A number of each run. */
    private record Quantity(
            String name,
            String column,
            Function<MemberResult<RunScores>, Optional<Double>> of,
            DoubleFunction<String> words) {

        static Quantity score(String name, String column, DoubleFunction<String> words) {
            return new Quantity(name, column, result -> result.value().flatMap(scores -> scores.number(column)), words);
        }
    }

    /** Numbers with names and units of their own, first in the table; others have the names of their columns. */
    private static final List<Quantity> NAMED = List.of(
            Quantity.score("train accuracy", "training_accuracy", Text::percent),
            Quantity.score("train loss", "training_loss", Text::number),
            Quantity.score("loss in last tenth", "last_tenth_loss", Text::number),
            Quantity.score("right in last tenth", LAST_RIGHT, Text::percent),
            Quantity.score("held-out accuracy", "held_out_accuracy", Text::percent),
            Quantity.score("held-out R2", "held_out_r2", Text::number),
            Quantity.score("held-out error", "held_out_error", Text::number),
            Quantity.score("held-out loss", "held_out_loss", Text::number),
            Quantity.score("off the flow", "flow_distance", Text::percent));

    private List<Quantity> quantities() {
        List<Quantity> all = new ArrayList<>(NAMED);
        Set<String> named = NAMED.stream().map(Quantity::column).collect(Collectors.toSet());
        plan.numbers().stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> all.add(Quantity.score(
                        name.replace('_', ' '), name, name.contains("accuracy") ? Text::percent : Text::number)));
        all.add(new Quantity("seconds", "seconds", result -> Optional.of(result.seconds()), Text::number));
        return all;
    }

    /** Prints it to standard output; columns without a number are left out. */
    void print(Terminal terminal) {
        List<Quantity> shown = quantities().stream()
                .filter(quantity -> results.stream()
                        .anyMatch(result -> quantity.of.apply(result).isPresent()))
                .toList();
        TextTable<Point> table = new TextTable<>();
        List<Axis> axes = plan.axes();
        IntStream.range(0, axes.size())
                .forEach(i -> table.column(
                        axes.get(i).key(), point -> plan.values(point.number).get(i)));
        table.column("runs", Point::runs);
        if (results.stream().anyMatch(result -> right(result).isPresent())) {
            table.column("90 % right", Point::learnt);
        }
        shown.forEach(quantity -> table.column(quantity.name, point -> cell(quantity, point.good)));
        List<Point> points = IntStream.range(0, plan.points())
                .mapToObj(this::point)
                .filter(point -> point.failed > 0 || !point.good.isEmpty())
                .toList();
        table.print(points, terminal);
    }

    /** The runs of a grid point. */
    private record Point(int number, List<MemberResult<RunScores>> good, int failed) {
        String runs() {
            return good.size() + (failed == 0 ? "" : " (" + failed + " failed)");
        }

        String learnt() {
            return good.stream()
                            .flatMap(result -> right(result).stream())
                            .filter(right -> right >= LEARNT)
                            .count()
                    + " of " + good.size();
        }
    }

    private static Optional<Double> right(MemberResult<RunScores> result) {
        return result.value().flatMap(scores -> scores.number(LAST_RIGHT));
    }

    private Point point(int number) {
        Map<Boolean, List<MemberResult<RunScores>>> byFailure = results.stream()
                .filter(result -> plan.point(result.number()) == number)
                .collect(Collectors.partitioningBy(MemberResult::isFailed));
        return new Point(
                number,
                byFailure.getOrDefault(false, List.of()),
                byFailure.getOrDefault(true, List.of()).size());
    }

    private static String cell(Quantity quantity, List<MemberResult<RunScores>> results) {
        double[] numbers = results.stream()
                .map(quantity.of)
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (numbers.length == 0) {
            return "-";
        }
        Quantiles quantiles = Quantiles.of(numbers);
        String median = quantity.words.apply(quantiles.at(MEDIAN));
        String spread = numbers.length == 1
                ? ""
                : " (" + quantity.words.apply(quantiles.at(LOWER)) + " to " + quantity.words.apply(quantiles.at(UPPER))
                        + ")";
        String often = numbers.length == results.size() ? "" : ", " + numbers.length + " of " + results.size();
        return median + spread + often;
    }

    /** A run of the sweep, for a person. */
    String name(int member) {
        List<Axis> axes = plan.axes();
        List<String> values = plan.values(plan.point(member));
        return plan.name()
                + IntStream.range(0, axes.size())
                        .mapToObj(i -> " " + axes.get(i).key() + "=" + values.get(i))
                        .collect(Collectors.joining())
                + " seed=" + plan.seed(member);
    }
}
