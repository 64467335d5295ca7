package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.SynapseTallies.Projection;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The weights of a network, projection by projection.
 *
 * @param run of which the synapses were recorded
 */
public record SynapseFigures(SpikingRunReader run) {
    private static final int MOST_PANELS = 9;
    private static final int MOST_BARS = 40;
    private static final int MOST_CELLS = 150;

    /** How weights are distributed; empty if no synapse was recorded. */
    public Optional<Figure> histograms() {
        List<Projection> all = run.synapses().projections();
        List<Panel> panels = new ArrayList<>();
        for (Projection projection : all.subList(0, Math.min(MOST_PANELS, all.size()))) {
            panels.add(histogram(projection, Ink.of(panels.size())));
        }
        return figure("distribution of weights", panels, all.size(), List.of());
    }

    private Panel histogram(Projection of, Ink ink) {
        boolean isOne = of.leastWeight() == of.mostWeight();
        // All weights alike are one bar in the middle.
        double half = isOne ? Math.max(1e-3, 0.05 * Math.abs(of.leastWeight())) : 0;
        int bars = isOne ? 1 : MOST_BARS;
        double[] edges = IntStream.rangeClosed(0, bars)
                .mapToDouble(i -> of.leastWeight() - half + (of.mostWeight() - of.leastWeight() + 2 * half) * i / bars)
                .toArray();
        double[] heights = isOne ? new double[] {of.synapses()} : run.synapses().histogram(of, bars);
        double room = isOne ? 10 * half : 0.04 * (of.mostWeight() - of.leastWeight());
        return new Panel(
                title(of),
                Axis.linear("weight", unit(of), edges[0] - room, edges[bars] + room),
                Axis.counts("synapses", Arrays.stream(heights)),
                1,
                List.of(new Mark.Bars("", ink, edges, heights)));
    }

    /** Weights from each neuron to each as colours; empty if no synapse was recorded. */
    public Optional<Figure> matrices() {
        List<Projection> all = run.synapses().projections();
        List<Panel> panels = new ArrayList<>();
        boolean isPooled = false;
        for (Projection projection : all.subList(0, Math.min(MOST_PANELS, all.size()))) {
            int longest = Math.max(
                    projection.lastPre() - projection.firstPre(), projection.lastPost() - projection.firstPost());
            int each = longest / MOST_CELLS + 1;
            isPooled |= each > 1;
            panels.add(matrix(projection, each));
        }
        return figure(
                "weights from neuron to neuron",
                panels,
                all.size(),
                isPooled
                        ? List.of("Where neurons are more than " + MOST_CELLS
                                + ", a cell is the mean over all pairs of some neighbouring ones; a pair without a synapse"
                                + " counts 0.")
                        : List.of("Several synapses from one neuron to another are added."));
    }

    private Panel matrix(Projection of, int each) {
        double[][] values = run.synapses().matrix(of, each);
        for (int row = 0; row < values.length; row++) {
            int rows = Math.min(each, of.lastPre() - of.firstPre() + 1 - row * each);
            for (int column = 0; column < values[row].length; column++) {
                int columns = Math.min(each, of.lastPost() - of.firstPost() + 1 - column * each);
                values[row][column] /= (double) rows * columns;
            }
        }
        boolean isSigned = of.leastWeight() < 0 && of.mostWeight() > 0;
        String quantity = (each > 1 ? "mean weight" : "weight") + (unit(of).isEmpty() ? "" : " [" + unit(of) + "]");
        double[] x = edges(of.firstPost(), of.lastPost(), each);
        double[] y = edges(of.firstPre(), of.lastPre(), each);
        return new Panel(
                title(of),
                Axis.linear("postsynaptic neuron", "", x[0], x[x.length - 1]),
                Axis.linear("presynaptic neuron", "", y[0], y[y.length - 1]),
                1.2,
                List.of(Mark.Matrix.of(quantity, x, y, values, isSigned)));
    }

    private static double[] edges(int first, int last, int each) {
        int cells = (last - first) / each + 1;
        return IntStream.rangeClosed(0, cells)
                .mapToDouble(i -> Math.min(first + (double) i * each, last + 1.0) - 0.5)
                .toArray();
    }

    private Optional<Figure> figure(String what, List<Panel> panels, int all, List<String> notes) {
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        List<String> every = new ArrayList<>(notes);
        if (panels.size() < all) {
            every.add("The first " + panels.size() + " of " + all + " projections are shown.");
        }
        int columns = panels.size() == 4 ? 2 : Math.min(3, panels.size());
        return Optional.of(new Figure(run.name() + ": " + what, columns, panels, every));
    }

    private static String title(Projection of) {
        return String.format(Locale.ROOT, "%s: %,d synapse%s", of.name(), of.synapses(), of.synapses() == 1 ? "" : "s");
    }

    /** That of the model that the projection ends at; none if it is not one of ours. */
    private String unit(Projection of) {
        String model = run.cells().groupOf(of.firstPost()).model();
        return NeuronModels.all().stream()
                .filter(known -> (known.name() + " " + known.synapses()).strip().equals(model))
                .map(NeuronModel::weightUnit)
                .findFirst()
                .orElse("");
    }
}
