package io.dopaflow.models.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossTest {
    private static final double[] OUTPUTS = {0.5, -1, 2};
    private static final double[] TARGET = {0, 1, 0};

    private static double[] gradient(Loss loss, double[] outputs, double[] target) {
        double[] gradient = new double[outputs.length];
        loss.gradient(outputs, target, gradient);
        return gradient;
    }

    @Test
    void squaredError_isHalfTheSquaredDistance() {
        assertThat(Loss.SQUARED_ERROR.value(OUTPUTS, TARGET)).isEqualTo(0.5 * (0.25 + 4 + 4));
        assertThat(Loss.SQUARED_ERROR.value(TARGET, TARGET)).isZero();
    }

    @Test
    void pseudoHuber_isTheHyperbolaOverTheDistance() {
        assertThat(Loss.PSEUDO_HUBER.value(OUTPUTS, TARGET)).isCloseTo(Math.sqrt(1 + 8.25) - 1, within(1e-15));
        assertThat(Loss.PSEUDO_HUBER.value(TARGET, TARGET)).isZero();
        // Near the target half the squared distance, where 1 would swallow it.
        assertThat(Loss.PSEUDO_HUBER.value(new double[] {1e-10}, new double[] {0}))
                .isCloseTo(0.5e-20, within(1e-34));
    }

    @Test
    void crossEntropy_isMinusTheLogOfTheNaiveSoftmax() {
        SplittableRandom random = new SplittableRandom(1);
        for (int repetition = 0; repetition < 100; repetition++) {
            double[] outputs = random.doubles(5, -20, 20).toArray();
            double[] target = new double[5];
            target[repetition % 5] = 1;
            double sum = DoubleStream.of(outputs).map(Math::exp).sum();
            double naive = -Math.log(Math.exp(outputs[repetition % 5]) / sum);
            assertThat(Loss.CROSS_ENTROPY.value(outputs, target)).isCloseTo(naive, within(1e-12));
        }
    }

    @Test
    void crossEntropy_ofEqualOutputs_isTheLogOfTheNumberOfClasses() {
        assertThat(Loss.CROSS_ENTROPY.value(new double[] {7, 7, 7}, TARGET)).isCloseTo(Math.log(3), within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void gradient_isTheLimitOfDifferences(Loss loss) {
        SplittableRandom random = new SplittableRandom(2);
        double h = 1e-5;
        for (int repetition = 0; repetition < 50; repetition++) {
            double[] outputs = random.doubles(3, -3, 3).toArray();
            double[] gradient = gradient(loss, outputs, TARGET);
            for (int i = 0; i < outputs.length; i++) {
                double[] above = outputs.clone();
                double[] below = outputs.clone();
                above[i] += h;
                below[i] -= h;
                // Truncation h^2 / 6 and rounding 1e-15 / h.
                double difference = (loss.value(above, TARGET) - loss.value(below, TARGET)) / (2 * h);
                assertThat(gradient[i]).isCloseTo(difference, within(1e-9));
            }
        }
    }

    @Test
    void pseudoHuberGradient_isShorterThanOne_alsoFarAway() {
        SplittableRandom random = new SplittableRandom(3);
        for (double size : new double[] {1, 1e3, 1e6}) {
            double[] gradient =
                    gradient(Loss.PSEUDO_HUBER, random.doubles(3, -size, size).toArray(), TARGET);
            assertThat(DoubleStream.of(gradient).map(g -> g * g).sum()).isLessThan(1);
        }
    }

    @Test
    void largeOutputs_doNotOverflow() {
        double[] far = {1000, -1000, 0};
        assertThat(Loss.CROSS_ENTROPY.value(far, TARGET)).isEqualTo(2000);
        assertThat(Loss.CROSS_ENTROPY.value(far, new double[] {1, 0, 0})).isZero();
        assertThat(gradient(Loss.CROSS_ENTROPY, far, TARGET)).containsExactly(1, -1, 0);
        assertThat(Loss.PSEUDO_HUBER.value(new double[] {1e150}, new double[1])).isEqualTo(1e150);
        assertThat(gradient(Loss.PSEUDO_HUBER, new double[] {-1e150}, new double[1]))
                .containsExactly(-1);
    }

    @ParameterizedTest
    @EnumSource
    void outputThatIsNoNumber_showsInTheLoss_whereverItStands(Loss loss) {
        for (int i = 0; i < 3; i++) {
            double[] outputs = OUTPUTS.clone();
            outputs[i] = Double.NaN;
            assertThat(loss.value(outputs, TARGET)).isNaN();
        }
    }
}
