package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;

/**
 * The windows of a run, numbered from 0. At the start of a network the first one is time 0 alone.
 *
 * @param length of a window in ps; the last one may be shorter
 * @param from what has happened up to this time, in ps, had happened before; -1 at the start of a network
 * @param end of the run, in ps
 */
record Windows(long length, long from, long end) {
    /** So many windows are granted at a time. */
    static final int STRETCH = 16;

    static Windows of(SpikingSimulation simulation, long length) {
        SpikingState start = simulation.start();
        return new Windows(length, start.isStart() ? -1 : start.timePs(), simulation.untilPs());
    }

    /** The end of a window, in ps. */
    long until(long window) {
        return from < 0 ? Math.min(window * length, end) : Math.min(from + (window + 1) * length, end);
    }

    /** The end of the window before, in ps. */
    long after(long window) {
        return window == 0 ? from : until(window - 1);
    }

    /** The last window. */
    long last() {
        long length = this.length;
        return from < 0 ? (end + length - 1) / length : (end - from + length - 1) / length - 1;
    }
}
