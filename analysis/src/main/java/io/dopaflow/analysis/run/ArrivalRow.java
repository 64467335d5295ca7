package io.dopaflow.analysis.run;

/**
 * The arrival of a spike at a synapse as recorded.
 *
 * @param timePs when, in picoseconds
 * @param synapse id of the synapse
 * @param opportunity learning opportunity, from 0
 * @param cycle learning cycle within the opportunity, from 0
 */
public record ArrivalRow(long timePs, int synapse, long opportunity, int cycle) {}
