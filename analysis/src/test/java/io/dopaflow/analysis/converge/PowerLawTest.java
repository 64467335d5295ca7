package io.dopaflow.analysis.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerLawTest {
    private static final double[] X = {100, 316, 1000, 3162, 10_000};

    @Test
    void exactLaw_isFoundWithTheIntervalOfTheVariances() {
        double[] y = Arrays.stream(X).map(x -> 3 * Math.pow(x, -0.5)).toArray();
        double[] variance = {0.01, 0.01, 0.01, 0.01, 0.01};
        PowerLaw law = PowerLaw.fit(X, y, variance);
        assertThat(law.slope().estimate()).isCloseTo(-0.5, within(1e-12));
        assertThat(law.at(500)).isCloseTo(3 / Math.sqrt(500), within(1e-12));
        double mean = Arrays.stream(X).map(Math::log).average().orElseThrow();
        double square =
                Arrays.stream(X).map(x -> Math.pow(Math.log(x) - mean, 2)).sum();
        assertThat(law.slope().upper()).isCloseTo(-0.5 + 1.959964 * Math.sqrt(0.01 / square), within(1e-6));
        assertThat(law.points()).isEqualTo(5);
    }

    @Test
    void weights_letPrecisePointsDecide() {
        double[] y = {1, 0.1, 1e-9};
        PowerLaw law = PowerLaw.fit(new double[] {1, 10, 100}, y, new double[] {1e-4, 1e-4, 1e6});
        assertThat(law.slope().estimate()).isCloseTo(-1, within(1e-6));
    }

    /** With 1000 data sets the fraction is known to 0.7 %; two thirds of 0.95's neighbourhood are allowed for. */
    @Test
    void intervals_coverTheSlopeAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(5);
        int covered = 0;
        for (int set = 0; set < 1000; set++) {
            double[] variance = new double[X.length];
            double[] y = new double[X.length];
            for (int i = 0; i < X.length; i++) {
                variance[i] = 0.002 * (i + 1);
                y[i] = Math.exp(-0.5 * Math.log(X[i]) + Math.sqrt(variance[i]) * random.nextGaussian());
            }
            covered += PowerLaw.fit(X, y, variance).slope().contains(-0.5, 0) ? 1 : 0;
        }
        assertThat(covered).isBetween(930, 990);
    }

    @Test
    void bentData_widenTheInterval() {
        double[] variance = {1e-6, 1e-6, 1e-6, 1e-6, 1e-6};
        double[] bent = Arrays.stream(X).map(x -> Math.sqrt(1 / x + 1e-3)).toArray();
        PowerLaw law = PowerLaw.fit(X, bent, variance);
        assertThat(law.slope().upper() - law.slope().lower()).isGreaterThan(10 * law.resolution());
        assertThat(law.misfit()).isGreaterThan(0.07);
    }
}
