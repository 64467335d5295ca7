package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.neuron.NeuronState;
import java.util.Arrays;

/** The current by which a neuron keeps its rate ({@link Drive.Excitability}), and how often it has spiked since the current changed last. */
public final class IntrinsicCurrent {
    private final Drive.Excitability law;
    private double current;
    private long spikes;

    /** None yet. */
    public IntrinsicCurrent(Drive.Excitability law) {
        this.law = law;
    }

    /** The neuron has spiked. */
    public void spiked() {
        spikes++;
    }

    /** The first time after another at which it changes, in ps. */
    public long next(long after) {
        return (Math.max(after, 0) / law.everyPs() + 1) * law.everyPs();
    }

    /** Whether it changes at a time. */
    public boolean changesAt(long time) {
        return time > 0 && time % law.everyPs() == 0;
    }

    /** Changes: another interval is over. */
    public void change() {
        current = law.next(current, spikes);
        spikes = 0;
    }

    /** In pA. */
    public double current() {
        return current;
    }

    /** The state of its neuron with its own. */
    public NeuronState with(NeuronState neuron) {
        double[] values = Arrays.copyOf(neuron.values(), neuron.values().length + 1);
        values[values.length - 1] = current;
        long[] marks = Arrays.copyOf(neuron.marks(), neuron.marks().length + 1);
        marks[marks.length - 1] = spikes;
        return new NeuronState(values, marks);
    }

    /** Takes its own part of such a state; returns the neuron's. */
    public NeuronState restore(NeuronState both) {
        current = both.values()[both.values().length - 1];
        spikes = both.marks()[both.marks().length - 1];
        return new NeuronState(
                Arrays.copyOf(both.values(), both.values().length - 1),
                Arrays.copyOf(both.marks(), both.marks().length - 1));
    }
}
