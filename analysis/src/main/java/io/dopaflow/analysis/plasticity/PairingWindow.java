package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.WeightTallies;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.SpikeTimingRule;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The window of spike timing as it is measured in a pairing protocol: the change of a weight for each pairing, over when the postsynaptic spike came
 * after the presynaptic one, at the synapse; on the closed form of the rule for pairs that are far from one another.
 *
 * <p>A synapse is measured over its whole recording if its two neurons spike equally often, always at one distance, and it was not replaced.
 */
public final class PairingWindow {
    private static final int MOST_PANELS = 4;
    private static final int MOST_SYNAPSES = 5000;
    private static final long MOST_SPIKES = 2_000_000;
    private static final int CURVE = 400;

    private final SpikingRunReader run;
    private final LearningNetwork network;

    private PairingWindow(SpikingRunReader run, LearningNetwork network) {
        this.run = run;
        this.network = network;
    }

    /** Of a run; empty if the two neurons of no recorded synapse spike in pairs. */
    public static Optional<Figure> of(SpikingRunReader run, LearningNetwork network) {
        PairingWindow window = new PairingWindow(run, network);
        List<Panel> panels = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (LearningProjection of : network.projections()) {
            // Of eligibility the weight tells nothing without a modulator.
            if (of.plasticity()
                            .filter(plasticity -> plasticity.eligibility().isEmpty())
                            .isPresent()
                    && panels.size() < MOST_PANELS) {
                window.panel(of, notes).ifPresent(panels::add);
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        run.name() + ": change of weights by pairs of spikes",
                        Math.min(2, panels.size()),
                        panels,
                        notes));
    }

    /** A synapse that was recorded at least at two times. */
    private record Measured(int pre, int post, long delayPs, long firstPs, double first, long lastPs, double last) {}

    /** A pairing protocol and what it did. */
    private record Protocol(long distancePs, int pairings, double start, double change) {}

    private Optional<Panel> panel(LearningProjection of, List<String> notes) {
        List<Measured> measured = measured(of);
        BitSet cells = new BitSet();
        measured.forEach(synapse -> {
            cells.set(synapse.pre);
            cells.set(synapse.post);
        });
        Map<Integer, LongStream.Builder> builders = new HashMap<>();
        run.spikes(
                run.everything().of(cells).atMost(MOST_SPIKES),
                (time, cell) -> builders.computeIfAbsent(cell, one -> LongStream.builder())
                        .add(time));
        Map<Integer, long[]> trains = new HashMap<>();
        builders.forEach((cell, times) -> trains.put(cell, times.build().toArray()));
        List<Protocol> protocols = new ArrayList<>();
        for (Measured synapse : measured) {
            protocol(of, synapse, trains).ifPresent(protocols::add);
        }
        if (protocols.stream().mapToLong(Protocol::distancePs).distinct().count() < 2) {
            return Optional.empty();
        }
        notes.add(String.format(
                Locale.ROOT,
                "%s: %,d synapses with %s each, which are taken to be far from one another.",
                of.name(),
                protocols.size(),
                pairings(protocols)));
        return Optional.of(drawn(of, protocols));
    }

    private static String pairings(List<Protocol> protocols) {
        int least = protocols.stream().mapToInt(Protocol::pairings).min().orElse(0);
        int most = protocols.stream().mapToInt(Protocol::pairings).max().orElse(0);
        return (least == most ? String.valueOf(least) : least + " to " + most) + (most == 1 ? " pairing" : " pairings");
    }

    private List<Measured> measured(LearningProjection of) {
        Set<Long> replaced = new HashSet<>();
        run.rewirings().before(of.first(), of.end(), Long.MAX_VALUE, (time, synapse, pre) -> replaced.add(synapse));
        WeightTallies weights = run.weights(of.first(), of.end());
        long[] times = weights.times();
        if (times.length < 2) {
            return List.of();
        }
        Map<Long, double[]> ends = new TreeMap<>();
        for (long time : new long[] {times[0], times[times.length - 1]}) {
            run.weights().between(time, time, of.first(), of.end(), (at, synapse, weight, eligibility) -> {
                if (ends.size() < MOST_SYNAPSES || ends.containsKey(synapse)) {
                    double[] both = ends.computeIfAbsent(synapse, one -> new double[] {Double.NaN, Double.NaN});
                    both[at == times[0] ? 0 : 1] = weight;
                }
            });
        }
        List<Measured> measured = new ArrayList<>();
        network.each(of, (synapse, projection, pre, post, delayPs, weight) -> {
            double[] both = ends.get(synapse);
            if (both != null && !replaced.contains(synapse) && !Double.isNaN(both[0] + both[1])) {
                measured.add(new Measured(pre, post, delayPs, times[0], both[0], times[times.length - 1], both[1]));
            }
        });
        return measured;
    }

    /** At the synapse a presynaptic spike counts after the axonal delay, a postsynaptic one after the dendritic. */
    private Optional<Protocol> protocol(LearningProjection of, Measured synapse, Map<Integer, long[]> trains) {
        long axonal = of.projection().model().axonalPs();
        long[] pres = within(trains, synapse.pre, axonal, synapse);
        long[] posts = within(trains, synapse.post, synapse.delayPs - axonal, synapse);
        if (pres.length == 0 || pres.length != posts.length) {
            return Optional.empty();
        }
        long distance = posts[0] - pres[0];
        boolean isOne = IntStream.range(0, pres.length).allMatch(i -> posts[i] - pres[i] == distance);
        double change = Math.abs(synapse.last) - Math.abs(synapse.first);
        return isOne
                ? Optional.of(new Protocol(distance, pres.length, Math.abs(synapse.first), change / pres.length))
                : Optional.empty();
    }

    private static long[] within(Map<Integer, long[]> trains, int cell, long delayPs, Measured synapse) {
        return Arrays.stream(trains.getOrDefault(cell, new long[0]))
                .map(time -> time + delayPs)
                .filter(time -> time > synapse.firstPs && time <= synapse.lastPs)
                .toArray();
    }

    private static Panel drawn(LearningProjection of, List<Protocol> protocols) {
        double[] x = protocols.stream()
                .mapToDouble(one -> VirtualTime.toMilliseconds(one.distancePs))
                .toArray();
        double[] y = protocols.stream().mapToDouble(Protocol::change).toArray();
        double widest = Arrays.stream(x).map(Math::abs).max().orElse(1);
        int pairings = (int) Math.round(
                protocols.stream().mapToInt(Protocol::pairings).average().orElse(1));
        double start = protocols.stream().mapToDouble(Protocol::start).average().orElse(0);
        double[] before = new double[CURVE];
        double[] after = new double[CURVE];
        double[] left = new double[CURVE];
        double[] right = new double[CURVE];
        for (int i = 0; i < CURVE; i++) {
            // Just beside 0, where the curve jumps.
            right[i] = widest * 1.05 * (i + 1e-9) / (CURVE - 1);
            left[CURVE - 1 - i] = -right[i];
            after[i] = change(of, right[i], pairings, start);
            before[CURVE - 1 - i] = change(of, -right[i], pairings, start);
        }
        return new Panel(
                of.name(),
                Axis.linear("postsynaptic after presynaptic spike", "ms", -1.05 * widest, 1.05 * widest),
                Axis.around(
                        "change of weight per pairing",
                        of.unit(),
                        DoubleStream.concat(
                                Arrays.stream(y), DoubleStream.concat(Arrays.stream(before), Arrays.stream(after)))),
                2,
                List.of(
                        new Mark.Line("closed form", Ink.VERMILLION, left, before, Mark.Stroke.NORMAL, false),
                        new Mark.Line("closed form", Ink.VERMILLION, right, after, Mark.Stroke.NORMAL, false),
                        new Mark.Points("measured", Ink.BLUE, x, y, Mark.Shape.CIRCLE)));
    }

    /** The change for each of some pairings, so far from one another that their traces do not meet. */
    static double change(LearningProjection of, double distanceMs, int pairings, double start) {
        Plasticity plasticity = of.plasticity().orElseThrow();
        SpikeTimingRule rule = plasticity.rule();
        double low = plasticity.wMin();
        double high = plasticity.wMax();
        double weight = start;
        for (int i = 0; i < pairings; i++) {
            if (distanceMs > 0) {
                weight = bounded(rule.atPre(weight, 0, 0), low, high);
                weight = bounded(rule.atPost(weight, StrictMath.exp(-distanceMs / rule.tauPre()), 0), low, high);
            } else {
                weight = bounded(rule.atPost(weight, 0, 0), low, high);
                weight = bounded(rule.atPre(weight, StrictMath.exp(distanceMs / rule.tauPost()), 0), low, high);
            }
        }
        return (weight - start) / pairings;
    }

    private static double bounded(double weight, double low, double high) {
        return Math.min(Math.max(weight, low), high);
    }
}
