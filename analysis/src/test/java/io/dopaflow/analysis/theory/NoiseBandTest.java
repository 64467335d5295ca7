package io.dopaflow.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.AbstractRule;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseBandTest {
    private static final Network NETWORK = Experiments.network(3, SpikeCoding.GRADED, Activation.IDENTITY);

    private record Ensemble(double measuredRms, double[] deviation, NoiseBand.Band band, double predictedRms) {}

    /** Replicates of one learning opportunity with the real rule, one seed each. */
    private static Ensemble ensemble(Loss loss, double time, int n, double a, int replicates) {
        LearningCycle first = Experiments.of(NETWORK, new CycleSchedule.MultiUpdate(n), loss, a, time, 1, 31);
        Sample sample = first.samples().training().get(first.sampleOrder().sampleAt(0));
        Gradient gradient = new Gradient(NETWORK, loss);
        NoiseBand noise = new NoiseBand(
                RuleNoise.of(gradient, first),
                first.gradientFlowTime(),
                first.schedule().cycles());
        NoiseBand.Band band = noise.along(first.initialTheta(), sample, new double[] {0, 0.5, 1});
        double[] squares = new double[gradient.dimension()];
        for (int seed = 0; seed < replicates; seed++) {
            RandomStreams streams = new RandomStreams(1000 + seed);
            AbstractRule rule = new AbstractRule(first.but(parts -> {
                parts.samples = new Split(List.of(sample), List.of());
                parts.streams = streams;
            }));
            rule.opportunity();
            for (int v = 0; v < squares.length; v++) {
                double error = rule.theta()[v] - band.flow()[2][v];
                squares[v] += error * error / replicates;
            }
        }
        double[] deviation = Arrays.stream(squares).map(Math::sqrt).toArray();
        return new Ensemble(
                Math.sqrt(Arrays.stream(squares).sum()),
                deviation,
                band,
                noise.predictedRms(first.initialTheta(), sample));
    }

    /**
     * Over 200 replicates the root mean square of d = 23 errors varies by about 1 %, each single deviation by 5 %; the
     * formula is of leading order in A and 1/n.
     */
    @Test
    void ensemble_scattersAsPredicted_whereCurvatureIsSmall() {
        Ensemble ensemble = ensemble(Loss.PSEUDO_HUBER, 0.02, 500, 0.1, 200);
        assertThat(ensemble.measuredRms() / ensemble.predictedRms()).isBetween(0.9, 1.1);
        for (int v = 0; v < ensemble.deviation().length; v++) {
            assertThat(ensemble.deviation()[v] / ensemble.band().deviation()[2][v])
                    .isBetween(0.75, 1.25);
        }
    }

    @Test
    void ensemble_scattersAsPredicted_throughACurvedFlow() {
        Ensemble ensemble = ensemble(Loss.PSEUDO_HUBER, 1.0, 4000, 0.1, 200);
        assertThat(ensemble.measuredRms() / ensemble.predictedRms()).isBetween(0.85, 1.15);
    }

    /** L = w^2 / 2 of one input: all is known, and the variance solves a scalar equation. */
    @Test
    void variance_ofOneSynapse_solvesTheLinearNoiseEquation() {
        Network network = new LayeredNetwork(List.of("x"), List.of(), List.of("y"), Activation.IDENTITY, false).build();
        Gradient gradient = new Gradient(network, Loss.SQUARED_ERROR);
        double time = 1.2;
        int n = 100;
        // The inhibitory weight is so small that it neither moves nor counts.
        double[] start = {0.0, -40.0};
        Sample sample = new Sample(new double[] {1}, new double[] {0});
        NoiseBand.Band band = new NoiseBand(
                        new RuleNoise(gradient, new NoiseShape(2, 1, 1.2), 0.1, new RandomStreams(1)), time, n)
                .along(start, sample, new double[] {0, 0.3, 1});
        assertThat(band.deviation()[0][0]).isZero();
        assertThat(band.deviation()[1][0]).isCloseTo(Math.sqrt(scalarVariance(time, n, 0.3)), within(2e-4));
        assertThat(band.deviation()[2][0]).isCloseTo(Math.sqrt(scalarVariance(time, n, 1.0)), within(1e-5));
        assertThat(band.flow()[2][0]).isCloseTo(-0.5 * Math.log(1 + 2 * time), within(1e-9));
    }

    /** Euler's method with 10^5 steps for dS/dt = -2 T h S + (T^2/n) 1.8 g^2, with g = w^2, h = 2 w^2. */
    private static double scalarVariance(double time, int n, double end) {
        int steps = 100_000;
        double variance = 0;
        for (int i = 0; i < steps; i++) {
            double square = 1 / (1 + 2 * time * end * i / steps);
            variance += end / steps * (-4 * time * square * variance + time * time / n * 1.8 * square * square);
        }
        return variance;
    }
}
