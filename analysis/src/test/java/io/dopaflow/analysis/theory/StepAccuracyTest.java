package io.dopaflow.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.plasticity.RewardBaseline.AntitheticPair;
import io.dopaflow.models.plasticity.RewardBaseline.PreviousCycle;
import io.dopaflow.models.plasticity.RewardBaseline.RunningMean;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepAccuracyTest {

    @Test
    void cyclesForAnError_areTheTraceOverItsSquare() {
        StepAccuracy accuracy = StepAccuracy.reaching(0.1, new PreviousCycle().noise(), 100, 1);
        assertThat(accuracy.cycles()).isEqualTo(19_980);
        assertThat(accuracy.relativeError()).isCloseTo(0.1, within(1e-12));
        assertThat(StepAccuracy.reaching(0.1, new RunningMean(0.05).noise(), 100, 1)
                        .cycles())
                .isBetween(10_200L, 10_260L);
    }

    @Test
    void cyclesOfPairs_areEven() {
        assertThat(StepAccuracy.reaching(0.9, new AntitheticPair().noise(), 3, 2)
                        .cycles())
                .isEqualTo(8);
    }

    /** A step plus noise with the covariance of the theory, d = 50, n = 100. */
    @Test
    void cosineAndError_areThoseOfSimulatedSteps() {
        SplittableRandom random = new SplittableRandom(3);
        int d = 50;
        StepAccuracy accuracy = StepAccuracy.of(new PreviousCycle().noise(), d, 100);
        double cosine = 0;
        double square = 0;
        int steps = 4000;
        for (int step = 0; step < steps; step++) {
            double dot = 0;
            double length = 0;
            double off = 0;
            for (int i = 0; i < d; i++) {
                double noise = random.nextGaussian() * Math.sqrt(2.0 / 100);
                double g = i == 0 ? 1 : 0;
                dot += (g + noise) * g;
                length += (g + noise) * (g + noise);
                off += noise * noise;
            }
            cosine += dot / Math.sqrt(length) / steps;
            square += off / steps;
        }
        assertThat(accuracy.cosine()).isCloseTo(cosine, within(0.01));
        assertThat(accuracy.relativeError()).isCloseTo(Math.sqrt(square), within(0.01));
    }

    /** theory: at d = 20, n = 20, 40, 100. */
    @Test
    void excessLoss_isThatOfTheTheory() {
        assertThat(StepAccuracy.of(new PreviousCycle().noise(), 20, 20).excessOverSgd())
                .isCloseTo(2.99, within(1e-12));
        assertThat(StepAccuracy.of(new PreviousCycle().noise(), 20, 100).excessOverSgd())
                .isCloseTo(1.398, within(1e-12));
    }

    /** At T h = 2/3 and d = 50, n = 25 blows up and n = 45 does not. */
    @Test
    void stability_liesBetweenWhatBlowsUpAndWhatDoesNot() {
        double from = StepAccuracy.of(new PreviousCycle().noise(), 50, 1).stableFrom(2, 1.0 / 3);
        assertThat(from).isBetween(25.0, 45.0);
    }

    @Test
    void ranges_areChecked() {
        assertThatThrownBy(() -> new StepAccuracy(1, 0)).hasMessage("cycles are 0; allowed: at least 1");
        assertThatThrownBy(() -> StepAccuracy.reaching(0, new PreviousCycle().noise(), 1, 1))
                .hasMessage("error is 0.0; allowed: above 0");
    }
}
