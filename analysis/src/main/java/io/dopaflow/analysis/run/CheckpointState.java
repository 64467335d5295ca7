package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The state in a {@link CheckpointFile}. Of every family first: steps done (cycles, opportunities, or picoseconds), spikes, synaptic events,
 * messages, each a long. Then of a learning cycle
 *
 * <pre>
 * double    baseline that the next cycle's loss is compared with
 * double    weight of each synapse
 * </pre>
 *
 * of phased learning
 *
 * <pre>
 * double    what each synapse stores, and then the sum of its updates in the batch that has begun
 * int       number of broadcasts, then a double of each: its running mean
 * int       number of traces of all units, then a double of each; where the rule has traces or synapses a memory
 * int       number of values that synapses keep beside that, then a double of each; where they do
 * </pre>
 *
 * and of a network that spikes freely
 *
 * <pre>
 * long      what sums up the spikes of each cell
 * int       number of late spikes, then a long and an int of each: when, which cell
 * int, int  numbers of values and marks of each cell, then the values (double) and marks (long)
 * </pre>
 *
 * <p>and, where its synapses learn or modulators reach them, {@link PlasticityBytes}.
 */
final class CheckpointState {
    private CheckpointState() {}

    /** What a state has beside the spikes and neurons of a network: more from one to the next. */
    enum Content {
        /** Nothing: of learning from samples, and of networks whose synapses are static. */
        PLAIN,
        /** Synapses that change, or modulators; in phased learning, traces. */
        LEARNING,
        /** Synapses that have been replaced, too; in phased learning, what synapses keep beside their weights. */
        REWIRED
    }

    static Content content(SimulationState state) {
        if (state instanceof PhasedState phased && phased.memory().length > 0) {
            return Content.REWIRED;
        }
        if (state instanceof PhasedState phased && phased.traces().length > 0) {
            return Content.LEARNING;
        }
        if (!(state instanceof SpikingState network)
                || (network.plasticity().isEmpty() && network.modulators().isEmpty())) {
            return Content.PLAIN;
        }
        return PlasticityBytes.isRewired(network) ? Content.REWIRED : Content.LEARNING;
    }

    static void write(DataOutputStream out, SimulationState state) throws IOException {
        out.writeLong(state.steps());
        out.writeLong(state.spikes());
        out.writeLong(state.synapticEvents());
        out.writeLong(state.messages());
        if (state instanceof CycleState cycle) {
            out.writeDouble(cycle.baselineLoss());
            writeAll(out, cycle.weights());
        } else if (state instanceof PhasedState phased) {
            writeAll(out, phased.stored());
            writeAll(out, phased.sums());
            out.writeInt(phased.baselines().length);
            writeAll(out, phased.baselines());
            if (content(state) != Content.PLAIN) {
                out.writeInt(phased.traces().length);
                writeAll(out, phased.traces());
            }
            if (content(state) == Content.REWIRED) {
                out.writeInt(phased.memory().length);
                writeAll(out, phased.memory());
            }
        } else {
            writeNetwork(out, SpikingState.of(state));
        }
    }

    private static void writeNetwork(DataOutputStream out, SpikingState state) throws IOException {
        writeAll(out, state.digests());
        out.writeInt(state.lateCells().length);
        for (int i = 0; i < state.lateCells().length; i++) {
            out.writeLong(state.lateTimesPs()[i]);
            out.writeInt(state.lateCells()[i]);
        }
        for (NeuronState neuron : state.neurons()) {
            out.writeInt(neuron.values().length);
            out.writeInt(neuron.marks().length);
            writeAll(out, neuron.values());
            writeAll(out, neuron.marks());
        }
        if (content(state) != Content.PLAIN) {
            PlasticityBytes.write(out, state);
        }
    }

    /** The state of a checkpoint of that origin; its bytes are those that were written. */
    static SimulationState read(DataInputStream in, Checkpoint.Origin origin, Content content) throws IOException {
        long steps = in.readLong();
        long spikes = in.readLong();
        long synapticEvents = in.readLong();
        long messages = in.readLong();
        if (origin.family().equals(LearningCycle.FAMILY)) {
            double baseline = in.readDouble();
            return new CycleState(steps, baseline, doubles(in, origin.size()), spikes, synapticEvents, messages);
        }
        if (origin.family().equals(PhasedLearning.FAMILY)) {
            return new PhasedState(
                    steps,
                    doubles(in, origin.size()),
                    doubles(in, origin.size()),
                    doubles(in, in.readInt()),
                    content == Content.PLAIN ? new double[0] : doubles(in, in.readInt()),
                    content == Content.REWIRED ? doubles(in, in.readInt()) : new double[0],
                    spikes,
                    synapticEvents,
                    messages);
        }
        long[] digests = longs(in, origin.size());
        int late = in.readInt();
        long[] times = new long[late];
        int[] cells = new int[late];
        for (int i = 0; i < late; i++) {
            times[i] = in.readLong();
            cells[i] = in.readInt();
        }
        List<NeuronState> neurons = new ArrayList<>(origin.size());
        for (int cell = 0; cell < origin.size(); cell++) {
            int values = in.readInt();
            int marks = in.readInt();
            neurons.add(new NeuronState(doubles(in, values), longs(in, marks)));
        }
        return new SpikingState(
                steps,
                neurons,
                times,
                cells,
                digests,
                spikes,
                synapticEvents,
                messages,
                content == Content.PLAIN ? List.of() : PlasticityBytes.plasticity(in, content == Content.REWIRED),
                content == Content.PLAIN ? List.of() : PlasticityBytes.modulators(in));
    }

    static void writeAll(DataOutputStream out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static void writeAll(DataOutputStream out, long[] values) throws IOException {
        for (long value : values) {
            out.writeLong(value);
        }
    }

    static double[] doubles(DataInputStream in, int count) throws IOException {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    static long[] longs(DataInputStream in, int count) throws IOException {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readLong();
        }
        return values;
    }
}
