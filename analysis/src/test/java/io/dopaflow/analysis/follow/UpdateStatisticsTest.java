package io.dopaflow.analysis.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.follow.Following.Verdict;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class UpdateStatisticsTest {
    private static final int D = 40;
    private static final List<SynapseLayer> LAYERS = List.of(
            new SynapseLayer(SynapseLayer.ALL, IntStream.range(0, D).toArray()),
            new SynapseLayer("layer 1", IntStream.range(0, D / 2).toArray()));

    private final UniformRandomProvider random = new RandomStreams(11).stream(Purpose.SMOOTHING, 0);

    private double[] normal(double size) {
        double[] drawn = new double[D];
        Arrays.setAll(drawn, i -> size * Draws.normal(random));
        return drawn;
    }

    private static double[] minus(double[] vector, double factor) {
        return Arrays.stream(vector).map(x -> -factor * x).toArray();
    }

    @Test
    void gradientItself_hasAngleZeroAndNoNoise() {
        UpdateStatistics statistics = new UpdateStatistics(LAYERS, D, 1);
        for (int s = 0; s < 5; s++) {
            double[] g = normal(1);
            statistics.add(new double[][] {minus(g, 3)}, g, g);
        }
        for (Following layer : statistics.of(1)) {
            assertThat(layer.angle().value()).isCloseTo(0, within(1e-5));
            assertThat(layer.angle().interval()).isEmpty();
            assertThat(layer.ratio().value()).isCloseTo(3, within(1e-12));
            assertThat(layer.along().value()).isCloseTo(3, within(1e-12));
            assertThat(layer.n45().value()).isZero();
            assertThat(layer.cosine()).isCloseTo(1, within(1e-12));
            assertThat(layer.verdict()).isEqualTo(Verdict.GRADIENT);
        }
    }

    /** An update turned by a known angle in a plane that the gradient lies in. */
    @Test
    void turnedUpdate_hasItsAngle() {
        UpdateStatistics statistics = new UpdateStatistics(LAYERS, D, 1);
        double[] g = new double[D];
        g[0] = 2;
        double[] u = new double[D];
        u[0] = -Math.cos(Math.toRadians(30));
        u[1] = Math.sin(Math.toRadians(30));
        statistics.add(new double[][] {u}, g, g);
        Following all = statistics.of(1).get(0);
        assertThat(all.angle().value()).isCloseTo(30, within(1e-9));
        assertThat(all.ratio().value()).isCloseTo(0.5, within(1e-12));
        assertThat(all.verdict()).isEqualTo(Verdict.CLOSE);
    }

    /**
     * Noise of known size around the gradient: n45 is d sd^2 / |g|^2, here 40 * 4 / |g|^2. The naive angle of the mean over
     * 50 samples with 40 repetitions would be some degrees; freed from noise the interval reaches 0. The relative standard
     * error of n45 is about 0.05 here, that of the way along the gradient too, so 0.2 is four of them.
     */
    @Test
    void noiseAroundTheGradient_isCountedAndTakenOut() {
        int repetitions = 40;
        UpdateStatistics statistics = new UpdateStatistics(LAYERS, D, repetitions);
        double squares = 0;
        double layerSquares = 0;
        for (int s = 0; s < 50; s++) {
            double[] g = normal(1);
            squares += LAYERS.get(0).dot(g, g) / 50;
            layerSquares += LAYERS.get(1).dot(g, g) / 50;
            double[][] updates = new double[repetitions][];
            for (int r = 0; r < repetitions; r++) {
                double[] noise = normal(2);
                updates[r] = new double[D];
                for (int i = 0; i < D; i++) {
                    updates[r][i] = -g[i] + noise[i];
                }
            }
            statistics.add(updates, g, g);
        }
        List<Following> layers = statistics.of(1);
        assertThat(layers.get(0).n45().value()).isCloseTo(4 * D / squares, within(0.2 * 4 * D / squares));
        assertThat(layers.get(1).n45().value()).isCloseTo(2 * D / layerSquares, within(0.2 * 2 * D / layerSquares));
        assertThat(layers.get(0).along().value()).isCloseTo(1, within(0.2));
        assertThat(layers.get(0).verdict()).isEqualTo(Verdict.GRADIENT);
        assertThat(layers.get(0).angle().interval().orElseThrow().lower()).isLessThan(1);
    }

    @Test
    void noiseAlone_hasNoRelation() {
        UpdateStatistics statistics = new UpdateStatistics(LAYERS, D, 20);
        for (int s = 0; s < 30; s++) {
            double[][] updates = new double[20][];
            Arrays.setAll(updates, r -> normal(1));
            statistics.add(updates, normal(1), normal(1));
            double[] g = normal(1);
            Arrays.setAll(updates, r -> normal(1));
            statistics.add(updates, g, g);
        }
        assertThat(statistics.of(1).get(0).verdict()).isEqualTo(Verdict.UNRELATED);
    }

    @Test
    void updateUpTheGradient_isSaidToGoUp() {
        UpdateStatistics statistics = new UpdateStatistics(LAYERS, D, 1);
        double[] g = normal(1);
        statistics.add(new double[][] {g}, g, g);
        assertThat(statistics.of(1).get(0).verdict()).isEqualTo(Verdict.UPHILL);
        assertThat(statistics.of(1).get(0).angle().value()).isCloseTo(180, within(1e-5));
    }

    @Test
    void noUpdate_isSaid() {
        UpdateStatistics statistics = new UpdateStatistics(LAYERS, D, 1);
        double[] g = normal(1);
        statistics.add(new double[][] {new double[D]}, g, g);
        assertThat(statistics.of(1).get(0).verdict()).isEqualTo(Verdict.NOTHING);
    }
}
