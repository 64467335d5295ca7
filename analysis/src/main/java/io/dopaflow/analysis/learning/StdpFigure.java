package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.ArrivalRow;
import io.dopaflow.analysis.run.CycleTallies.Opportunities;
import io.dopaflow.analysis.run.OpportunityLog;
import io.dopaflow.analysis.run.RewardRow;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The STDP window as it is recovered from the log: the change of each weight in a cycle, over the reward of the cycle, against
 * when the presynaptic spike had arrived; on the curve of the rule.
 */
public final class StdpFigure {
    private static final int MOST_POINTS = 4000;
    private static final int CURVE = 200;

    /** Changes below this are so small that the rounding of the weight shows in them. */
    private static final double LEAST_CHANGE = 1e-11;

    private final LearningCycle model;
    private final DoubleStream.Builder offsets = DoubleStream.builder();
    private final DoubleStream.Builder changes = DoubleStream.builder();
    private int points;
    private int leftOut;

    private StdpFigure(LearningCycle model) {
        this.model = model;
    }

    /**
     * Of the first learning opportunities with weights after each cycle, arrivals and rewards; empty if there are none.
     *
     * @throws IllegalArgumentException if the rule of the run pairs successive spikes: its change is no function of one arrival
     */
    public static Optional<Figure> of(RunReader run, LearningCycle model, Opportunities opportunities) {
        if (model.plasticity().window().pairing() != Pairing.SURROUNDING) {
            throw new IllegalArgumentException(
                    "the run pairs successive spikes, whose change is no function of one arrival");
        }
        StdpFigure figure = new StdpFigure(model);
        Set<Long> recorded = new LinkedHashSet<>();
        for (WeightSnapshot snapshot : run.snapshots()) {
            if (snapshot.cycle() > 0
                    && snapshot.opportunity() >= opportunities.first()
                    && snapshot.opportunity() <= opportunities.last()) {
                recorded.add(snapshot.opportunity());
            }
        }
        for (long opportunity : recorded) {
            if (figure.points < MOST_POINTS) {
                run.opportunities(List.of(opportunity), figure::add);
            }
        }
        return figure.points == 0
                ? Optional.empty()
                : Optional.of(figure.figure(run.manifest().name()));
    }

    private void add(OpportunityLog log) {
        Map<Integer, RewardRow> rewards = new HashMap<>();
        log.rewards().forEach(row -> rewards.put(row.cycle(), row));
        Map<Integer, double[]> weights = new HashMap<>();
        for (int cycle : log.weightCycles()) {
            log.logWeights(cycle).ifPresent(theta -> weights.put(cycle, theta));
        }
        for (ArrivalRow arrival : log.arrivals()) {
            double[] before = weights.get(arrival.cycle() - 1);
            double[] after = weights.get(arrival.cycle());
            RewardRow reward = rewards.get(arrival.cycle());
            if (before != null && after != null && reward != null && points < MOST_POINTS) {
                add(arrival, after[arrival.synapse()] - before[arrival.synapse()], reward.reward());
            }
        }
    }

    private void add(ArrivalRow arrival, double change, double reward) {
        if (Math.abs(change) < LEAST_CHANGE) {
            leftOut++;
            return;
        }
        int depth = model.network().depthOf(model.network().post(arrival.synapse()));
        long middle = model.timing().onsetPs(model.runCycle(arrival.opportunity(), arrival.cycle()), depth)
                + model.timing().halfWindowPs();
        offsets.add((double) (arrival.timePs() - middle) / VirtualTime.PICOSECONDS_PER_MILLISECOND);
        changes.add(relative(change) / reward);
        points++;
    }

    /** What timing and reward asked for, from the change of theta. */
    private double relative(double change) {
        return model.plasticity().parametrisation() == Parametrisation.LOG_WEIGHT ? change : Math.expm1(change);
    }

    private Figure figure(String name) {
        long half = model.timing().halfWindowPs();
        double halfMs = VirtualTime.toMilliseconds(half);
        double[] x = IntStream.rangeClosed(0, CURVE)
                .mapToDouble(i -> -halfMs + 2 * halfMs * i / CURVE)
                .toArray();
        double rate = model.plasticity().learningRate() * model.plasticity().readoutGain();
        double[] curve = IntStream.rangeClosed(0, CURVE)
                .mapToDouble(i -> {
                    long arrival = Math.round(2.0 * half * i / CURVE);
                    return rate * model.plasticity().window().eligibility(arrival, 0, 2 * half, 0);
                })
                .toArray();
        double[] measured = changes.build().toArray();
        Panel panel = new Panel(
                "",
                Axis.linear("arrival after the middle of the window", "ms", -halfMs, halfMs),
                Axis.around(
                        "change of log-weight per reward",
                        "",
                        DoubleStream.concat(Arrays.stream(measured), Arrays.stream(curve))),
                2,
                List.of(
                        new Mark.Points(
                                "recovered from the log",
                                Ink.BLUE,
                                offsets.build().toArray(),
                                measured,
                                Mark.Shape.CIRCLE),
                        new Mark.Line("rule", Ink.VERMILLION, x, curve, Mark.Stroke.THIN, false)));
        return new Figure(
                name + ": the STDP window, recovered from the log",
                1,
                List.of(panel),
                List.of(
                        "Left: the arrival follows the postsynaptic onset (post before pre, depression); right: it precedes"
                                + " the readout (pre before post, potentiation).",
                        String.format(
                                Locale.ROOT,
                                "The first %,d changes of single weights in single cycles%s.",
                                points,
                                leftOut == 0
                                        ? ""
                                        : String.format(
                                                Locale.ROOT,
                                                "; %,d of less than %.0e were left out, as rounding shows in them",
                                                leftOut,
                                                LEAST_CHANGE))));
    }
}
