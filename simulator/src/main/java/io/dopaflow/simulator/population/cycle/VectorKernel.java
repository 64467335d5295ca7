package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.numerics.Hyperbolic;
import io.dopaflow.models.plasticity.Parametrisation;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel with the Vector API, for log-weights, the standard STDP window and half-windows of up to one time constant:
 * operation by operation the {@link ScalarKernel}, eight synapses in one vector of 512 bits or in two of 256.
 */
final class VectorKernel implements Kernel {
    /** Vectors as wide as the processor has them. */
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private static final int WIDTH = DOUBLES.length();
    private static final boolean HALVES = WIDTH == FixedOrderSum.LANES / 2;
    // There is no shape below 64 bits; where vectors are so short, this class is only asked whether it is supported.
    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(Math.max(2, WIDTH) * Integer.SIZE));

    private static final double[] WIDE_SINE = coefficients(Hyperbolic.WIDE.terms(), Hyperbolic.WIDE::sine);
    private static final double[] WIDE_COSINE = coefficients(Hyperbolic.WIDE.terms(), Hyperbolic.WIDE::cosine);
    private static final double[] NARROW_SINE = coefficients(Hyperbolic.NARROW.terms(), Hyperbolic.NARROW::sine);
    private static final double[] NARROW_COSINE = coefficients(Hyperbolic.NARROW.terms(), Hyperbolic.NARROW::cosine);

    private final double halfPs;
    private final double perPs;
    private final double halfDecay;
    private final boolean isNarrow;
    private final double[] lanes = new double[2 * FixedOrderSum.LANES];

    VectorKernel(IntegrationWindow window) {
        this.halfPs = window.halfWindowPs();
        this.perPs = window.perPs();
        this.halfDecay = window.halfDecay();
        this.isNarrow = window.hyperbolic() == Hyperbolic.NARROW;
    }

    /** Whether the processor's vectors are of a width that this kernel is written for. */
    static boolean isSupported() {
        return WIDTH == FixedOrderSum.LANES || HALVES;
    }

    /** Synapses in a vector. */
    static int lanes() {
        return WIDTH;
    }

    private static double[] coefficients(int count, IntToDoubleFunction coefficient) {
        double[] coefficients = new double[count];
        Arrays.setAll(coefficients, coefficient);
        return coefficients;
    }

    @Override
    public void update(State state, double change, boolean isSmall) {
        if (isSmall) {
            for (int slot = 0; slot < state.weight.length; slot += WIDTH) {
                changed(state.weight, state.eligibility, slot, change);
            }
        } else {
            // Perhaps by more than any weight can hold, which is then seen in the weights.
            state.update(Parametrisation.LOG_WEIGHT, 0, state.weight.length, change, false);
        }
    }

    /*
     * A loop for each length of the polynomials, written out, with narrow windows first: vectors live in registers only where the
     * compiler inlines every operation on them, and it gives up where calls nest more deeply than here.
     */
    @Override
    public double cycle(
            State state,
            int phase,
            int sign,
            int from,
            int count,
            double[] amplitudes,
            int position,
            double change,
            boolean isSmall) {
        double rest = change;
        if (!isSmall) {
            state.update(Parametrisation.LOG_WEIGHT, from, count, change, false);
            rest = 0.0;
        }
        if (!isNarrow) {
            return wide(state, phase, sign, from, count, amplitudes, position, rest);
        }
        double[] weights = state.weight;
        double[] eligibility = state.eligibility;
        int[] bits = state.bits[phase];
        double signedPs = sign * halfPs;
        double rate = perPs;
        double twiceDecay = 2.0 * halfDecay;
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = DoubleVector.zero(DOUBLES);
        for (int i = 0; i < count; i += WIDTH) {
            int slot = from + i;
            DoubleVector weight = changed(weights, eligibility, slot, rest);
            DoubleVector u = jitter(bits, slot, signedPs, rate);
            DoubleVector square = u.mul(u);
            DoubleVector sine = constant(NARROW_SINE[3])
                    .fma(square, constant(NARROW_SINE[2]))
                    .fma(square, constant(NARROW_SINE[1]))
                    .fma(square, constant(NARROW_SINE[0]))
                    .fma(u.mul(square), u);
            sine.mul(twiceDecay).intoArray(eligibility, slot);
            DoubleVector arrived = constant(NARROW_COSINE[3])
                    .fma(square, constant(NARROW_COSINE[2]))
                    .fma(square, constant(NARROW_COSINE[1]))
                    .fma(square, constant(NARROW_COSINE[0]))
                    .fma(square, sine)
                    .add(1.0)
                    .mul(weight.mul(DoubleVector.fromArray(DOUBLES, amplitudes, position + i)));
            if (HALVES && (i & WIDTH) != 0) {
                high = high.add(arrived);
            } else {
                low = low.add(arrived);
            }
        }
        return sum(low, high);
    }

    private double wide(
            State state, int phase, int sign, int from, int count, double[] amplitudes, int position, double change) {
        double[] weights = state.weight;
        double[] eligibility = state.eligibility;
        int[] bits = state.bits[phase];
        double signedPs = sign * halfPs;
        double rate = perPs;
        double twiceDecay = 2.0 * halfDecay;
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = DoubleVector.zero(DOUBLES);
        for (int i = 0; i < count; i += WIDTH) {
            int slot = from + i;
            DoubleVector weight = changed(weights, eligibility, slot, change);
            DoubleVector u = jitter(bits, slot, signedPs, rate);
            DoubleVector square = u.mul(u);
            DoubleVector sine = constant(WIDE_SINE[6])
                    .fma(square, constant(WIDE_SINE[5]))
                    .fma(square, constant(WIDE_SINE[4]))
                    .fma(square, constant(WIDE_SINE[3]))
                    .fma(square, constant(WIDE_SINE[2]))
                    .fma(square, constant(WIDE_SINE[1]))
                    .fma(square, constant(WIDE_SINE[0]))
                    .fma(u.mul(square), u);
            sine.mul(twiceDecay).intoArray(eligibility, slot);
            DoubleVector arrived = constant(WIDE_COSINE[6])
                    .fma(square, constant(WIDE_COSINE[5]))
                    .fma(square, constant(WIDE_COSINE[4]))
                    .fma(square, constant(WIDE_COSINE[3]))
                    .fma(square, constant(WIDE_COSINE[2]))
                    .fma(square, constant(WIDE_COSINE[1]))
                    .fma(square, constant(WIDE_COSINE[0]))
                    .fma(square, sine)
                    .add(1.0)
                    .mul(weight.mul(DoubleVector.fromArray(DOUBLES, amplitudes, position + i)));
            if (HALVES && (i & WIDTH) != 0) {
                high = high.add(arrived);
            } else {
                low = low.add(arrived);
            }
        }
        return sum(low, high);
    }

    /** The weights after changes of their logarithms that are small. */
    private static DoubleVector changed(double[] weights, double[] eligibility, int slot, double change) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, eligibility, slot).mul(change);
        DoubleVector weight = DoubleVector.fromArray(DOUBLES, weights, slot);
        weight = constant(Exponential.TAYLOR_6)
                .fma(x, constant(Exponential.TAYLOR_5))
                .fma(x, constant(Exponential.TAYLOR_4))
                .fma(x, constant(Exponential.TAYLOR_3))
                .fma(x, constant(0.5))
                .fma(x.mul(x), x)
                .fma(weight, weight);
        weight.intoArray(weights, slot);
        return weight;
    }

    /** U, by way of the whole number of picoseconds that the random bits mean. */
    private static DoubleVector jitter(int[] bits, int slot, double signedPs, double perPs) {
        DoubleVector drawn =
                (DoubleVector) IntVector.fromArray(INTS, bits, slot).convertShape(VectorOperators.I2D, DOUBLES, 0);
        return drawn.fma(constant(signedPs * 0x1p-31), constant(signedPs * 0x1p-32))
                .add(Exponential.ROUNDER)
                .sub(Exponential.ROUNDER)
                .mul(perPs);
    }

    private double sum(DoubleVector low, DoubleVector high) {
        low.intoArray(lanes, 0);
        high.intoArray(lanes, WIDTH);
        return FixedOrderSum.ofLanes(lanes);
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }
}
