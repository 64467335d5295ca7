package io.dopaflow.simulator.population.phased;

import static io.dopaflow.simulator.population.VectorPhilox.INTS;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.numerics.Hyperbolic;
import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.simulator.population.PhiloxKey;
import io.dopaflow.simulator.population.VectorPhilox;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Arrivals with the Vector API, for the standard STDP window and half-windows of up to one time constant. */
final class VectorArrivals {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = DOUBLES.length();

    private VectorArrivals() {}

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }

    /** Whether a block of eight rows fills one vector or two. */
    static boolean areSupported() {
        return WIDTH == FixedOrderSum.LANES || WIDTH == FixedOrderSum.LANES / 2;
    }

    /** Writes a block of the streams of so many synapses. */
    static void draw(PhiloxKey key, long block, int[] synapses, int count, int[][] into) {
        for (int i = 0; i < count; i += WIDTH) {
            LongVector entities = (LongVector)
                    IntVector.fromArray(INTS, synapses, i).convertShape(VectorOperators.I2L, VectorPhilox.LONGS, 0);
            VectorPhilox.block(key, block, entities, Purpose.JITTER.code(), into, i);
        }
    }

    /* One method on purpose: vectors live in registers only where the compiler inlines every operation on them. */
    /**
     * Lets spikes arrive at the rows of a column as far as they fill blocks of eight.
     *
     * @param first place of the column
     * @param from the first row
     * @param to the row after the last
     * @param lanes receives the partial sums of what is left at readout, over what is left of one in the middle of the window
     * @return the first row that is left
     */
    static int receive(
            JitterWindow window,
            int[] bits,
            int first,
            int from,
            int to,
            double[] weights,
            double[] amplitudes,
            double[] eligibilities,
            double[] lanes) {
        IntegrationWindow membrane = window.stdp().window();
        double windowPs = membrane.halfWindowPs();
        double perPs = membrane.perPs();
        double twiceDecay = 2.0 * membrane.halfDecay();
        Hyperbolic hyperbolic = membrane.hyperbolic();
        int last = hyperbolic.terms() - 1;
        int end = from + (to - from) / FixedOrderSum.LANES * FixedOrderSum.LANES;
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = DoubleVector.zero(DOUBLES);
        for (int row = from; row < end; row += WIDTH) {
            int i = first + row;
            DoubleVector drawn =
                    (DoubleVector) IntVector.fromArray(INTS, bits, i).convertShape(VectorOperators.I2D, DOUBLES, 0);
            DoubleVector u = drawn.fma(constant(windowPs * 0x1p-31), constant(windowPs * 0x1p-32))
                    .add(Exponential.ROUNDER)
                    .sub(Exponential.ROUNDER)
                    .mul(perPs);
            DoubleVector square = u.mul(u);
            DoubleVector sine = constant(hyperbolic.sine(last));
            DoubleVector cosine = constant(hyperbolic.cosine(last));
            for (int j = last - 1; j >= 0; j--) {
                sine = sine.fma(square, constant(hyperbolic.sine(j)));
                cosine = cosine.fma(square, constant(hyperbolic.cosine(j)));
            }
            sine = u.mul(square).fma(sine, u);
            sine.mul(twiceDecay).intoArray(eligibilities, i);
            DoubleVector arrived = DoubleVector.fromArray(DOUBLES, weights, i)
                    .mul(DoubleVector.fromArray(DOUBLES, amplitudes, row))
                    .mul(cosine.fma(square, sine).add(1.0));
            if (WIDTH < FixedOrderSum.LANES && (row - from & WIDTH) != 0) {
                high = high.add(arrived);
            } else {
                low = low.add(arrived);
            }
        }
        low.intoArray(lanes, 0);
        if (WIDTH < FixedOrderSum.LANES) {
            high.intoArray(lanes, WIDTH);
        }
        return end;
    }
}
