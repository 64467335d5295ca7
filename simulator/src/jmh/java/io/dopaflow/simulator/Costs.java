package io.dopaflow.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a weight update costs in nanoseconds by the clock, in each of some cases: measured in turn in every round, so that
 * what slows the machine down for a while slows them all down; the median of the iterations counts.
 */
final class Costs {
    private final Map<Case, List<Double>> costs = new HashMap<>();

    /** Measures the cases, each in a virtual machine of its own. */
    Costs(List<Case> cases, Effort effort) {
        for (int round = 1; round <= effort.rounds(); round++) {
            for (Case one : cases) {
                double cost = measure(one, effort);
                System.err.printf("round %d of %d: %s: %.2f ns%n", round, effort.rounds(), one, cost);
                costs.computeIfAbsent(one, key -> new ArrayList<>()).add(cost);
            }
        }
    }

    /** NaN where the case fails, for example because it needs more memory than there is: the others go on. */
    private static double measure(Case one, Effort effort) {
        TimeValue time = TimeValue.milliseconds(effort.milliseconds());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + one.benchmark().getName().replace(".", "\\.") + "\\.")
                .mode(Mode.Throughput)
                .forks(1)
                .warmupIterations(effort.warmups())
                .warmupTime(time)
                .measurementIterations(effort.iterations())
                .measurementTime(time)
                .jvmArgs("-XX:+UseSerialGC", one.heap(), "--add-modules=jdk.incubator.vector")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        one.parameters().forEach(options::param);
        try {
            RunResult result = new Runner(options.build()).runSingle();
            return 1e9
                    / result.getSecondaryResults().get("count").getStatistics().getPercentile(50);
        } catch (RunnerException e) {
            e.printStackTrace();
            return Double.NaN;
        }
    }

    /** The median of the rounds, or nothing if the case was not measured. */
    String cost(Case one) {
        return costs.containsKey(one) ? Figures.threeDigits(Figures.median(of(one))) : "";
    }

    /** What one case costs in terms of another, round by round: median, and lowest to highest. */
    String ratio(Case one, Case other) {
        return costs.containsKey(one) && costs.containsKey(other) ? Figures.spread(ratios(one, other)) : "";
    }

    private double[] ratios(Case one, Case other) {
        double[] ratios = of(one);
        double[] others = of(other);
        Arrays.setAll(ratios, round -> ratios[round] / others[round]);
        return ratios;
    }

    private double[] of(Case one) {
        return costs.get(one).stream().mapToDouble(cost -> cost).toArray();
    }
}
