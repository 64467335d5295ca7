package io.dopaflow.simulator.population;

import io.dopaflow.models.numerics.Exponential;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Exponentials with the Vector API: operation by operation {@link Exponential#inRange}. */
final class VectorExponentials {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final double[] COEFFICIENTS = new double[Exponential.DEGREE + 1];

    static {
        Arrays.setAll(COEFFICIENTS, Exponential::coefficient);
    }

    private VectorExponentials() {}

    /**
     * Writes exponentials as far as there are whole vectors of numbers in the range, the last of which may overlap with the
     * one before, and returns the first place that is left.
     */
    static int of(double[] x, double[] into, int from, int to) {
        int last = to - DOUBLES.length();
        int i = from;
        while (i <= last) {
            DoubleVector numbers = DoubleVector.fromArray(DOUBLES, x, i);
            if (!numbers.abs()
                    .compare(VectorOperators.LE, -Exponential.SMALLEST)
                    .allTrue()) {
                return i;
            }
            DoubleVector shifted = numbers.fma(constant(Exponential.LOG2_E), constant(Exponential.ROUNDER));
            DoubleVector k = shifted.sub(Exponential.ROUNDER);
            DoubleVector head = k.fma(constant(-Exponential.LN2_HIGH), numbers);
            DoubleVector rest = k.mul(-Exponential.LN2_LOW);
            DoubleVector r = head.add(rest);
            DoubleVector tail = constant(COEFFICIENTS[Exponential.DEGREE]);
            for (int j = Exponential.DEGREE - 1; j >= 0; j--) {
                tail = tail.fma(r, constant(COEFFICIENTS[j]));
            }
            head.add(tail.fma(r.mul(r), rest))
                    .add(1.0)
                    .viewAsIntegralLanes()
                    .add(shifted.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, 52))
                    .viewAsFloatingLanes()
                    .intoArray(into, i);
            i = i < last ? Math.min(i + DOUBLES.length(), last) : to;
        }
        return i;
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }
}
