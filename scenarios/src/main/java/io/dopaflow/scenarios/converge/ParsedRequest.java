package io.dopaflow.scenarios.converge;

import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.Grid;
import io.dopaflow.scenarios.format.Numerals;
import io.dopaflow.scenarios.format.Problems;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request whose words were read.
 *
 * @param cycles n, ascending
 * @param exponents pairs p, q
 * @param halfWindows prefactors, possibly none
 * @param flowTimes limits T, possibly none
 * @param grid of the scenario's keys
 */
record ParsedRequest(
        List<Integer> cycles, List<Exponents> exponents, List<Double> halfWindows, List<Double> flowTimes, Grid grid) {

    private static final int MOST_REPLICATES = 100_000;
    private static final double LARGEST_WINDOW = 5;
    private static final double LARGEST_TIME = 1e6;
    private static final String OWN = "the scenario's own";
    private static final Map<String, String> OPTIONS = options();

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("seed", "--seed");
        options.put("engine", "nothing, as replicates run on the population engine");
        options.put("learning.cycles", "--cycles");
        options.put("learning.half_window", "--half-window");
        options.put("learning.flow_time", "--flow-time");
        options.put("learning.learning_rate", "--flow-time, which with --half-window gives the learning rate");
        options.put("learning.opportunities", "nothing, as a replicate is one learning opportunity");
        options.put("episodes.per_opportunity", "--cycles");
        options.put("duration", "nothing, as a replicate is one learning opportunity");
        options.put("learning.epochs", "nothing, as a replicate is one learning opportunity");
        return options;
    }

    static ParsedRequest read(StudyRequest request, Problems problems) {
        Optional<List<Integer>> cycles = CycleCounts.parse(request.cycles());
        if (cycles.isEmpty()) {
            problems.add("--cycles", "\"" + request.cycles() + "\"", CycleCounts.ALLOWED);
        } else if (cycles.get().size() < 2) {
            problems.add(
                    "--cycles",
                    "only one n, " + request.cycles() + ", which gives no slope",
                    "at least two, " + CycleCounts.ALLOWED);
        }
        if (request.replicates() < 2 || request.replicates() > MOST_REPLICATES) {
            problems.add(
                    "--replicates",
                    Long.toString(request.replicates()),
                    "2 to " + MOST_REPLICATES + ", since their spread is measured");
        }
        return new ParsedRequest(
                cycles.orElse(List.of()),
                exponents(request, problems),
                numbers("--half-window", request.halfWindows(), LARGEST_WINDOW, problems),
                numbers("--flow-time", request.flowTimes(), LARGEST_TIME, problems),
                Grid.parse(request.assignments(), StudyColumns.reserved(), OPTIONS, problems));
    }

    private static List<Exponents> exponents(StudyRequest request, Problems problems) {
        if (request.exponents().isEmpty()) {
            return List.of(request.literal() ? Exponents.LITERAL : Exponents.BALANCED);
        }
        Set<Exponents> all = new LinkedHashSet<>();
        for (String text : request.exponents()) {
            Optional<Exponents> pair = Exponents.parse(text);
            if (pair.isEmpty()) {
                problems.add("--exponents", "\"" + text + "\"", Exponents.ALLOWED);
            } else if (!request.literal() && !pair.get().isBalanced()) {
                problems.add(
                        "--exponents",
                        text + ", with which the gradient-flow time scales as n to the power "
                                + Exponents.word(pair.get().growth()),
                        "p + 2q = 1, such as 1/3,1/3, or --literal to study that");
            } else {
                all.add(pair.get());
            }
        }
        return List.copyOf(all);
    }

    private static List<Double> numbers(String option, List<String> texts, double largest, Problems problems) {
        Set<Double> numbers = new LinkedHashSet<>();
        for (String text : texts) {
            Optional<Double> number = Numerals.parse(text.strip())
                    .map(BigDecimal::doubleValue)
                    .filter(value -> value > 0 && value <= largest);
            if (number.isEmpty()) {
                problems.add(option, "\"" + text + "\"", "a number above 0, at most " + largest);
            }
            number.ifPresent(numbers::add);
        }
        return List.copyOf(numbers);
    }

    /** What was asked for, of learning cycles. */
    String ofCycles(StudyRequest request) {
        return common(request, "cycles")
                + ("exponents: "
                        + exponents.stream().map(pair -> "[" + pair + "]").toList() + "\n")
                + ("half_windows: " + orOwn(halfWindows) + "\n")
                + ("literal: " + request.literal() + "\n")
                + Axis.yaml("set", grid.axes());
    }

    /** What was asked for, of networks in episodes. */
    String ofEpisodes(StudyRequest request) {
        return common(request, "episodes") + Axis.yaml("set", grid.axes());
    }

    private String common(StudyRequest request, String n) {
        return "# Every combination of these, with so many replicates of each.\n"
                + ("scenarios: " + request.scenarios() + "\n")
                + (n + ": " + cycles + "\n")
                + ("replicates: " + request.replicates() + "\n")
                + ("flow_times: " + orOwn(flowTimes) + "\n")
                + ("seed: " + (request.seed().isPresent() ? request.seed().getAsLong() : OWN) + "\n");
    }

    private static String orOwn(List<Double> values) {
        return values.isEmpty() ? OWN : values.toString();
    }

    List<Double> halfWindowsOr(double other) {
        return halfWindows.isEmpty() ? List.of(other) : halfWindows;
    }

    List<Double> flowTimesOr(double other) {
        return flowTimes.isEmpty() ? List.of(other) : flowTimes;
    }
}
