package io.dopaflow.simulator.actor.cycle;

import io.dopaflow.simulator.Effort;
import io.dopaflow.simulator.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures engine and bare Akka in turn, in several rounds, and prints the ratios of each round: what slows the whole
 * machine down for a while cancels out.
 */
public final class MessageRate {
    private MessageRate() {}

    /**
     * Median rates of one benchmark in one round.
     *
     * @param wall messages per second
     * @param processor messages per second of processor time
     */
    private record Rates(double wall, double processor) {
        static Rates of(RunResult result) {
            double wall = median(result, "messages");
            return new Rates(wall, 1e9 * wall / median(result, "processorTime"));
        }

        private static double median(RunResult result, String counter) {
            return result.getSecondaryResults().get(counter).getStatistics().getPercentile(50);
        }
    }

    /** A network and a dispatcher. */
    private record Setting(int synapses, int threads) implements Comparable<Setting> {
        static Setting of(BenchmarkParams params) {
            int synapses = Integer.parseInt(params.getParam("synapses"));
            int threads = Integer.parseInt(params.getParam("threads"));
            return new Setting(synapses, threads == 0 ? new CycleActorEngine().threadsFor(synapses) : threads);
        }

        @Override
        public int compareTo(Setting other) {
            return Comparator.comparingInt(Setting::synapses)
                    .thenComparingInt(Setting::threads)
                    .compare(this, other);
        }
    }

    /** One round of one setting. */
    private record Pair(Rates engine, Rates bare) {}

    /** Runs the benchmark and prints the table on the page. */
    public static void measure(Effort effort, PrintStream page) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(effort.milliseconds());
        Options options = new OptionsBuilder()
                .include(MessageBenchmark.class.getName())
                .warmupIterations(effort.warmups())
                .warmupTime(time)
                .measurementIterations(effort.iterations())
                .measurementTime(time)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        Map<Setting, List<Pair>> pairs = new TreeMap<>();
        for (int round = 0; round < effort.rounds(); round++) {
            Map<Setting, Rates> engine = new TreeMap<>();
            Map<Setting, Rates> bare = new TreeMap<>();
            for (RunResult result : new Runner(options).run()) {
                boolean isEngine = result.getParams().getBenchmark().endsWith(".engine");
                (isEngine ? engine : bare).put(Setting.of(result.getParams()), Rates.of(result));
            }
            engine.forEach((setting, rates) ->
                    pairs.computeIfAbsent(setting, key -> new ArrayList<>()).add(new Pair(rates, bare.get(setting))));
        }
        print(pairs, page);
    }

    private static void print(Map<Setting, List<Pair>> pairs, PrintStream page) {
        page.println("\n### Messages between actors, in the engine and bare\n");
        page.println(
                "| synapses | threads | engine, messages/s | bare Akka, messages/s | ratio | ratio by processor time |");
        page.println("|---|---|---|---|---|---|");
        pairs.forEach((setting, rounds) -> page.printf(
                Locale.ROOT,
                "| %d | %d | %.2g | %.2g | %s | %s |%n",
                setting.synapses(),
                setting.threads(),
                median(rounds, pair -> pair.engine().wall()),
                median(rounds, pair -> pair.bare().wall()),
                spread(rounds, pair -> pair.engine().wall() / pair.bare().wall()),
                spread(rounds, pair -> pair.engine().processor() / pair.bare().processor())));
    }

    private static String spread(List<Pair> rounds, ToDoubleFunction<Pair> ratio) {
        return Figures.spread(rounds.stream().mapToDouble(ratio).toArray());
    }

    private static double median(List<Pair> rounds, ToDoubleFunction<Pair> of) {
        return Figures.median(rounds.stream().mapToDouble(of).toArray());
    }
}
