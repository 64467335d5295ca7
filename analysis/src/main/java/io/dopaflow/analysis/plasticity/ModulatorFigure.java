package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.ModulatorRows;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.WeightTallies;
import io.dopaflow.analysis.spikes.Extrema;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Modulators over time, with what was released of them; below each the eligibility of the synapses that listen to it, and what became of their weights: of
 * those whose eligibility was largest.
 */
public final class ModulatorFigure {
    private static final int MOST_SYNAPSES = 4;
    private static final int MOST_RELEASES = 4000;

    private final SpikingRunReader run;
    private final LearningNetwork network;
    private final Axis time;
    private final List<Panel> panels = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ModulatorFigure(SpikingRunReader run, LearningNetwork network) {
        this.run = run;
        this.network = network;
        this.time = Axis.linear("time", "s", 0, Math.max(Seconds.of(run.endPs()), 1e-3));
    }

    /** Of a run; empty if neither a concentration nor a release of a modulator was recorded. */
    public static Optional<Figure> of(SpikingRunReader run, LearningNetwork network) {
        ModulatorFigure figure = new ModulatorFigure(run, network);
        for (int m = 0; m < network.network().modulators().size(); m++) {
            figure.add(network.network().modulators().get(m), m);
        }
        return figure.panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(run.name() + ": modulators", 1, figure.panels, figure.notes));
    }

    private void add(Modulator modulator, int number) {
        ModulatorRows rows = run.modulators();
        long[] count = {0, 0};
        rows.concentrations((at, name, value) -> count[0] += name.equals(modulator.name()) ? 1 : 0);
        rows.released((at, name, value) -> count[1] += name.equals(modulator.name()) ? 1 : 0);
        if (count[0] + count[1] == 0) {
            return;
        }
        List<Mark> marks = new ArrayList<>();
        Extrema curve = new Extrema(0, run.endPs(), count[0] > 0 ? count[0] : 2 * count[1]);
        if (count[0] > 0) {
            rows.concentrations((at, name, value) -> {
                if (name.equals(modulator.name())) {
                    curve.add(at, value);
                }
            });
        } else {
            peaks(modulator, curve);
            notes.add(modulator.name() + ": the concentration just before and just after each release;"
                    + " record.modulators keeps it in between.");
        }
        double[][] points = curve.points();
        Axis values =
                Axis.around("concentration", "1/ms", DoubleStream.concat(DoubleStream.of(0), Arrays.stream(points[1])));
        marks.add(new Mark.Line("", Ink.BLUE, inSeconds(points[0]), points[1], Mark.Stroke.NORMAL, false));
        if (count[1] > 0 && count[1] <= MOST_RELEASES) {
            marks.add(releases(modulator, values.to()));
            values = values.between(values.from(), values.to() + 0.1 * (values.to() - values.from()));
        }
        panels.add(new Panel(modulator.name(), time, values, 1, marks));
        for (LearningProjection of : network.projections()) {
            if (of.modulator().equals(OptionalInt.of(number))) {
                synapses(of);
            }
        }
    }

    /** Where concentrations were not recorded: they follow from what was released. */
    private void peaks(Modulator modulator, Extrema curve) {
        double[] state = {0, 0};
        run.modulators().released((at, name, amount) -> {
            if (name.equals(modulator.name())) {
                double ms = VirtualTime.toMilliseconds(at);
                state[1] *= StrictMath.exp(-(ms - state[0]) / modulator.tauN());
                state[0] = ms;
                curve.add(at, state[1]);
                state[1] += amount / modulator.tauN();
                curve.add(at, state[1]);
            }
        });
    }

    private Mark releases(Modulator modulator, double height) {
        DoubleStream.Builder times = DoubleStream.builder();
        run.modulators().released((at, name, amount) -> {
            if (name.equals(modulator.name())) {
                times.add(Seconds.of(at));
            }
        });
        double[] x = times.build().toArray();
        double[] y = new double[x.length];
        Arrays.fill(y, height);
        return new Mark.Points("released", Ink.VERMILLION, x, y, Mark.Shape.TICK);
    }

    private void synapses(LearningProjection of) {
        WeightTallies weights = run.weights(of.first(), of.end());
        long[] chosen =
                LongStream.of(weights.mostEligible(MOST_SYNAPSES)).sorted().toArray();
        if (chosen.length == 0 || weights.values(chosen) < 3) {
            return;
        }
        Map<Long, String> names = network.names(run, of, chosen);
        Extrema[] eligibilities = new Extrema[chosen.length];
        Extrema[] courses = new Extrema[chosen.length];
        long expected = weights.values(chosen);
        Arrays.setAll(eligibilities, i -> new Extrema(0, run.endPs(), expected));
        Arrays.setAll(courses, i -> new Extrema(0, run.endPs(), expected));
        weights.of(chosen, (at, synapse, weight, eligibility) -> {
            int place = Arrays.binarySearch(chosen, synapse);
            eligibilities[place].add(at, eligibility);
            courses[place].add(at, weight);
        });
        panels.add(panel(of, "eligibility", eligibilities, chosen, names));
        panels.add(panel(of, "weight", courses, chosen, names));
    }

    private Panel panel(LearningProjection of, String what, Extrema[] lines, long[] synapses, Map<Long, String> names) {
        List<Mark> marks = new ArrayList<>();
        DoubleStream.Builder values = DoubleStream.builder();
        for (int i = 0; i < lines.length; i++) {
            double[][] points = lines[i].points();
            Arrays.stream(points[1]).forEach(values);
            marks.add(new Mark.Line(
                    names.getOrDefault(synapses[i], ""),
                    Ink.of(i + 2),
                    inSeconds(points[0]),
                    points[1],
                    Mark.Stroke.NORMAL,
                    false));
        }
        return new Panel(of.name(), time, Axis.around(what, of.unit(), values.build()), 1, marks);
    }

    private static double[] inSeconds(double... milliseconds) {
        return Arrays.stream(milliseconds).map(ms -> ms / 1000).toArray();
    }
}
