package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.models.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The log-weights onto each layer as matrices: presynaptic neurons in rows, postsynaptic ones in columns.
 *
 * @param network the graph
 */
record LayerMatrices(Network network) {
    private static final int MOST_LAYERS = 4;
    private static final double ROW = 0.075;

    Figure figure(String name, double[][] ends) {
        double[] changes = WeightFigures.changes(ends);
        List<Panel> panels = new ArrayList<>();
        int shown = Math.min(MOST_LAYERS, network.depth());
        for (int layer = 1; layer <= shown; layer++) {
            int depth = layer;
            int[] post = neurons(neuron -> network.depthOf(neuron) == depth);
            int[] pre = neurons(neuron -> Arrays.stream(post)
                    .anyMatch(target ->
                            Arrays.stream(network.fanIn(target)).anyMatch(synapse -> network.pre(synapse) == neuron)));
            String to = network.depth() == 1
                    ? ""
                    : depth == network.depth() ? "onto outputs, " : "onto depth " + depth + ", ";
            panels.add(panel(to + "at first", pre, post, ends[0], "log-weight", false));
            panels.add(panel(to + "at last", pre, post, ends[1], "log-weight", false));
            panels.add(panel(to + "change", pre, post, changes, "change", true));
        }
        return new Figure(
                name + ": weights from neuron to neuron",
                3,
                panels,
                shown < network.depth()
                        ? List.of("Weights onto the first " + shown + " of " + network.depth() + " layers are shown.")
                        : List.of());
    }

    private interface Condition {
        boolean holds(int neuron);
    }

    private int[] neurons(Condition condition) {
        return IntStream.range(0, network.neuronCount())
                .filter(condition::holds)
                .toArray();
    }

    private Panel panel(String title, int[] pre, int[] post, double[] theta, String quantity, boolean isSigned) {
        double[][] values = new double[pre.length][post.length];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        for (int column = 0; column < post.length; column++) {
            for (int synapse : network.fanIn(post[column])) {
                values[Arrays.binarySearch(pre, network.pre(synapse))][column] = theta[synapse];
            }
        }
        return new Panel(
                title,
                Axis.rows("postsynaptic neuron", names(post)),
                Axis.rows("presynaptic neuron", names(pre)),
                Math.min(2, Math.max(0.5, ROW * pre.length)),
                List.of(Mark.Matrix.of(quantity, edges(post.length), edges(pre.length), values, isSigned)));
    }

    private List<String> names(int[] neurons) {
        return Arrays.stream(neurons)
                .mapToObj(neuron -> network.neuron(neuron).name())
                .toList();
    }

    private static double[] edges(int cells) {
        return IntStream.rangeClosed(0, cells).mapToDouble(i -> i - 0.5).toArray();
    }
}
