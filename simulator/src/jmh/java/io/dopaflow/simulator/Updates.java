package io.dopaflow.simulator;

import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.SpikeKind;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What rates are asked of: weight updates, one a synapse and cycle. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Updates {
    /** Weight updates done. */
    public long count;

    /** Takes everything and keeps nothing. */
    public static final class NoRecorder implements Recorder {
        @Override
        public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

        @Override
        public void arrival(long timePs, int synapse, long opportunity, int cycle) {}

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

        @Override
        public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {}
    }
}
