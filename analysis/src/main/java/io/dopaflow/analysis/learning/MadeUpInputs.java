package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inputs that a network makes up, as pictures: chains of its own answers, each a row, from noise on. A network with a square number
 * of inputs has square pictures, read row by row; any other has strips.
 */
public final class MadeUpInputs {
    private static final int CHAINS = 5;
    private static final int[] WAVES = {1, 2, 5, 10, 20, 50, 100};

    /** Of the panel, so that square pictures look square. */
    private static final double HEIGHT = 3;

    /** How much of its place a picture takes, in either direction. */
    private static final double SHARE = 0.9;

    private static final long CHAIN_STREAMS = 0xC4A1;

    private MadeUpInputs() {}

    /**
     * The figure.
     *
     * @param name of the run
     * @param model that has a chain, see {@link InputChain#isOf}
     * @param stored what its synapses store
     */
    public static Figure of(String name, PhasedLearning model, double[] stored) {
        double[][][] pictures = new double[CHAINS][WAVES.length][];
        for (int chain = 0; chain < CHAINS; chain++) {
            InputChain inputs = new InputChain(model, stored, model.streams().derived(CHAIN_STREAMS + chain));
            for (int wave = 1; wave <= WAVES[WAVES.length - 1]; wave++) {
                double[] told = inputs.next();
                int column = Arrays.binarySearch(WAVES, wave);
                if (column >= 0) {
                    pictures[chain][column] = told;
                }
            }
        }
        int features = pictures[0][0].length;
        int side = (int) Math.round(Math.sqrt(features));
        int rows = side * side == features ? side : 1;
        Panel panel = new Panel(
                "",
                Axis.rows(
                        "waves",
                        Arrays.stream(WAVES).mapToObj(Integer::toString).toList()),
                Axis.rows(
                        "chain",
                        IntStream.rangeClosed(1, CHAINS)
                                .mapToObj(Integer::toString)
                                .toList()),
                HEIGHT,
                List.of(Mark.Matrix.of(
                        "probability",
                        edges(WAVES.length, features / rows),
                        edges(CHAINS, rows),
                        tiled(pictures, rows, features / rows),
                        false)));
        return new Figure(
                name + ": inputs that the network makes up",
                1,
                List.of(panel),
                List.of(
                        "Each chain starts from noise: in every wave inputs spike with the probabilities that they were told in the"
                                + " wave before."));
    }

    /** The edges of pixels and, between two pictures, of a gap. */
    private static double[] edges(int pictures, int pixels) {
        return IntStream.range(0, pictures)
                .boxed()
                .flatMapToDouble(picture -> IntStream.rangeClosed(0, pixels)
                        .mapToDouble(edge -> picture + SHARE * (edge / (double) pixels - 0.5)))
                .toArray();
    }

    private static double[][] tiled(double[][][] pictures, int rows, int columns) {
        double[][] all = new double[pictures.length * (rows + 1) - 1][pictures[0].length * (columns + 1) - 1];
        for (double[] line : all) {
            Arrays.fill(line, Double.NaN);
        }
        for (int chain = 0; chain < pictures.length; chain++) {
            for (int k = 0; k < pictures[chain].length; k++) {
                for (int pixel = 0; pixel < rows * columns; pixel++) {
                    all[chain * (rows + 1) + pixel / columns][k * (columns + 1) + pixel % columns] =
                            pictures[chain][k][pixel];
                }
            }
        }
        return all;
    }
}
