package io.dopaflow.simulator.recording;

/** Which of the two spikes of an integration window. */
public enum SpikeKind {
    /** At the window's onset. */
    ONSET,
    /** At its end, carrying the amplitude; sources have only this one. */
    READOUT
}
