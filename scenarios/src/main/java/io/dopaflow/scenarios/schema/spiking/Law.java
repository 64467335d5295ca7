package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ValueTable;
import java.util.List;
import java.util.Optional;

/** A value, or how values are drawn, as a scenario says it; in the unit of what is drawn. */
public sealed interface Law {

    /**
     * The same for the models.
     *
     * @throws IllegalArgumentException if there is no such distribution; says why
     */
    Distribution distribution();

    /**
     * Always the same.
     *
     * @param value finite
     */
    record Fixed(double value) implements Law {
        @Override
        public Distribution distribution() {
            return new Distribution.Constant(value);
        }
    }

    /**
     * Uniform from low to below high.
     *
     * @param low below high
     */
    record Uniform(double low, double high) implements Law {
        @Override
        public Distribution distribution() {
            return new Distribution.Uniform(low, high);
        }
    }

    /**
     * Normal.
     *
     * @param sd the standard deviation, above 0
     * @param low bound, if there is one
     * @param high bound, if there is one
     * @param outside what becomes of draws out of bounds
     */
    record Normal(double mean, double sd, Optional<Double> low, Optional<Double> high, Distribution.Outside outside)
            implements Law {
        @Override
        public Distribution distribution() {
            return new Distribution.Normal(
                    mean, sd, low.orElse(Double.NEGATIVE_INFINITY), high.orElse(Double.POSITIVE_INFINITY), outside);
        }
    }

    /**
     * The exponential of a normal law.
     *
     * @param median above 0
     * @param sigma the standard deviation of the logarithm, above 0
     */
    record LogNormal(double median, double sigma) implements Law {
        @Override
        public Distribution distribution() {
            return new Distribution.LogNormal(StrictMath.log(median), sigma);
        }
    }

    /**
     * Each of some values alike likely.
     *
     * @param values at least one
     */
    record Table(List<Double> values) implements Law {
        /** Copies. */
        public Table {
            values = List.copyOf(values);
        }

        @Override
        public Distribution distribution() {
            return new ValueTable(
                    values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
