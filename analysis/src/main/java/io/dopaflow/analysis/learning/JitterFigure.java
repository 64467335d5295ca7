package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.CycleTallies.Opportunities;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.Perturbation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * The jitter as it was measured, from recorded arrivals, against the uniform law that it is drawn from: how many arrivals lie
 * how far from the middle of their window, with the chi-square statistic of the bins.
 *
 * @param counts of arrivals, by bin from the beginning of the window to its end
 */
public record JitterFigure(long[] counts) {
    static final int BINS = 40;

    /** Of some learning opportunities; empty without an arrival. */
    public static Optional<Figure> of(RunReader run, LearningCycle model, Opportunities opportunities) {
        long[] counts = new long[BINS];
        RewardBaseline baseline = model.schedule().baseline();
        int drawn = IntStream.range(0, baseline.cyclesPerUpdate())
                .filter(cycle -> baseline.perturbation(cycle) == Perturbation.DRAWN)
                .findFirst()
                .orElse(0);
        run.tallies()
                .jitter(
                        model.timing(),
                        run.cyclesPerOpportunity(),
                        drawn,
                        baseline.cyclesPerUpdate(),
                        opportunities,
                        counts);
        return Arrays.stream(counts).sum() == 0
                ? Optional.empty()
                : Optional.of(new JitterFigure(counts)
                        .figure(
                                run.manifest().name(),
                                VirtualTime.toMilliseconds(model.timing().halfWindowPs())));
    }

    /** Pearson's statistic against equal counts. */
    double chiSquare() {
        double expected = expected();
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    private double expected() {
        return (double) Arrays.stream(counts).sum() / counts.length;
    }

    private Figure figure(String name, double halfMs) {
        double[] edges = IntStream.rangeClosed(0, counts.length)
                .mapToDouble(i -> -halfMs + 2 * halfMs * i / counts.length)
                .toArray();
        double[] heights = Arrays.stream(counts).asDoubleStream().toArray();
        double[] ends = {-halfMs, halfMs};
        double[] law = {expected(), expected()};
        double deviation = 2 * Math.sqrt(expected() * (1 - 1.0 / counts.length));
        double[] lower = {Math.max(0, expected() - deviation), Math.max(0, expected() - deviation)};
        double[] upper = {expected() + deviation, expected() + deviation};
        Panel panel = new Panel(
                "",
                Axis.linear("arrival after the middle of the window", "ms", -halfMs, halfMs),
                Axis.counts("arrivals", DoubleStream.concat(Arrays.stream(heights), Arrays.stream(upper))),
                2,
                List.of(
                        new Mark.Bars("measured", Ink.BLUE, edges, heights),
                        new Mark.Band("\u00b12 sd of chance", Ink.VERMILLION, ends, lower, upper),
                        new Mark.Line("uniform law", Ink.VERMILLION, ends, law, Mark.Stroke.THICK, false)));
        double probability = 1 - new ChiSquaredDistribution(counts.length - 1).cumulativeProbability(chiSquare());
        return new Figure(
                name + ": jitter of arrivals",
                1,
                List.of(panel),
                List.of(String.format(
                        Locale.ROOT,
                        "%,d arrivals in %d bins: chi-square %.1f with %d degrees of freedom; uniform jitter is at least as"
                                + " far off with probability %.2g.",
                        Arrays.stream(counts).sum(),
                        counts.length,
                        chiSquare(),
                        counts.length - 1,
                        probability)));
    }
}
