package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.models.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The figures of a comparison: emergent weights over their gradient flow, through the whole run and within one learning
 * opportunity, and how far they are from it.
 *
 * @param comparison that they are of
 * @param name of the run, for titles
 */
public record ComparisonFigures(Comparison comparison, String name) {

    /** Emergent weights over their gradient flow through the whole run; empty if the run was not long enough. */
    public Optional<Figure> weights() {
        if (comparison.run().size() < 2) {
            return Optional.empty();
        }
        RunTrajectory trajectory = comparison.trajectory();
        TimeAxis axis = TimeAxis.of(comparison);
        double[] times =
                Arrays.stream(trajectory.opportunities()).map(axis::time).toArray();
        FlowPanels panels = new FlowPanels(axis.title());
        panels.movingMost(trajectory.flow())
                .forEach(i -> panels.add(new FlowPanels.Course(
                        synapse(trajectory.synapses()[i]),
                        times,
                        FlowPanels.column(trajectory.emergent(), i),
                        false,
                        times,
                        FlowPanels.column(trajectory.flow(), i),
                        new double[0])));
        return Optional.of(panels.figure(name + ": the weights that move most, and their gradient flow"));
    }

    /**
     * Emergent weights within one learning opportunity over their gradient flow, with the predicted noise; empty if none was
     * recorded with its start and its end.
     */
    public Optional<Figure> opportunity() {
        return comparison.course().map(course -> {
            FlowPanels panels = new FlowPanels("t, the share of the updates");
            panels.movingMost(course.flow())
                    .forEach(v -> panels.add(new FlowPanels.Course(
                            synapse(v),
                            course.times(),
                            FlowPanels.column(course.emergent(), v),
                            course.times().length > comparison.updates(),
                            course.flowTimes(),
                            FlowPanels.column(course.flow(), v),
                            FlowPanels.column(course.deviation(), v))));
            return panels.figure(name + ", learning opportunity " + course.opportunity()
                    + ": the weights that move most, and their gradient flow");
        });
    }

    private String synapse(int id) {
        Network network = comparison.network();
        return network.neuron(network.pre(id)).name() + " \u2192 "
                + network.neuron(network.post(id)).name();
    }

    /** How far the emergent weights are from their gradient flow; empty if the run was not long enough. */
    public Optional<Figure> distance() {
        List<RunPoint> points = comparison.run();
        if (points.size() < 2) {
            return Optional.empty();
        }
        TimeAxis axis = TimeAxis.of(comparison);
        double[] x = points.stream()
                .mapToDouble(point -> axis.time((double) point.opportunities()))
                .toArray();
        double[] emergent = relative(points, RunPoint::flowDistance);
        double[] sgd = relative(points, RunPoint::sgdToFlow);
        Panel panel = new Panel(
                "",
                Axis.linear(axis.title(), "", 0, x[x.length - 1]),
                Axis.fromZero(
                        "distance to the gradient flow / distance it travelled",
                        "",
                        DoubleStream.concat(Arrays.stream(emergent), Arrays.stream(sgd))),
                2,
                List.of(
                        new Mark.Line("emergent from spikes", Ink.BLUE, x, emergent, Mark.Stroke.THICK, false),
                        new Mark.Line("SGD with exact gradients", Ink.VERMILLION, x, sgd, Mark.Stroke.DASHED, false)));
        return Optional.of(
                Figure.of(name + ": how far the emergent weights are from their gradient flow", List.of(panel)));
    }

    /** The time through a run, in units of so many learning opportunities. */
    private record TimeAxis(String title, double unit) {

        /** Epochs, or learning opportunities where there are not two epochs. */
        static TimeAxis of(Comparison comparison) {
            List<RunPoint> points = comparison.run();
            int epoch = comparison.opportunitiesPerEpoch();
            return points.get(points.size() - 1).opportunities() >= 2L * epoch
                    ? new TimeAxis("epochs", epoch)
                    : new TimeAxis("learning opportunities", 1);
        }

        double time(double opportunities) {
            return opportunities / unit;
        }
    }

    private static double[] relative(List<RunPoint> points, ToDoubleFunction<RunPoint> distance) {
        return points.stream()
                .mapToDouble(point -> distance.applyAsDouble(point) / point.travelled())
                .toArray();
    }
}
