package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.numerics.Hyperbolic;
import java.util.Arrays;

/**
 * The alternative to the Vector API that was not taken: the arithmetic of {@link VectorKernel} as plain loops over short
 * arrays, one for each step, of the kind that the just-in-time compiler turns into vector instructions by itself. What
 * OpenJDK 17 leaves scalar, conversions between types, has loops of its own. For narrow windows and small changes; the same bits.
 */
final class LoopKernel implements Kernel {
    private static final int CHUNK = 512;

    private static final double S0 = Hyperbolic.NARROW.sine(0);
    private static final double S1 = Hyperbolic.NARROW.sine(1);
    private static final double S2 = Hyperbolic.NARROW.sine(2);
    private static final double S3 = Hyperbolic.NARROW.sine(3);
    private static final double C0 = Hyperbolic.NARROW.cosine(0);
    private static final double C1 = Hyperbolic.NARROW.cosine(1);
    private static final double C2 = Hyperbolic.NARROW.cosine(2);
    private static final double C3 = Hyperbolic.NARROW.cosine(3);

    private final double halfPs;
    private final double perPs;
    private final double halfDecay;
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
            State state,
            int phase,
            int sign,
            int from,
            int count,
            double[] amplitudes,
            int position,
            double change,
            boolean isSmall) {
        if (!isSmall) {
            throw new IllegalArgumentException("the changes are large; allowed: what the short polynomial is for");
        }
        Arrays.fill(lanes, 0.0);
        for (int start = 0; start < count; start += CHUNK) {
            int size = Math.min(CHUNK, count - start);
            int slot = from + start;
            update(state.weight, state.eligibility, slot, size, change);
            convert(state.bits[phase], slot, size);
            distances(size, sign * halfPs);
            sines(size);
            eligibilities(state.eligibility, slot, size);
            arrivals(state.weight, slot, amplitudes, position + start, size);
            add(size);
        }
        return FixedOrderSum.ofLanes(lanes);
    }

    @Override
    public void update(State state, double change, boolean isSmall) {
        update(state.weight, state.eligibility, 0, state.weight.length, change);
    }

    private static void update(double[] weight, double[] eligibility, int slot, int size, double change) {
        for (int i = slot; i < slot + size; i++) {
            double x = eligibility[i] * change;
            double tail = Math.fma(Exponential.TAYLOR_6, x, Exponential.TAYLOR_5);
            tail = Math.fma(tail, x, Exponential.TAYLOR_4);
            tail = Math.fma(tail, x, Exponential.TAYLOR_3);
            tail = Math.fma(tail, x, 0.5);
            weight[i] = Math.fma(weight[i], Math.fma(tail, x * x, x), weight[i]);
        }
    }

    private void convert(int[] bits, int slot, int size) {
        for (int i = 0; i < size; i++) {
            u[i] = bits[slot + i];
        }
    }

    private void distances(int size, double windowPs) {
        for (int i = 0; i < size; i++) {
            double offset = Math.fma(u[i], 0x1p-31 * windowPs, 0x1p-32 * windowPs);
            u[i] = (offset + Exponential.ROUNDER - Exponential.ROUNDER) * perPs;
        }
    }

    private void sines(int size) {
        for (int i = 0; i < size; i++) {
            double square = u[i] * u[i];
            double s = Math.fma(S3, square, S2);
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

    private void arrivals(double[] weight, int slot, double[] amplitudes, int position, int size) {
        for (int i = 0; i < size; i++) {
            double square = u[i] * u[i];
            double c = Math.fma(C3, square, C2);
            c = Math.fma(c, square, C1);
            c = Math.fma(c, square, C0);
            arrived[i] = weight[slot + i] * amplitudes[position + i] * (Math.fma(c, square, sine[i]) + 1.0);
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
