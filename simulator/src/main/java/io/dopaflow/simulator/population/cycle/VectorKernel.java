package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.numerics.Hyperbolic;
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

    private static final double[] EXPONENTIAL = coefficients(Exponential.DEGREE, Exponential::coefficient);
    private static final double[] SINE = coefficients(Hyperbolic.DEGREE, Hyperbolic::sineCoefficient);
    private static final double[] COSINE = coefficients(Hyperbolic.DEGREE, Hyperbolic::cosineCoefficient);

    private final double halfPs;
    private final double perPs;
    private final double halfDecay;
    private final double[] lanes = new double[2 * FixedOrderSum.LANES];

    VectorKernel(IntegrationWindow window) {
        this.halfPs = window.halfWindowPs();
        this.perPs = window.perPs();
        this.halfDecay = window.halfDecay();
    }

    /** Whether the processor's vectors are of a width that this kernel is written for. */
    static boolean isSupported() {
        return WIDTH == FixedOrderSum.LANES || HALVES;
    }

    /** Synapses in a vector. */
    static int lanes() {
        return WIDTH;
    }

    private static double[] coefficients(int degree, IntToDoubleFunction coefficient) {
        double[] coefficients = new double[degree + 1];
        Arrays.setAll(coefficients, coefficient);
        return coefficients;
    }

    /*
     * One method on purpose, with loops over the coefficients: vectors live in registers only where the compiler inlines
     * every operation on them, and it gives up when calls nest deeply or a method has very many of them.
     */
    @Override
    public double cycle(
            State state, int phase, int sign, int from, int count, double[] amplitudes, int position, double change) {
        double[] theta = state.theta;
        double[] eligibility = state.eligibility;
        int[] bits = state.bits[phase];
        double windowPs = sign * halfPs;
        double rate = perPs;
        double decay = halfDecay;
        double twiceDecay = 2.0 * halfDecay;
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = DoubleVector.zero(DOUBLES);
        for (int i = 0; i < count; i += WIDTH) {
            int slot = from + i;

            // The weight, after the update that the last reward asks for.
            DoubleVector x = DoubleVector.fromArray(DOUBLES, theta, slot)
                    .add(DoubleVector.fromArray(DOUBLES, eligibility, slot).mul(change));
            x.intoArray(theta, slot);
            DoubleVector shifted = x.fma(constant(Exponential.LOG2_E), constant(Exponential.ROUNDER));
            DoubleVector k = shifted.sub(Exponential.ROUNDER);
            DoubleVector head = k.fma(constant(-Exponential.LN2_HIGH), x);
            DoubleVector rest = k.mul(-Exponential.LN2_LOW);
            DoubleVector r = head.add(rest);
            DoubleVector tail = constant(EXPONENTIAL[Exponential.DEGREE]);
            for (int j = Exponential.DEGREE - 1; j >= 0; j--) {
                tail = tail.fma(r, constant(EXPONENTIAL[j]));
            }
            DoubleVector weight = head.add(tail.fma(r.mul(r), rest))
                    .add(1.0)
                    .viewAsIntegralLanes()
                    .add(shifted.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, 52))
                    .viewAsFloatingLanes();

            // U, by way of the whole number of picoseconds that the random bits mean.
            DoubleVector drawn =
                    (DoubleVector) IntVector.fromArray(INTS, bits, slot).convertShape(VectorOperators.I2D, DOUBLES, 0);
            DoubleVector u = drawn.fma(constant(0x1p-31), constant(0x1p-32))
                    .mul(windowPs)
                    .add(Exponential.ROUNDER)
                    .sub(Exponential.ROUNDER)
                    .mul(rate);

            // Eligibility, and what is left of the spike at readout.
            DoubleVector square = u.mul(u);
            DoubleVector sine = constant(SINE[Hyperbolic.DEGREE]);
            DoubleVector cosine = constant(COSINE[Hyperbolic.DEGREE]);
            for (int j = Hyperbolic.DEGREE - 1; j >= 0; j--) {
                sine = sine.fma(square, constant(SINE[j]));
                cosine = cosine.fma(square, constant(COSINE[j]));
            }
            sine = u.mul(square).fma(sine, u);
            sine.mul(twiceDecay).intoArray(eligibility, slot);
            DoubleVector arrived = weight.mul(DoubleVector.fromArray(DOUBLES, amplitudes, position + i))
                    .mul(square.mul(cosine).add(sine).add(1.0).mul(decay));

            if (HALVES && (i & WIDTH) != 0) {
                high = high.add(arrived);
            } else {
                low = low.add(arrived);
            }
        }
        low.intoArray(lanes, 0);
        high.intoArray(lanes, WIDTH);
        return FixedOrderSum.ofLanes(lanes);
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }
}
