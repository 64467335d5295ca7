package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.numerics.Hyperbolic;
import java.util.Arrays;

/**
 * The alternative to the Vector API that was not taken: the arithmetic of {@link VectorKernel} as plain loops over short
 * arrays, one for each step, of the kind that the just-in-time compiler turns into vector instructions by itself. What
 * OpenJDK 17 leaves scalar, conversions between types, has loops of its own. The same bits.
 */
final class LoopKernel implements Kernel {
    private static final int CHUNK = 512;

    private static final double E0 = Exponential.coefficient(0);
    private static final double E1 = Exponential.coefficient(1);
    private static final double E2 = Exponential.coefficient(2);
    private static final double E3 = Exponential.coefficient(3);
    private static final double E4 = Exponential.coefficient(4);
    private static final double E5 = Exponential.coefficient(5);
    private static final double E6 = Exponential.coefficient(6);
    private static final double E7 = Exponential.coefficient(7);
    private static final double E8 = Exponential.coefficient(8);
    private static final double E9 = Exponential.coefficient(9);
    private static final double S0 = Hyperbolic.sineCoefficient(0);
    private static final double S1 = Hyperbolic.sineCoefficient(1);
    private static final double S2 = Hyperbolic.sineCoefficient(2);
    private static final double S3 = Hyperbolic.sineCoefficient(3);
    private static final double S4 = Hyperbolic.sineCoefficient(4);
    private static final double S5 = Hyperbolic.sineCoefficient(5);
    private static final double S6 = Hyperbolic.sineCoefficient(6);
    private static final double C0 = Hyperbolic.cosineCoefficient(0);
    private static final double C1 = Hyperbolic.cosineCoefficient(1);
    private static final double C2 = Hyperbolic.cosineCoefficient(2);
    private static final double C3 = Hyperbolic.cosineCoefficient(3);
    private static final double C4 = Hyperbolic.cosineCoefficient(4);
    private static final double C5 = Hyperbolic.cosineCoefficient(5);
    private static final double C6 = Hyperbolic.cosineCoefficient(6);

    private final double halfPs;
    private final double perPs;
    private final double halfDecay;
    private final double[] head = new double[CHUNK];
    private final double[] rest = new double[CHUNK];
    private final double[] shifted = new double[CHUNK];
    private final double[] weight = new double[CHUNK];
    private final double[] u = new double[CHUNK];
    private final double[] sine = new double[CHUNK];
    private final double[] arrived = new double[CHUNK];
    private final double[] lanes = new double[FixedOrderSum.LANES];

    LoopKernel(IntegrationWindow window) {
        this.halfPs = window.halfWindowPs();
        this.perPs = window.perPs();
        this.halfDecay = window.halfDecay();
    }

    @Override
    public double cycle(
            State state, int phase, int sign, int from, int count, double[] amplitudes, int position, double change) {
        Arrays.fill(lanes, 0.0);
        for (int start = 0; start < count; start += CHUNK) {
            int size = Math.min(CHUNK, count - start);
            int slot = from + start;
            update(state.theta, state.eligibility, slot, size, change);
            reduce(state.theta, slot, size);
            mantissas(size);
            exponents(size);
            convert(state.bits[phase], slot, size);
            distances(size, sign * halfPs);
            sines(size);
            eligibilities(state.eligibility, slot, size);
            arrivals(amplitudes, position + start, size);
            add(size);
        }
        return FixedOrderSum.ofLanes(lanes);
    }

    private static void update(double[] theta, double[] eligibility, int slot, int size, double change) {
        for (int i = slot; i < slot + size; i++) {
            theta[i] = theta[i] + eligibility[i] * change;
        }
    }

    private void reduce(double[] theta, int slot, int size) {
        for (int i = 0; i < size; i++) {
            double x = theta[slot + i];
            double sum = Math.fma(x, Exponential.LOG2_E, Exponential.ROUNDER);
            double k = sum - Exponential.ROUNDER;
            shifted[i] = sum;
            head[i] = Math.fma(k, -Exponential.LN2_HIGH, x);
            rest[i] = k * -Exponential.LN2_LOW;
        }
    }

    private void mantissas(int size) {
        for (int i = 0; i < size; i++) {
            double r = head[i] + rest[i];
            double q = Math.fma(E9, r, E8);
            q = Math.fma(q, r, E7);
            q = Math.fma(q, r, E6);
            q = Math.fma(q, r, E5);
            q = Math.fma(q, r, E4);
            q = Math.fma(q, r, E3);
            q = Math.fma(q, r, E2);
            q = Math.fma(q, r, E1);
            q = Math.fma(q, r, E0);
            weight[i] = 1.0 + (head[i] + Math.fma(q, r * r, rest[i]));
        }
    }

    private void exponents(int size) {
        for (int i = 0; i < size; i++) {
            weight[i] = Double.longBitsToDouble(
                    Double.doubleToRawLongBits(weight[i]) + (Double.doubleToRawLongBits(shifted[i]) << 52));
        }
    }

    private void convert(int[] bits, int slot, int size) {
        for (int i = 0; i < size; i++) {
            u[i] = bits[slot + i];
        }
    }

    private void distances(int size, double windowPs) {
        for (int i = 0; i < size; i++) {
            double offset = Math.fma(u[i], 0x1p-31, 0x1p-32) * windowPs;
            u[i] = (offset + Exponential.ROUNDER - Exponential.ROUNDER) * perPs;
        }
    }

    private void sines(int size) {
        for (int i = 0; i < size; i++) {
            double square = u[i] * u[i];
            double s = Math.fma(S6, square, S5);
            s = Math.fma(s, square, S4);
            s = Math.fma(s, square, S3);
            s = Math.fma(s, square, S2);
            s = Math.fma(s, square, S1);
            s = Math.fma(s, square, S0);
            sine[i] = Math.fma(u[i] * square, s, u[i]);
        }
    }

    private void eligibilities(double[] eligibility, int slot, int size) {
        double twiceDecay = 2.0 * halfDecay;
        for (int i = 0; i < size; i++) {
            eligibility[slot + i] = sine[i] * twiceDecay;
        }
    }

    private void arrivals(double[] amplitudes, int position, int size) {
        for (int i = 0; i < size; i++) {
            double square = u[i] * u[i];
            double c = Math.fma(C6, square, C5);
            c = Math.fma(c, square, C4);
            c = Math.fma(c, square, C3);
            c = Math.fma(c, square, C2);
            c = Math.fma(c, square, C1);
            c = Math.fma(c, square, C0);
            arrived[i] = weight[i] * amplitudes[position + i] * ((square * c + sine[i] + 1.0) * halfDecay);
        }
    }

    private void add(int size) {
        for (int i = 0; i < size; i += FixedOrderSum.LANES) {
            for (int lane = 0; lane < FixedOrderSum.LANES; lane++) {
                lanes[lane] += arrived[i + lane];
            }
        }
    }
}
