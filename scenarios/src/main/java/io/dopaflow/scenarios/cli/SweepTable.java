package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.compare.Quantiles;
import io.dopaflow.scenarios.sweep.Axis;
import io.dopaflow.scenarios.sweep.Member;
import io.dopaflow.scenarios.sweep.MemberResult;
import io.dopaflow.scenarios.sweep.SweepOutcome;
import io.dopaflow.scenarios.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** The results of a sweep: a row for each grid point, with the median over the seeds and the quartiles. */
final class SweepTable {
    private static final double LOWER = 0.25;
    private static final double MEDIAN = 0.5;
    private static final double UPPER = 0.75;

    /** A number of each run. */
    private record Quantity(String name, Function<MemberResult, OptionalDouble> of, DoubleFunction<String> words) {}

    private static final List<Quantity> QUANTITIES = List.of(
            new Quantity("train accuracy", MemberResult::trainingAccuracy, Text::percent),
            new Quantity("train loss", MemberResult::trainingLoss, Text::number),
            new Quantity("held-out accuracy", MemberResult::heldOutAccuracy, Text::percent),
            new Quantity("held-out loss", MemberResult::heldOutLoss, Text::number),
            new Quantity("off the flow", MemberResult::flowDistance, Text::percent),
            new Quantity("seconds", result -> OptionalDouble.of(result.seconds()), Text::number));

    private final SweepOutcome outcome;

    SweepTable(SweepOutcome outcome) {
        this.outcome = outcome;
    }

    /** Prints it to standard output; columns without a number are left out. */
    void print(Terminal terminal) {
        List<Quantity> shown = QUANTITIES.stream()
                .filter(quantity -> outcome.results().stream()
                        .anyMatch(result -> quantity.of.apply(result).isPresent()))
                .toList();
        List<String> header = new ArrayList<>();
        outcome.plan().axes().forEach(axis -> header.add(axis.key()));
        header.add("runs");
        shown.forEach(quantity -> header.add(quantity.name));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (int point = 0; point < outcome.plan().points(); point++) {
            row(point, shown, table);
        }
        table.print(terminal.out(), terminal.outAnsi());
    }

    private void row(int point, List<Quantity> shown, TextTable table) {
        List<MemberResult> results = outcome.results().stream()
                .filter(result -> result.member().point() == point)
                .toList();
        if (results.isEmpty()) {
            return;
        }
        List<MemberResult> good =
                results.stream().filter(result -> !result.isFailed()).toList();
        List<String> cells = new ArrayList<>(results.get(0).member().values());
        int failed = results.size() - good.size();
        cells.add(good.size() + (failed == 0 ? "" : " (" + failed + " failed)"));
        for (Quantity quantity : shown) {
            cells.add(cell(quantity, good));
        }
        table.row(cells.toArray(String[]::new));
    }

    private static String cell(Quantity quantity, List<MemberResult> results) {
        double[] numbers = results.stream()
                .map(quantity.of)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        if (numbers.length == 0) {
            return "-";
        }
        Quantiles quantiles = Quantiles.of(numbers);
        String median = quantity.words.apply(quantiles.at(MEDIAN));
        return numbers.length == 1
                ? median
                : median + " (" + quantity.words.apply(quantiles.at(LOWER)) + " to "
                        + quantity.words.apply(quantiles.at(UPPER)) + ")";
    }

    /** A run of a sweep, for a person. */
    static String name(SweepPlan plan, Member member) {
        StringBuilder name = new StringBuilder(plan.name());
        List<Axis> axes = plan.axes();
        for (int i = 0; i < axes.size(); i++) {
            name.append(' ')
                    .append(axes.get(i).key())
                    .append('=')
                    .append(member.values().get(i));
        }
        return name.append(" seed=").append(member.seed()).toString();
    }
}
