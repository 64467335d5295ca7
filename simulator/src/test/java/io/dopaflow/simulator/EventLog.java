package io.dopaflow.simulator;

import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.SpikeKind;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps all that is recorded, in memory, a line an event with its numbers to the last bit. */
public final class EventLog implements Recorder {
    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    /** All events in an order that does not depend on when they were told. */
    public List<String> sorted() {
        return events.stream().sorted().toList();
    }

    /** Adds what the engines count alike. */
    public void count(RunCounters counters) {
        events.add("counted " + counters.cycles() + " " + counters.spikes() + " " + counters.synapticEvents());
    }

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
        events.add("spike " + timePs + " " + neuron + " " + kind + " " + bits(amplitude) + " " + opportunity + " "
                + cycle);
    }

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {
        events.add("arrival " + timePs + " " + synapse + " " + opportunity + " " + cycle);
    }

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        events.add("reward " + timePs + " " + opportunity + " " + cycle + " " + bits(loss) + " " + bits(reward));
    }

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {
        events.add("weight " + timePs + " " + opportunity + " " + cycle + " " + synapse + " " + bits(theta));
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToRawLongBits(value));
    }
}
