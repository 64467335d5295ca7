package io.dopaflow.simulator;

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
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Experiments on random graphs: depth 1 to 5, skip edges, mixed signs, every activation, coding, loss, rule, baseline,
 * pairing and form of the STDP window, a fourth of them all as Christensen and Kallsen have it.
 */
public final class RandomExperiments {
    /** All but tanh: where it saturates it swallows the ulp that a planted mistake makes. */
    private static final List<Activation> ACTIVATIONS = List.of(
            Activation.SIGMOID, Activation.SOFTPLUS, Activation.RECTIFIED_LINEAR, Activation.IDENTITY);

    /** Features of every sample. */
    static final int FEATURES = 3;

    private static final List<RewardBaseline> BASELINES = List.of(
            new RewardBaseline.PreviousCycle(),
            new RewardBaseline.RunningMean(0.05),
            new RewardBaseline.Unperturbed(),
            new RewardBaseline.AntitheticPair(),
            new RewardBaseline.PreviousCycle(),
            new RewardBaseline.RunningMean(0.4),
            new RewardBaseline.AntitheticPair());

    private RandomExperiments() {}

    /** The experiment of the given number; equal numbers give equal experiments. */
    public static LearningCycle number(int number) {
        Random random = new Random(number);
        Pairing pairing = number % 11 > 8 ? Pairing.SUCCESSIVE : Pairing.SURROUNDING;
        Network network = network(random, 1 + number % 5, pairing == Pairing.SURROUNDING);
        double halfWindow = 0.05 + random.nextDouble();
        RewardBaseline baseline = pairing == Pairing.SUCCESSIVE ? BASELINES.get(0) : BASELINES.get(number % 7);
        CycleSchedule schedule = number % 4 == 3
                ? new CycleSchedule.SingleUpdate(baseline)
                : new CycleSchedule.MultiUpdate((1 + random.nextInt(12)) * baseline.cyclesPerUpdate(), baseline);
        long tauPs = VirtualTime.fromMilliseconds(5 + random.nextInt(30));
        long halfWindowPs = Math.round(halfWindow * tauPs);
        CycleTiming timing = new CycleTiming(
                tauPs,
                halfWindowPs,
                VirtualTime.fromMilliseconds(random.nextInt(3)),
                VirtualTime.fromMilliseconds(1 + random.nextInt(10)),
                network.depth());
        ThreeFactorRule plasticity = new ThreeFactorRule(
                stdp(number, tauPs, halfWindowPs, pairing),
                0.02 * random.nextDouble(),
                StrictMath.exp(timing.halfWindow()),
                number % 3 == 0 ? Parametrisation.MULTIPLICATIVE : Parametrisation.LOG_WEIGHT);
        Loss loss = Loss.values()[number % 3];
        return new LearningCycle(
                network,
                random.doubles(network.synapseCount(), -3, -0.5).toArray(),
                timing,
                schedule,
                plasticity,
                loss,
                target(network.outputCount(), loss),
                new Split(samples(random, network.outputCount(), loss), List.of()),
                schedule.cycles() <= 2 ? 25 : 5,
                new RandomStreams(random.nextLong()));
    }

    /** Mostly the standard one; else other amplitudes, other time constants, or both, alike or not. */
    private static StdpWindow stdp(int number, long tauPs, long halfWindowPs, Pairing pairing) {
        double plus = number % 11 == 5 || number % 11 == 10 ? 0.5 + number % 3 : 1.0;
        double minus = number % 11 == 6 || number % 11 == 10 ? 1.5 : plus;
        long tauPlus = number % 11 == 6 || number % 11 == 7 ? tauPs / 3 : tauPs;
        long tauMinus = number % 11 == 8 || number % 11 == 9 ? 2 * tauPs : tauPlus;
        return new StdpWindow(
                new IntegrationWindow(tauPs, halfWindowPs),
                new StdpWindow.Branch(plus, new IntegrationWindow(tauPlus, halfWindowPs)),
                new StdpWindow.Branch(minus, new IntegrationWindow(tauMinus, halfWindowPs)),
                pairing);
    }

    /** What outputs stand for: classes where the loss asks for them. */
    static Target target(int outputs, Loss loss) {
        List<String> names = IntStream.range(0, outputs).mapToObj(i -> "y" + i).toList();
        return loss == Loss.CROSS_ENTROPY ? new Target.Classes(names) : new Target.Values(names);
    }

    /** Four samples that suit the loss. */
    static List<Sample> samples(Random random, int outputs, Loss loss) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double[] target = new double[outputs];
            if (loss == Loss.CROSS_ENTROPY) {
                target[random.nextInt(outputs)] = 1;
            } else {
                target = random.doubles(outputs, -1, 1).toArray();
            }
            samples.add(new Sample(random.doubles(FEATURES, 0, 1).toArray(), target));
        }
        return samples;
    }

    /**
     * A random graph, numbered level by level.
     *
     * @param maySilence whether some neurons are silent by chance
     */
    static Network network(Random random, int depth, boolean maySilence) {
        List<Neuron> neurons = new ArrayList<>();
        for (int i = 0; i < FEATURES; i++) {
            neurons.add(Neuron.source(i, "x" + i, new NeuronRole.Input(i), sign(random)));
        }
        neurons.add(Neuron.source(FEATURES, "bias", new NeuronRole.Bias(), sign(random)));
        List<Synapse> synapses = new ArrayList<>();
        int below = 0;
        for (int level = 1; level <= depth; level++) {
            int first = neurons.size();
            int size = 1 + random.nextInt(4);
            for (int i = 0; i < size; i++) {
                int id = neurons.size();
                neurons.add(
                        level == depth
                                ? new Neuron(
                                        id,
                                        "y" + i,
                                        new NeuronRole.Output(i),
                                        Sign.EXCITATORY,
                                        activation(random),
                                        SpikeCoding.GRADED)
                                : new Neuron(
                                        id,
                                        "h" + id,
                                        new NeuronRole.Hidden(),
                                        sign(random),
                                        activation(random),
                                        random.nextInt(4) == 0 && maySilence
                                                ? SpikeCoding.ALL_OR_NONE
                                                : SpikeCoding.GRADED));
            }
            // Every neuron feeds the whole next level, so that all reach an output; and some skip levels.
            for (int post = first; post < neurons.size(); post++) {
                for (int pre = 0; pre < first; pre++) {
                    if (pre >= below || random.nextInt(3) == 0) {
                        synapses.add(new Synapse(synapses.size(), pre, post));
                    }
                }
            }
            below = first;
        }
        return Network.of(neurons, synapses);
    }

    private static Sign sign(Random random) {
        return random.nextBoolean() ? Sign.EXCITATORY : Sign.INHIBITORY;
    }

    private static Activation activation(Random random) {
        return ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
    }
}
