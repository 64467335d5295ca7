package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bounds on V by which looks end early, against a scan of V. */
class LifStateTest {
    private static final long MS = 1_000_000_000L;
    private static final double TAU_M = 10;
    private static final double C_M = 250;

    private static LifState random(SynapseShape shape, SplittableRandom random) {
        LifParameters parameters = new LifParameters(shape, C_M, TAU_M, -70, 1e6, -70, 0, 0, 3, 7);
        LifState state = new LifState(parameters, parameters.start(-75 + 20 * random.nextDouble()));
        if (shape != SynapseShape.DELTA) {
            state.receive(800 * random.nextDouble(), -400 * random.nextDouble());
        }
        state.moveTo(random.nextLong(3 * MS));
        state.inject(600 * random.nextDouble() - 200);
        return state;
    }

    /** Never below V, a coarse bound never below the close one, and the close one exact in the limit of a short part. */
    @ParameterizedTest
    @EnumSource(SynapseShape.class)
    void bounds_areAboveEveryPotential(SynapseShape shape) {
        SplittableRandom random = new SplittableRandom(1);
        int tight = 0;
        int rising = 0;
        for (int trial = 0; trial < 500; trial++) {
            LifState state = random(shape, random);
            long low = random.nextLong(5 * MS);
            for (long length : new long[] {10 * MS, MS, MS / 100}) {
                double vLow = state.potential(state.origin() + low);
                double bound = state.bound(low, low + length, vLow);
                double highest = Double.NEGATIVE_INFINITY;
                boolean rises = true;
                double last = Double.NEGATIVE_INFINITY;
                for (int k = 0; k <= 40; k++) {
                    double v = state.potential(state.origin() + low + length * k / 40);
                    rises &= v > last;
                    last = v;
                    highest = Math.max(highest, v);
                }
                assertThat(bound).isGreaterThanOrEqualTo(highest - 1e-12);
                if (length == MS / 100) {
                    // Of second order in the length: slopes are some 5 mV/ms, and change by as much in a millisecond.
                    assertThat(bound).isCloseTo(highest, within(1e-3));
                    tight++;
                }
                if (state.rises(low, low + length, bound)) {
                    assertThat(rises).isTrue();
                    rising++;
                }
                double start = state.potential(state.origin());
                double fromStart = state.bound(0, length, start);
                assertThat(state.quickBound(length)).isGreaterThanOrEqualTo(fromStart - 1e-9);
            }
        }
        assertThat(tight).isEqualTo(500);
        assertThat(rising).isBetween(200, 1300);
    }

    /**
     * With exponential currents at time 0 of 500 and -200 pA: no more than 500 pA throughout, v + (steady - v) b / tau_m; after a
     * time constant no more than the steady potential. A V above that does not rise.
     */
    @Test
    void quickBound_isThatOfTheExcitatoryCurrentThroughout() {
        LifParameters parameters = new LifParameters(SynapseShape.EXPONENTIAL, C_M, TAU_M, -70, 1e6, -70, 0, 100, 3, 7);
        LifState state = new LifState(parameters, new double[] {-65, 500, -200});
        double steady = -70 + 600 * TAU_M / C_M;
        assertThat(state.quickBound(2 * MS)).isCloseTo(-65 + (steady + 65) * 0.2, within(1e-12));
        assertThat(state.quickBound(50 * MS)).isCloseTo(steady, within(1e-12));
        LifState high = new LifState(parameters, new double[] {-40, 500, -200});
        assertThat(high.quickBound(50 * MS)).isEqualTo(-40);
        assertThat(high.bound(0, 50 * MS, -40)).isEqualTo(-40);
    }

    /** A scan of V to the end of the time; a bit later the largest current throughout would carry V to the threshold. Slopes of alpha shapes are taken for larger. */
    @ParameterizedTest
    @EnumSource(SynapseShape.class)
    void quietTime_endsBeforeTheThresholdIsReached(SynapseShape shape) {
        SplittableRandom random = new SplittableRandom(2);
        int finite = 0;
        for (int trial = 0; trial < 2000; trial++) {
            LifState state = random(shape, random);
            double v = state.originPotential();
            double threshold = v + random.nextDouble() * Math.pow(10, -random.nextInt(12));
            long quiet = state.quiet(threshold);
            if (quiet == ContinuousNeuron.NEVER) {
                quiet = 1000 * MS;
            } else if (quiet >= 0) {
                if (shape != SynapseShape.ALPHA) {
                    assertThat(state.quickBound(quiet + quiet / 500 + 2)).isGreaterThan(threshold - 1e-12);
                }
                finite++;
            }
            for (int k = 0; k <= 200 && quiet >= 0; k++) {
                assertThat(state.potential(state.origin() + (long) (quiet * (k / 200.0))))
                        .isLessThan(threshold);
            }
        }
        assertThat(finite).isBetween(500, 1900);
    }

    /** 500 pA carry V from -65 mV to a threshold at -60 mV in 10 ms x 5 / (steady + 65) or later; a V at the threshold is not quiet. */
    @Test
    void quietTime_isThatOfTheFirstSlope() {
        LifParameters parameters = new LifParameters(SynapseShape.EXPONENTIAL, C_M, TAU_M, -70, 1e6, -70, 0, 100, 3, 7);
        LifState state = new LifState(parameters, new double[] {-65, 500, -200});
        double steady = -70 + 600 * TAU_M / C_M;
        assertThat((double) state.quiet(-60)).isCloseTo(0.999 * 10 * 5 / (steady + 65) * MS, within(1.0));
        assertThat(state.quiet(-65)).isEqualTo(-1);
        assertThat(state.quiet(-66)).isEqualTo(-1);
        assertThat(state.quiet(Math.nextUp(-65.0))).isEqualTo(-1);
        assertThat(state.quiet(steady + 0.001)).isEqualTo(ContinuousNeuron.NEVER);
    }
}
