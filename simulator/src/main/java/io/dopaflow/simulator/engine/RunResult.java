package io.dopaflow.simulator.engine;

/**
 * How a run ended.
 *
 * @param theta log-weights at the end, by synapse id
 * @param waves cycles that were executed
 * @param cancelled whether the run was ended early
 */
public record RunResult(double[] theta, long waves, boolean cancelled) {}
