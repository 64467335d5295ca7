package io.dopaflow.simulator.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Prints what a weight update costs, in nanoseconds of processor time, on the population engine, in the plain loop and,
 * for small networks, on the actor engine: medians of the iterations, and the ratio of the loop to the population engine
 * in each of three rounds. Arguments are JMH's.
 */
public final class UpdateCost {
    private static final int ROUNDS = 3;
    private static final int LARGEST_FOR_ACTORS = 1000;

    private UpdateCost() {}

    /** Runs the benchmark and prints the table. */
    public static void main(String[] arguments) throws Exception {
        Map<Integer, Map<String, List<Double>>> costs = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            measure("population|scalar", costs, arguments);
            measure("actor", costs, withSmallNetworks(arguments));
        }
        System.out.println("\n| synapses | population, ns | scalar loop, ns | actors, ns | scalar loop / population |");
        System.out.println("|---|---|---|---|---|");
        costs.forEach(UpdateCost::print);
    }

    private static String[] withSmallNetworks(String[] arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-p";
        all[arguments.length + 1] = "synapses=10,100," + LARGEST_FOR_ACTORS;
        return all;
    }

    private static void measure(String names, Map<Integer, Map<String, List<Double>>> costs, String[] arguments)
            throws Exception {
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(UpdateBenchmark.class.getName() + "\\.(" + names + ")$")
                .shouldFailOnError(true)
                .build();
        for (RunResult result : new Runner(options).run()) {
            String benchmark = result.getParams().getBenchmark();
            costs.computeIfAbsent(Integer.parseInt(result.getParams().getParam("synapses")), key -> new TreeMap<>())
                    .computeIfAbsent(benchmark.substring(benchmark.lastIndexOf('.') + 1), key -> new ArrayList<>())
                    .add(counter(result, "processorTime") / counter(result, "updates"));
        }
    }

    private static double counter(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getStatistics().getPercentile(50);
    }

    private static void print(int synapses, Map<String, List<Double>> costs) {
        List<Double> population = costs.getOrDefault("population", List.of());
        List<Double> scalar = costs.getOrDefault("scalar", List.of());
        double[] ratios = new double[population.size()];
        Arrays.setAll(ratios, i -> scalar.get(i) / population.get(i));
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %s | %s | %.1f (%.1f to %.1f) |%n",
                synapses,
                middle(population),
                middle(scalar),
                middle(costs.getOrDefault("actor", List.of())),
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private static String middle(List<Double> costs) {
        return costs.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT, "%.2f", costs.stream().sorted().toList().get(costs.size() / 2));
    }
}
