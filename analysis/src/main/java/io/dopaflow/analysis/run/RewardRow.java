package io.dopaflow.analysis.run;

/**
 * A broadcast reward as recorded.
 *
 * @param timePs when, in picoseconds
 * @param opportunity learning opportunity, from 0
 * @param cycle learning cycle within the opportunity, from 0
 * @param loss of the readout of that cycle
 * @param reward that was broadcast
 */
public record RewardRow(long timePs, long opportunity, int cycle, double loss, double reward) {}
