package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.simulator.engine.RunCounters;

/** Counts cycles, spikes and their arrivals by the rules of the actor engine, and passes them on now and then. */
final class SpikeCounts {
    private static final int MANY = 1 << 20;

    private final RunCounters counters;
    private final Population population;
    private final int[] maySilence;
    private final int[] fanOut;
    private final int spikesPerCycle;
    private final int arrivalsPerCycle;
    private long cycles;
    private long spikes;
    private long arrivals;

    SpikeCounts(RunCounters counters, Network network, Population population) {
        this.counters = counters;
        this.population = population;
        this.maySilence = network.neurons().stream()
                .filter(neuron -> neuron.coding() == SpikeCoding.ALL_OR_NONE)
                .mapToInt(Neuron::id)
                .toArray();
        this.fanOut = new int[maySilence.length];
        for (int i = 0; i < maySilence.length; i++) {
            fanOut[i] = network.fanOut(maySilence[i]).length;
        }
        this.spikesPerCycle = 2 * network.neuronCount() - network.sources().length;
        this.arrivalsPerCycle = network.synapseCount();
    }

    /** All neurons of a cycle have read out. */
    void readOut() {
        spikes += spikesPerCycle;
        arrivals += arrivalsPerCycle;
        for (int i = 0; i < maySilence.length; i++) {
            if (population.isSilent(maySilence[i])) {
                spikes--;
                arrivals -= fanOut[i];
            }
        }
        if (spikes + arrivals > MANY) {
            passOn();
        }
    }

    /** A cycle has ended. */
    void cycleEnds() {
        cycles++;
    }

    /** Passes on what has been counted. */
    void passOn() {
        counters.addCycles(cycles);
        cycles = 0;
        counters.addSpikes((int) spikes);
        counters.addSynapticEvents((int) arrivals);
        spikes = 0;
        arrivals = 0;
    }
}
