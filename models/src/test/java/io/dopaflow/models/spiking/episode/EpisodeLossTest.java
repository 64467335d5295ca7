package io.dopaflow.models.spiking.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EpisodeLossTest {
    private static final double[][] SPIKES = {{2, 5, 9}, {}};

    @Test
    void counts_areComparedWithThoseWanted() {
        assertThat(new EpisodeLoss.Counts().of(SPIKES, new double[][] {{1}, {2}}))
                .isEqualTo((4 + 4) / 2.0);
    }

    @Test
    void crossEntropy_isThatOfTheSoftmaxOfCounts() {
        double p = StrictMath.exp(1.5) / (StrictMath.exp(1.5) + 1);
        assertThat(new EpisodeLoss.CrossEntropy(0.5).of(SPIKES, new double[][] {{1}, {0}}))
                .isCloseTo(-StrictMath.log(p), within(1e-15));
        assertThatThrownBy(() -> new EpisodeLoss.CrossEntropy(0)).hasMessageContaining("per_spike is 0.0");
    }

    @Test
    void firstSpike_isAtTheEndIfThereIsNone() {
        EpisodeLoss loss = new EpisodeLoss.FirstSpike(20, 2);
        assertThat(loss.of(SPIKES, new double[][] {{4}, {10}})).isEqualTo((1 + 25) / 2.0);
        assertThat(loss.of(SPIKES, new double[][] {{4}, {}})).isEqualTo(0.5);
    }

    /** The integral of the squared difference of the filtered trains, by the trapezoidal rule. */
    @Test
    void trainDistance_isTheIntegralOfItsDefinition() {
        double tau = 5;
        double[] target = {3, 8};
        double step = 1e-3;
        double integral = 0;
        for (double t = step / 2; t < 200; t += step) {
            double difference = filtered(SPIKES[0], t, tau) - filtered(target, t, tau);
            integral += difference * difference * step;
        }
        double distance = new EpisodeLoss.TrainDistance(tau).of(SPIKES, new double[][] {target, {}});
        assertThat(distance).isCloseTo(integral / tau / 2, within(1e-3));
        assertThat(new EpisodeLoss.TrainDistance(tau).of(SPIKES, SPIKES)).isZero();
        assertThat(new EpisodeLoss.TrainDistance(tau).of(SPIKES, new double[][] {{2, 5, 9}, {4}}))
                .isCloseTo(0.25, within(1e-15));
    }

    private static double filtered(double[] train, double t, double tau) {
        double sum = 0;
        for (double spike : train) {
            sum += spike <= t ? StrictMath.exp(-(t - spike) / tau) : 0;
        }
        return sum;
    }
}
