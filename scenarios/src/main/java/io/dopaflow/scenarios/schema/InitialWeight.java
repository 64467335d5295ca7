package io.dopaflow.scenarios.schema;

/**
 * Log-uniform weights to start with: theta = log(median) + spread (2u - 1) with u uniform in [0, 1), for each synapse
 * from a random stream of its own.
 *
 * @param median of the weight w, positive
 * @param spread of theta about its median, not negative; 0 starts all synapses alike
 */
public record InitialWeight(double median, double spread) {}
