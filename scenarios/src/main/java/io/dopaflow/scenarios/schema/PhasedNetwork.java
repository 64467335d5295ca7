package io.dopaflow.scenarios.schema;

import io.dopaflow.models.phased.WeightForm;
import java.util.Optional;

/**
 * A network that learns by a local rule.
 *
 * @param network its neurons and synapses, and how log-weights start
 * @param weights what its synapses store
 * @param gain of signed weights at the start: their standard deviation in units of 1 / sqrt(fan-in); nothing with log-weights
 */
public record PhasedNetwork(NetworkSettings network, WeightForm weights, Optional<Double> gain) implements HasNetwork {

    /** How signed weights start where nothing is said. */
    public static final double DEFAULT_GAIN = 1;
}
