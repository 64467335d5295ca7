package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.Arrays;
import java.util.List;

/**
 * Where the synapses of a projection stand that are not static.
 *
 * @param weights the size of each weight, by the order of their ids; empty if they do not learn
 * @param own what each keeps beside, as many numbers as {@link SynapseModel#kept} says, by the order of their ids
 * @param settled up to when all have settled, in units of the network's time
 * @param sources what is remembered of each presynaptic cell
 * @param targets what is remembered of each postsynaptic neuron; empty if the synapses do not learn
 * @param rates the same for scaling; empty without it
 * @param wiring the presynaptic cell of each synapse, numbered within its group, by the order of their ids; empty before the first rewiring
 */
public record PlasticityState(
        double[] weights,
        double[] own,
        long settled,
        List<Remembered> sources,
        List<Remembered> targets,
        List<Remembered> rates,
        int[] wiring) {

    /** Of synapses that have not been rewired. */
    public PlasticityState(
            double[] weights,
            double[] own,
            long settled,
            List<Remembered> sources,
            List<Remembered> targets,
            List<Remembered> rates) {
        this(weights, own, settled, sources, targets, rates, new int[0]);
    }

    /** Copies the lists. */
    public PlasticityState {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
        rates = List.copyOf(rates);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlasticityState that
                && Arrays.equals(weights, that.weights)
                && Arrays.equals(own, that.own)
                && settled == that.settled
                && sources.equals(that.sources)
                && targets.equals(that.targets)
                && rates.equals(that.rates)
                && Arrays.equals(wiring, that.wiring);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(weights) + Arrays.hashCode(own);
    }

    @Override
    public String toString() {
        return "PlasticityState" + Arrays.toString(weights) + Arrays.toString(own) + sources + targets + rates
                + Arrays.toString(wiring);
    }
}
