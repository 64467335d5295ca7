package io.dopaflow.simulator.population;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.numerics.Hyperbolic;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel with the Vector API, for log-weights and half-windows of up to one time constant: operation by operation
 * the {@link ScalarKernel}, eight synapses in one vector of 512 bits or in two of 256.
 */
final class VectorKernel implements Kernel {
    /** Vectors as wide as the processor has them. */
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(DOUBLES.length() * Integer.SIZE));
    private static final boolean HALVES = DOUBLES.length() == FixedOrderSum.LANES / 2;

    private static final double[] EXPONENTIAL = coefficients(Exponential.DEGREE, Exponential::coefficient);
    private static final double[] SINE = coefficients(Hyperbolic.DEGREE, Hyperbolic::sineCoefficient);
    private static final double[] COSINE = coefficients(Hyperbolic.DEGREE, Hyperbolic::cosineCoefficient);

    private final double halfPs;
    private final double perPs;
    private final double halfDecay;

    VectorKernel(IntegrationWindow window) {
        this.halfPs = window.halfWindowPs();
        this.perPs = window.perPs();
        this.halfDecay = window.halfDecay();
    }

    /** Whether the processor's vectors are of a width that this kernel is written for. */
    static boolean isSupported() {
        return DOUBLES.length() == FixedOrderSum.LANES || HALVES;
    }

    private static double[] coefficients(int degree, java.util.function.IntToDoubleFunction coefficient) {
        double[] coefficients = new double[degree + 1];
        Arrays.setAll(coefficients, coefficient);
        return coefficients;
    }

    @Override
    public double cycle(State state, int phase, int from, int count, double[] amplitudes, int position, double change) {
        double[] theta = state.theta;
        double[] eligibility = state.eligibility;
        int[] bits = state.bits[phase];
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = DoubleVector.zero(DOUBLES);
        for (int i = 0; i < count; i += FixedOrderSum.LANES) {
            low = low.add(step(theta, eligibility, bits, from + i, amplitudes, position + i, change));
            if (HALVES) {
                int j = i + FixedOrderSum.LANES / 2;
                high = high.add(step(theta, eligibility, bits, from + j, amplitudes, position + j, change));
            }
        }
        double[] lanes = new double[FixedOrderSum.LANES];
        low.intoArray(lanes, 0);
        if (HALVES) {
            high.intoArray(lanes, FixedOrderSum.LANES / 2);
        }
        return FixedOrderSum.ofLanes(lanes);
    }

    private DoubleVector step(
            double[] theta,
            double[] eligibility,
            int[] bits,
            int slot,
            double[] amplitudes,
            int position,
            double change) {
        DoubleVector log = DoubleVector.fromArray(DOUBLES, theta, slot)
                .add(DoubleVector.fromArray(DOUBLES, eligibility, slot).mul(change));
        log.intoArray(theta, slot);
        DoubleVector u = jitter(bits, slot);
        DoubleVector square = u.mul(u);
        DoubleVector sinh = u.mul(square).fma(polynomial(SINE, square), u);
        sinh.mul(2.0 * halfDecay).intoArray(eligibility, slot);
        DoubleVector left =
                sinh.add(square.mul(polynomial(COSINE, square))).add(1.0).mul(halfDecay);
        return exponential(log)
                .mul(DoubleVector.fromArray(DOUBLES, amplitudes, position))
                .mul(left);
    }

    /** U from random bits, by way of the whole number of picoseconds that it is. */
    private DoubleVector jitter(int[] bits, int slot) {
        DoubleVector drawn =
                (DoubleVector) IntVector.fromArray(INTS, bits, slot).convertShape(VectorOperators.I2D, DOUBLES, 0);
        return drawn.mul(2.0)
                .add(1.0)
                .mul(0x1p-32)
                .mul(halfPs)
                .add(Exponential.ROUNDER)
                .sub(Exponential.ROUNDER)
                .mul(perPs);
    }

    private static DoubleVector exponential(DoubleVector x) {
        DoubleVector shifted = x.fma(constant(Exponential.LOG2_E), constant(Exponential.ROUNDER));
        DoubleVector k = shifted.sub(Exponential.ROUNDER);
        DoubleVector high = k.fma(constant(-Exponential.LN2_HIGH), x);
        DoubleVector low = k.mul(-Exponential.LN2_LOW);
        DoubleVector r = high.add(low);
        DoubleVector tail = polynomial(EXPONENTIAL, r).fma(r.mul(r), low);
        DoubleVector mantissa = high.add(tail).add(1.0);
        return mantissa.reinterpretAsLongs()
                .add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52))
                .reinterpretAsDoubles();
    }

    private static DoubleVector polynomial(double[] coefficients, DoubleVector x) {
        DoubleVector sum = constant(coefficients[coefficients.length - 1]);
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = sum.fma(x, constant(coefficients[i]));
        }
        return sum;
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }
}
