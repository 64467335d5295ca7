package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One layer of up to 1000 inputs to as many outputs as it takes, with a half-window of 0.1. */
public final class DenseLayer {
    private static final int MOST_INPUTS = 1000;

    private DenseLayer() {}

    /** A single learning opportunity of so many cycles, and the one before the first. */
    static LearningCycle model(int synapses, int cycles) {
        return model(synapses, cycles, 1);
    }

    /** So many opportunities. */
    public static LearningCycle model(int synapses, int cycles, long opportunities) {
        int inputs = Math.min(synapses, MOST_INPUTS);
        return model(network(inputs, synapses / inputs), cycles, opportunities);
    }

    /** The same learning cycles on any network, always of the same sample. */
    public static LearningCycle model(Network network, int cycles, long opportunities) {
        double[] theta = new double[network.synapseCount()];
        Arrays.fill(theta, -3.0);
        long tauPs = VirtualTime.fromMilliseconds(20);
        CycleTiming timing = new CycleTiming(tauPs, tauPs / 10, 0, tauPs, network.depth());
        ThreeFactorRule plasticity = new ThreeFactorRule(
                new StdpWindow(new IntegrationWindow(tauPs, timing.halfWindowPs())),
                1e-9,
                StrictMath.exp(timing.halfWindow()),
                Parametrisation.LOG_WEIGHT);
        double[] features =
                new SplittableRandom(1).doubles(network.sources().length).toArray();
        int outputs = network.outputCount();
        return new LearningCycle(
                network,
                theta,
                timing,
                new CycleSchedule.MultiUpdate(cycles),
                plasticity,
                Loss.PSEUDO_HUBER,
                new Target.Values(
                        IntStream.range(0, outputs).mapToObj(i -> "y" + i).toList()),
                new Split(List.of(new Sample(features, new double[outputs])), List.of()),
                opportunities,
                new RandomStreams(1));
    }

    private static Network network(int inputs, int outputs) {
        List<Neuron> neurons = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            neurons.add(
                    Neuron.source(i, "x" + i, new NeuronRole.Input(i), i % 2 == 0 ? Sign.EXCITATORY : Sign.INHIBITORY));
        }
        List<Synapse> synapses = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            neurons.add(new Neuron(
                    inputs + i,
                    "y" + i,
                    new NeuronRole.Output(i),
                    Sign.EXCITATORY,
                    Activation.IDENTITY,
                    SpikeCoding.GRADED));
            for (int pre = 0; pre < inputs; pre++) {
                synapses.add(new Synapse(synapses.size(), pre, inputs + i));
            }
        }
        return Network.of(neurons, synapses);
    }
}
