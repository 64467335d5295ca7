package io.dopaflow.analysis.testing;

import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RewardSystem;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.LeakyMembrane;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.plasticity.Perturbation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.random.Jitter;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The dynamics once more, written down as the model describes them, from timestamps and without any shortcut; tells
 * what an engine would record.
 */
public final class PlainRun {

    /** What happens, in the order of time within each cycle. */
    public interface Events {
        /** A spike; a silent neuron's readout has amplitude 0. */
        default void spike(long timePs, int neuron, boolean readout, double amplitude, long opportunity, int cycle) {}

        /** A spike arrives at a synapse. */
        default void arrival(long timePs, int synapse, long opportunity, int cycle) {}

        /** The reward is broadcast. */
        default void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

        /** All weights, at the start of a learning opportunity (cycle -1) or after a cycle. */
        default void weights(long timePs, long opportunity, int cycle, double[] weights) {}
    }

    private final LearningCycle model;
    private final Network network;
    private final CycleTiming timing;
    private final UniformRandomProvider[] jitter;
    private final UniformRandomProvider[] spiking;
    private final double[] weights;
    private final long[] drawn;
    private final double[] remembered;
    private final double[] amplitude;

    private PlainRun(LearningCycle model) {
        this.model = model;
        this.network = model.network();
        this.timing = model.timing();
        this.weights = Arrays.stream(model.initialTheta()).map(Exponential::exp).toArray();
        this.drawn = new long[weights.length];
        this.remembered = new double[weights.length];
        this.amplitude = new double[network.neuronCount()];
        this.jitter = IntStream.range(0, network.synapseCount())
                .mapToObj(s -> model.streams().stream(Purpose.JITTER, s))
                .toArray(UniformRandomProvider[]::new);
        this.spiking = IntStream.range(0, network.neuronCount())
                .mapToObj(n -> model.streams().stream(Purpose.SPIKING, n))
                .toArray(UniformRandomProvider[]::new);
    }

    /** Runs the experiment and returns the final weights. */
    public static double[] run(LearningCycle model, Events events) {
        PlainRun run = new PlainRun(model);
        RewardSystem rewards = new RewardSystem(model.schedule());
        for (long opportunity = 0; opportunity < model.opportunities(); opportunity++) {
            Sample sample = model.samples().training().get(model.sampleOrder().sampleAt(opportunity));
            long runCycle = model.runCycle(opportunity, 0);
            events.weights(run.timing.startPs(runCycle), opportunity, -1, run.weights);
            for (int cycle = 0; cycle < model.schedule().cyclesPerOpportunity(); cycle++) {
                run.cycle(opportunity, cycle, sample, rewards, events);
            }
        }
        return run.weights;
    }

    private void cycle(long opportunity, int cycle, Sample sample, RewardSystem rewards, Events events) {
        long runCycle = model.runCycle(opportunity, cycle);
        long[] arrivals = new long[network.synapseCount()];
        boolean[] silent = new boolean[network.neuronCount()];
        for (int id : network.topologicalOrder()) {
            Neuron neuron = network.neuron(id);
            int depth = network.depthOf(id);
            if (neuron.role().isSource()) {
                amplitude[id] =
                        neuron.role() instanceof NeuronRole.Input input ? sample.features()[input.feature()] : 1.0;
            } else {
                events.spike(timing.onsetPs(runCycle, depth), id, false, 1.0, opportunity, cycle);
                integrate(id, runCycle, cycle, silent, arrivals);
                for (int synapse : network.fanIn(id)) {
                    if (!silent[network.pre(synapse)]) {
                        events.arrival(arrivals[synapse], synapse, opportunity, cycle);
                    }
                }
            }
            events.spike(timing.readoutPs(runCycle, depth), id, true, amplitude[id], opportunity, cycle);
        }
        double[] readout = Arrays.stream(network.outputs())
                .mapToDouble(id -> amplitude[id])
                .toArray();
        double loss = model.loss().value(readout, sample.target());
        double reward = rewards.reward(opportunity, cycle, loss);
        events.reward(timing.rewardPs(runCycle), opportunity, cycle, loss, reward);
        for (int synapse = 0; synapse < weights.length; synapse++) {
            if (!silent[network.pre(synapse)]) {
                int depth = network.depthOf(network.post(synapse));
                StdpWindow window = model.plasticity().window();
                long onset = timing.onsetPs(runCycle, depth);
                long end = timing.readoutPs(runCycle, depth);
                double eligibility = window.eligibility(arrivals[synapse], onset, end, remembered[synapse]);
                remembered[synapse] = window.remembered(arrivals[synapse], onset, end);
                weights[synapse] = model.plasticity().updated(weights[synapse], eligibility, reward);
            }
        }
        events.weights(timing.rewardPs(runCycle), opportunity, cycle, weights);
    }

    private void integrate(int id, long runCycle, int cycle, boolean[] silent, long[] arrivals) {
        int depth = network.depthOf(id);
        int[] fanIn = network.fanIn(id);
        double[] jumps = new double[fanIn.length];
        long[] times = new long[fanIn.length];
        for (int i = 0; i < fanIn.length; i++) {
            int pre = network.pre(fanIn[i]);
            long offset = offset(fanIn[i], cycle);
            times[i] = timing.onsetPs(runCycle, depth) + timing.halfWindowPs() + offset;
            arrivals[fanIn[i]] = times[i];
            double weight = network.neuron(pre).sign().factor() * weights[fanIn[i]];
            jumps[i] = silent[pre] ? 0.0 : weight * amplitude[pre];
        }
        LeakyMembrane membrane = new LeakyMembrane(
                model.plasticity().window().window(), model.plasticity().readoutGain());
        double value = network.neuron(id)
                .activation()
                .value(membrane.potential(jumps, times, timing.readoutPs(runCycle, depth)));
        if (network.neuron(id).coding() == SpikeCoding.ALL_OR_NONE) {
            silent[id] = spiking[id].nextDouble() >= value;
            value = silent[id] ? 0.0 : 1.0;
        }
        amplitude[id] = value;
    }

    /** Each cycle has a draw of its own, which some do not use. */
    private long offset(int synapse, int cycle) {
        long before = drawn[synapse];
        drawn[synapse] = Jitter.offsetPs(jitter[synapse].nextInt(), timing.halfWindowPs());
        Perturbation perturbation = model.schedule().baseline().perturbation(cycle);
        return switch (perturbation) {
            case DRAWN -> drawn[synapse];
            case MIRRORED -> -before;
            case ABSENT -> 0;
        };
    }
}
