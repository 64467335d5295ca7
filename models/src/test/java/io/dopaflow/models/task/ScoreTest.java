package io.dopaflow.models.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    /** Two outputs y = (x, 0.5) up to weights: x+, x-, bias+, bias- to a, then the same to b. */
    private static final Network NETWORK =
            new LayeredNetwork(List.of("x"), List.of(), List.of("a", "b"), Activation.IDENTITY, true).build();

    private static final double NONE = -1000;
    private static final double[] THETA = {0, NONE, NONE, NONE, NONE, NONE, StrictMath.log(0.5), NONE};
    private static final Target CLASSES = new Target.Classes(List.of("a", "b"));

    private static final List<Sample> SAMPLES = List.of(sample(0, 0, 1), sample(1, 1, 0), sample(0.2, 1, 0));

    private static Sample sample(double x, double... target) {
        return new Sample(new double[] {x}, target);
    }

    @Test
    void accuracy_isTheFractionWhoseClassHasTheLargestReadout() {
        assertThat(Score.of(NETWORK, THETA, Loss.SQUARED_ERROR, CLASSES, SAMPLES)
                        .accuracy())
                .hasValue(2.0 / 3);
    }

    @Test
    void ofEqualReadouts_theFirstCounts() {
        List<Sample> tie = List.of(sample(0.5, 1, 0), sample(0.5, 1, 0), sample(0.5, 1, 0), sample(0.5, 0, 1));
        assertThat(Score.of(NETWORK, THETA, Loss.SQUARED_ERROR, CLASSES, tie).accuracy())
                .hasValue(0.75);
    }

    @Test
    void loss_isTheMeanOverTheSamples() {
        double expected = (0.5 * 0.25 + 0.5 * 0.25 + 0.5 * (0.64 + 0.25)) / 3;
        assertThat(Score.of(NETWORK, THETA, Loss.SQUARED_ERROR, CLASSES, SAMPLES)
                        .loss())
                .isCloseTo(expected, within(1e-15));
    }

    @Test
    void regression_hasNoAccuracy() {
        Target values = new Target.Values(List.of("a", "b"));
        assertThat(Score.of(NETWORK, THETA, Loss.SQUARED_ERROR, values, SAMPLES).accuracy())
                .isEmpty();
        assertThat(Score.of(NETWORK, THETA, Loss.SQUARED_ERROR, CLASSES, SAMPLES)
                        .byName())
                .containsOnlyKeys("loss", "accuracy");
    }

    /** Readouts (x, 0.5) at x = 0, 1, 0.2 against (0, 1), (1, 0), (1, 0): squared distances 0.25, 0.25, 0.64 + 0.25. */
    @Test
    void regression_hasItsErrorInTheTargetsUnitAndTheShareThatIsExplained() {
        Score score = Score.of(NETWORK, THETA, Loss.PSEUDO_HUBER, new Target.Values(List.of("a", "b"), 320), SAMPLES);
        assertThat(score.error()).hasValueCloseTo(320 * Math.sqrt(1.39 / 6), withinPercentage(1e-12));
        // The targets 0, 1, 1 and 1, 0, 0 have the squared distance 2/3 from their means, each.
        assertThat(score.r2()).hasValueCloseTo(1 - 1.39 / (4 / 3.0), withinPercentage(1e-12));
    }

    @Test
    void targetsThatAreAllAlike_haveNothingToExplain() {
        Target values = new Target.Values(List.of("a", "b"));
        assertThat(Score.of(NETWORK, THETA, Loss.SQUARED_ERROR, values, SAMPLES.subList(0, 1))
                        .byName())
                .containsOnlyKeys("loss", "error");
    }

    @Test
    void scoreOfNothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Score.of(NETWORK, THETA, Loss.SQUARED_ERROR, CLASSES, List.of()))
                .withMessage("there are 0 samples to score; allowed: at least 1");
    }
}
