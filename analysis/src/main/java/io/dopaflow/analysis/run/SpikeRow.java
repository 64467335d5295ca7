package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.SpikeKind;

/**
 * A spike as recorded.
 *
 * @param timePs when, in picoseconds
 * @param neuron id of the neuron
 * @param kind which moment of the neuron's window
 * @param amplitude how strong; 0 for a readout that stays silent
 * @param opportunity learning opportunity, from 0
 * @param cycle learning cycle within the opportunity, from 0
 */
public record SpikeRow(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}
