package io.dopaflow.models.phased;

import io.dopaflow.models.record.SimulationState;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Where a run stands between two learning opportunities: all that later ones depend on beside the model itself, and what
 * was counted so far.
 *
 * @param opportunities done, from 0
 * @param stored what the synapses store, projection by projection; shared, not copied
 * @param sums of their updates in the batch that has begun; shared, not copied
 * @param baselines running means, last losses or variances of the broadcasts, and then what an environment keeps
 * @param traces that units keep from wave to wave, unit by unit, each in the order of the rule; 0 for sources and labels
 * @param memory of the network's own synapses, synapse by synapse, see {@link SynapticMemory}; shared, not copied
 * @param spikes of neurons so far
 * @param synapticEvents arrivals of spikes at synapses so far
 * @param messages between actors so far
 */
public record PhasedState(
        long opportunities,
        double[] stored,
        double[] sums,
        double[] baselines,
        double[] traces,
        double[] memory,
        long spikes,
        long synapticEvents,
        long messages)
        implements SimulationState {

    /** Rejects negative counts. */
    public PhasedState {
        if (opportunities < 0 || spikes < 0 || synapticEvents < 0 || messages < 0) {
            throw new IllegalArgumentException("a count of the state is negative; allowed: from 0");
        }
    }

    /**
     * The state that an engine of this family has reported.
     *
     * @throws IllegalArgumentException if it is one of another family
     */
    public static PhasedState of(SimulationState state) {
        if (state instanceof PhasedState own) {
            return own;
        }
        throw new IllegalArgumentException("the state is no state of phased learning: " + state);
    }

    /** The same, with arrays of its own. */
    public PhasedState copy() {
        return new PhasedState(
                opportunities,
                stored.clone(),
                sums.clone(),
                baselines.clone(),
                traces.clone(),
                memory.clone(),
                spikes,
                synapticEvents,
                messages);
    }

    @Override
    public long steps() {
        return opportunities;
    }

    /** The state before the first opportunity. */
    public static PhasedState startOf(PhasedLearning model) {
        int synapses = model.circuit().synapses();
        int broadcasts = model.circuit().rule().broadcasts().size();
        double[] traces = tracesAtStart(model.circuit());
        double[] kept = model.environment()
                .map(environment -> environment.start(model.streams()))
                .orElseGet(() -> new double[0]);
        double[] baselines = withEnvironment(new double[broadcasts], kept);
        double[] memory = memoryAtStart(model, model.initial());
        return new PhasedState(0, model.initial(), new double[synapses], baselines, traces, memory, 0, 0, 0);
    }

    /** Baselines of broadcasts, and then what an environment keeps. */
    public static double[] withEnvironment(double[] baselines, double[] kept) {
        return DoubleStream.concat(Arrays.stream(baselines), Arrays.stream(kept))
                .toArray();
    }

    /** What the environment keeps; nothing in a model that learns from samples. */
    public double[] environment(Circuit circuit) {
        return Arrays.copyOfRange(baselines, circuit.rule().broadcasts().size(), baselines.length);
    }

    /** What the synapses of a model's network keep before the first wave, where they store that. */
    public static double[] memoryAtStart(PhasedLearning model, double[] stored) {
        return model.memory().atStart(stored, model.circuit().network().synapseCount());
    }

    /** The traces of all units before the first wave. */
    public static double[] tracesAtStart(Circuit circuit) {
        double[] each = circuit.initialTraces();
        double[] all = new double[circuit.units() * each.length];
        Arrays.setAll(all, i -> circuit.keepsTraces(i / each.length) ? each[i % each.length] : 0);
        return all;
    }

    /** The traces of a unit. */
    public double[] tracesOf(Circuit circuit, int unit) {
        int each = circuit.rule().traces().size();
        return Arrays.copyOfRange(traces, unit * each, (unit + 1) * each);
    }
}
