package io.dopaflow.scenarios.benchmark;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.scenarios.benchmark.Launcher.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the program costs beside its engines: to start, to record, to sweep. Prints tables of medians, lowest and highest
 * of several rounds. Arguments: the launcher's file, and {@code quick} for one round of each.
 */
public final class ProgramCost {
    private static final String[] ENGINES = {"actor", "population"};

    private final Launcher launcher;
    private final int rounds;
    private final StringBuilder page = new StringBuilder();

    private ProgramCost(Launcher launcher, int rounds) {
        this.launcher = launcher;
        this.rounds = rounds;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("dopaflow-benchmark");
        try {
            int rounds = List.of(arguments).contains("quick") ? 1 : 3;
            ProgramCost cost =
                    new ProgramCost(new Launcher(Path.of(arguments[0]).toAbsolutePath(), folder), rounds);
            // Builds it where that is to be done.
            cost.launcher.execute("--version");
            cost.start();
            cost.recording();
            cost.sweep();
            System.out.print(cost.page);
        } finally {
            delete(folder);
        }
    }

    private void start() throws IOException, InterruptedException {
        line("\n### To start: seconds from the shell and back\n");
        line("| command | wall time | processor time |");
        line("|---|---|---|");
        for (String command : List.of("--version", "list", "run single-synapse --quiet --force --out first")) {
            double[] wall = new double[rounds];
            double[] processor = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                Taken taken = execute(command);
                wall[round] = taken.wall();
                processor[round] = taken.processor();
            }
            line("| `" + command + "` | " + spread(wall) + " | " + spread(processor) + " |");
        }
    }

    private void recording() throws Exception {
        line("\n### To record all spikes and weights of iris, 45 synapses: seconds of the run\n");
        line("| engine | cycles | nothing recorded | spikes and weights | ratio | spikes/s, recorded |");
        line("|---|---|---|---|---|---|");
        for (String engine : ENGINES) {
            double[] without = new double[rounds];
            double[] with = new double[rounds];
            double[] ratio = new double[rounds];
            double[] rate = new double[rounds];
            long cycles = 0;
            for (int round = 0; round < rounds; round++) {
                without[round] = iris(engine, "none").wallSeconds();
                RunWork.OfCycles work = iris(engine, "all");
                with[round] = work.wallSeconds();
                ratio[round] = with[round] / without[round];
                rate[round] = work.spikes() / with[round];
                cycles = work.cyclesDone();
            }
            line("| " + engine + " | " + cycles + " | " + spread(without) + " | " + spread(with) + " | " + spread(ratio)
                    + " | " + String.format(Locale.ROOT, "%.2g", median(rate)) + " |");
        }
    }

    private RunWork.OfCycles iris(String engine, String recorded) throws Exception {
        execute("run iris --quiet --force --out iris --engine " + engine + " --set learning.epochs=20"
                + " --set record.arrivals=none --set record.rewards=none --set record.spikes=" + recorded
                + " --set record.weights=" + recorded);
        try (RunReader reader = RunReader.open(launcher.folder().resolve("iris"))) {
            return reader.manifest().cycleWork();
        }
    }

    private void sweep() throws IOException, InterruptedException {
        line("\n### A sweep of 3 x 20 runs of iris: n = 100, 200 and 400, ten epochs\n");
        line("| seconds | runs/s | processor time / clock |");
        line("|---|---|---|");
        double[] wall = new double[rounds];
        double[] rate = new double[rounds];
        double[] busy = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Taken taken =
                    execute("sweep iris --quiet --force --out sweep --seeds 1..20 --set learning.cycles=100,200,400"
                            + " --set learning.epochs=10 --engine population");
            wall[round] = taken.wall();
            rate[round] = 60 / taken.wall();
            busy[round] = taken.processor() / taken.wall();
        }
        line("| " + spread(wall) + " | " + spread(rate) + " | " + spread(busy) + " |");
    }

    private Taken execute(String command) throws IOException, InterruptedException {
        Taken taken = launcher.execute(command.split(" "));
        System.err.printf(Locale.ROOT, "%s: %.2f s%n", command, taken.wall());
        return taken;
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String spread(double[] values) {
        double lowest = Arrays.stream(values).min().orElse(Double.NaN);
        double highest = Arrays.stream(values).max().orElse(Double.NaN);
        return values.length == 1
                ? String.format(Locale.ROOT, "%.2f", lowest)
                : String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(values), lowest, highest);
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
