package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One step of the method, on equations whose solutions are exponentials. Errors are told as shares of 1e-11 (1 + |y|). */
class DormandPrinceTest {
    private static DormandPrince method(double... rates) {
        return new DormandPrince(LinearNeuron.free(rates), false);
    }

    private static double error(double h, double[] y, double... rates) {
        DormandPrince method = method(rates);
        method.start(y);
        return method.attempt(y, h, new double[y.length]);
    }

    /** The local error is of the order h^9: half a step has a 512th of it. */
    @Test
    void step_isOfOrderEight() {
        double[] y = {2, 3};
        double[] errors = new double[2];
        for (int k = 0; k < 2; k++) {
            double h = 0.8 / (1 << k);
            DormandPrince method = method(-1, 0.5);
            method.start(y);
            double[] end = new double[2];
            method.attempt(y, h, end);
            errors[k] = Math.abs(end[0] - 2 * Math.exp(-h));
            assertThat(end[1]).isCloseTo(3 * Math.exp(0.5 * h), within(1e-7));
        }
        assertThat(errors[0] / errors[1]).isBetween(350.0, 750.0);
    }

    @Test
    void injectedCurrent_isAddedToTheFirstVariable() {
        DormandPrince method = method(-1, -1);
        method.inject(3);
        double[] y = {2, 2};
        method.start(y);
        double[] end = new double[2];
        method.attempt(y, 0.1, end);
        assertThat(end[0]).isCloseTo(3 - Math.exp(-0.1), within(1e-14));
        assertThat(end[1]).isCloseTo(2 * Math.exp(-0.1), within(1e-14));
    }

    @Test
    void heldPotential_staysWhileOthersGoOn() {
        DormandPrince method = new DormandPrince(LinearNeuron.free(-1, -1), true);
        method.inject(3);
        double[] y = {2, 2};
        method.start(y);
        double[] end = new double[2];
        method.attempt(y, 0.1, end);
        assertThat(end[0]).isEqualTo(2);
        assertThat(end[1]).isCloseTo(2 * Math.exp(-0.1), within(1e-14));
    }

    @Test
    void polynomial_isTheSolutionWithinTheStep() {
        DormandPrince method = method(-1, 0.5);
        double[] y = {2, 3};
        double h = 0.3;
        double[] end = new double[2];
        double[][] polynomials = new double[2][DormandPrince.DEGREE + 1];
        method.start(y);
        method.attempt(y, h, end);
        method.interpolate(y, h, end, polynomials);
        for (double share = 0; share <= 1; share += 0.125) {
            assertThat(Polynomial.value(polynomials[0], share)).isCloseTo(2 * Math.exp(-h * share), within(1e-9));
            assertThat(Polynomial.value(polynomials[1], share)).isCloseTo(3 * Math.exp(0.5 * h * share), within(1e-9));
        }
        assertThat(Polynomial.value(polynomials[0], 1)).isCloseTo(end[0], within(1e-14));
        assertThat(Polynomial.value(Polynomial.derivative(polynomials[0]), 0)).isCloseTo(-2 * h, within(1e-14));
        assertThat(Polynomial.value(Polynomial.derivative(polynomials[0]), 1)).isCloseTo(-end[0] * h, within(1e-13));
        // The next step starts with the derivative at the end of this one.
        DormandPrince anew = method(-1, 0.5);
        anew.start(end);
        method.proceed();
        double[] after = new double[2];
        double[] afterAnew = new double[2];
        assertThat(method.attempt(end, h, after)).isEqualTo(anew.attempt(end, h, afterAnew));
        assertThat(after).isEqualTo(afterAnew);
    }

    /** h e_5^2 / sqrt(e_5^2 + 0.01 e_3^2) is of the order h^8, as e_5 is of h^5 and e_3 of h^3. */
    @Test
    void error_isOfOrderEight() {
        double[] y = {1};
        assertThat(error(0.1, y, -1) / error(0.05, y, -1)).isBetween(220.0, 300.0);
        assertThat(error(0.1, y, 1) / error(0.05, y, 1)).isBetween(220.0, 300.0);
        assertThat(error(0.1, new double[] {5}, 0)).isZero();
    }

    @Test
    void error_isAMeanOverVariables() {
        double one = error(0.2, new double[] {1}, -1);
        assertThat(error(0.2, new double[] {1, 1}, -1, -1)).isCloseTo(one, within(1e-9 * one));
        assertThat(error(0.2, new double[] {1, 1, 1}, -1, -1, -1)).isCloseTo(one, within(1e-9 * one));
        // One that does not move halves the sums.
        assertThat(error(0.2, new double[] {1, 1}, -1, 0)).isCloseTo(one / Math.sqrt(2), within(1e-9 * one));
    }

    /** 1 + |y| for |y| of 1e-3, 1 and 1e6, whatever the sign; in the long run the error is a share of y. */
    @Test
    void error_isMeasuredAgainstTheVariableOrOne() {
        double one = error(0.2, new double[] {1}, -1);
        for (double y : new double[] {1e-3, 1e6, -1, -1e6}) {
            // The slope counts with a tenth of 1 ms.
            double scale = 1 + 1.1 * Math.abs(y);
            assertThat(error(0.2, new double[] {y}, -1)).isCloseTo(one * Math.abs(y) / scale * 2.1, within(1e-7 * one));
        }
        // What grows is measured against its end.
        double grown = error(0.2, new double[] {1e6}, 1);
        assertThat(error(0.2, new double[] {1}, 1))
                .isCloseTo(grown * (Math.exp(0.2) + 0.1 + 1e-6) / (1 + Math.exp(0.2) + 0.1), within(1e-7 * grown));
    }

    /** At 1000 per ms and as much less time the same error is allowed, but for a shift of a thousandth of a picosecond: 1e-12 1000. */
    @Test
    void shiftInTimeOfAThousandthOfAPicosecond_isNoError() {
        double slow = error(0.2, new double[] {1}, -1);
        double fast = error(0.2e-3, new double[] {1}, -1000);
        assertThat(fast).isCloseTo(slow * 2.1 / 102, within(1e-7 * slow));
    }

    @Test
    void stateThatIsInfinite_isNoGoodStep() {
        double[] large = {Double.MAX_VALUE, 1};
        assertThat(error(1, large, 1, 1)).isNaN();
    }

    /**
     * Hairer et al., section II.4, for dy/dt = k y from 1: with d_0 = 1 / s, d_1 = |k| / s and h_0 = 0.01 d_0 / d_1 the largest of d_1
     * and d_2 = k^2 / s, s = 2e-11, gives (0.01 / d)^(1/8), and no more than 100 h_0.
     */
    @ParameterizedTest
    @CsvSource({"-0.5", "0.5", "3", "-3", "20", "1000"})
    void firstStep_isThatOfTheLargestDerivative(double rate) {
        double size = Math.abs(rate);
        double expected = Math.min(1 / size, Math.pow(0.01 * 2e-11 / Math.max(size, size * size), 1 / 8.0));
        assertThat(method(rate).start(new double[] {1})).isCloseTo(expected, within(1e-9 * expected));
        assertThat(method(rate, rate).start(new double[] {1, 1})).isCloseTo(expected, within(1e-9 * expected));
    }

    /** Where h_0 would be 0, or 1 ms and more, it is 1e-6 ms. */
    @Test
    void firstStep_isShortWhereNothingIsKnown() {
        DormandPrince fromZero = method(0);
        fromZero.inject(2);
        assertThat(fromZero.start(new double[] {0})).isCloseTo(1e-4, within(1e-12));
        assertThat(method(-0.001).start(new double[] {1})).isCloseTo(1e-4, within(1e-12));
        assertThat(method(0).start(new double[] {1})).isCloseTo(1e-4, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 256, 6561, 1e-16})
    void eighthRoot_isThat(double x) {
        assertThat(DormandPrince.eighthRoot(x)).isCloseTo(Math.pow(x, 0.125), within(1e-14));
    }
}
