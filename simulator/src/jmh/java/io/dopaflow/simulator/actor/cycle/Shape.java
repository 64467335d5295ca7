package io.dopaflow.simulator.actor.cycle;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The layered network that is measured, 10 inputs - H hidden - 3 outputs, and an experiment that never ends on it. */
final class Shape {
    static final int INPUTS = 10;
    static final int OUTPUTS = 3;
    private static final int UPDATES_PER_OPPORTUNITY = 104_000;

    private Shape() {}

    /** The network with so many synapses, a multiple of 13. */
    static Network network(int synapses) {
        int hidden = synapses / (INPUTS + OUTPUTS);
        return new LayeredNetwork(
                        List.of("a", "b", "c", "d", "e"),
                        List.of(new LayeredNetwork.Layer(hidden, Activation.SIGMOID, SpikeCoding.GRADED)),
                        List.of("x", "y", "z"),
                        Activation.IDENTITY,
                        false)
                .build();
    }

    /** Cycles in a learning opportunity, so that one takes some 50 ms in a network of any size. */
    static int cycles(int synapses) {
        return UPDATES_PER_OPPORTUNITY / synapses;
    }

    /** Messages in a cycle: four for each synapse, one for each output, one to each input. */
    static long messagesPerCycle(int synapses) {
        return 4L * synapses + OUTPUTS + INPUTS;
    }

    /** An experiment on the network. */
    static LearningCycle model(int synapses) {
        Network network = network(synapses);
        double[] theta = new double[network.synapseCount()];
        Arrays.fill(theta, -2.0);
        long tauPs = VirtualTime.fromMilliseconds(20);
        CycleTiming timing = new CycleTiming(
                tauPs, tauPs / 10, VirtualTime.fromMilliseconds(1), VirtualTime.fromMilliseconds(5), network.depth());
        ThreeFactorRule plasticity = new ThreeFactorRule(
                new StdpWindow(new IntegrationWindow(tauPs, timing.halfWindowPs())),
                1e-6,
                StrictMath.exp(timing.halfWindow()),
                Parametrisation.LOG_WEIGHT);
        Sample sample = new Sample(new double[] {0.1, 0.3, 0.5, 0.7, 0.9}, new double[] {0, 1, 0});
        return new LearningCycle(
                network,
                theta,
                timing,
                new CycleSchedule.MultiUpdate(cycles(synapses) - 1),
                plasticity,
                Loss.CROSS_ENTROPY,
                new Target.Classes(List.of("x", "y", "z")),
                new Split(Collections.nCopies(10, sample), List.of()),
                100_000,
                new RandomStreams(1));
    }
}
