package io.dopaflow.scenarios.schema;

import io.dopaflow.models.phased.WeightForm;
import java.util.Optional;

/**
 * A network that learns by a local rule.
 *
 * @param network its neurons and synapses, and how log-weights start
 * @param weights what its synapses store
 * @param gain of signed weights at the start: their standard deviation in units of 1 / sqrt(fan-in); nothing with log-weights
 * @param bias signed weight at the start of synapses from bias neurons onto hidden neurons; of no consequence with log-weights
 */
public record PhasedNetwork(NetworkSettings network, WeightForm weights, Optional<Double> gain, double bias)
        implements HasNetwork {

    /** How signed weights start where nothing is said. */
    public static final double DEFAULT_GAIN = 1;
}
