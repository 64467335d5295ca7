package io.dopaflow.simulator.population.spiking;

/**
 * The spikes of a part of a run in a window, in order of time and, at one time, of cells.
 *
 * @param untilPs the end of the window, in ps
 * @param timesPs when cells have spiked, in ps
 * @param cells which, by their numbers in the network
 * @param wish of the part; heard from the first part only
 */
public record WindowSpikes(long untilPs, long[] timesPs, int[] cells, Wish wish) {}
