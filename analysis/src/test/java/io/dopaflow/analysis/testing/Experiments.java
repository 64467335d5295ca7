package io.dopaflow.analysis.testing;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Experiments over given networks, with random weights and samples. */
public final class Experiments {
    private static final long TIME_CONSTANT_PS = 20_000_000_000L;

    private Experiments() {}

    /** A network of two inputs, one layer of so many sigmoid neurons and one output, with bias neurons. */
    public static Network network(int hidden, SpikeCoding coding, Activation output) {
        return new LayeredNetwork(
                        List.of("x1", "x2"),
                        List.of(new LayeredNetwork.Layer(hidden, Activation.SIGMOID, coding)),
                        List.of("y"),
                        output,
                        true)
                .build();
    }

    /**
     * An experiment.
     *
     * @param halfWindow A
     * @param time T of each learning opportunity
     */
    public static LearningCycle of(
            Network network,
            CycleSchedule schedule,
            Loss loss,
            double halfWindow,
            double time,
            long opportunities,
            long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] theta = thetas(network, random);
        List<Sample> samples = IntStream.range(0, 3)
                .mapToObj(i -> sample(network, loss, random))
                .toList();
        double alpha = time / (schedule.updatesPerOpportunity() * DriftConstant.kappa(halfWindow));
        return of(network, theta, schedule, loss, halfWindow, alpha, samples, opportunities, seed);
    }

    /** An experiment with everything given. */
    public static LearningCycle of(
            Network network,
            double[] theta,
            CycleSchedule schedule,
            Loss loss,
            double halfWindow,
            double learningRate,
            List<Sample> samples,
            long opportunities,
            long seed) {
        long half = Math.round(halfWindow * TIME_CONSTANT_PS);
        CycleTiming timing = new CycleTiming(TIME_CONSTANT_PS, half, 1_000_000_000L, 2_000_000_000L, network.depth());
        ThreeFactorRule plasticity = new ThreeFactorRule(
                new StdpWindow(new IntegrationWindow(TIME_CONSTANT_PS, half)),
                learningRate,
                StrictMath.exp(timing.halfWindow()),
                Parametrisation.LOG_WEIGHT);
        List<String> names =
                IntStream.range(0, network.outputCount()).mapToObj(i -> "y" + i).toList();
        Target target = loss == Loss.CROSS_ENTROPY ? new Target.Classes(names) : new Target.Values(names);
        return new LearningCycle(
                network,
                theta,
                timing,
                schedule,
                plasticity,
                loss,
                target,
                new Split(samples, List.of()),
                opportunities,
                new RandomStreams(seed));
    }

    /** The same experiment with another seed of its streams. */
    public static LearningCycle withSeed(LearningCycle e, long seed) {
        return e.but(parts -> parts.streams = new RandomStreams(seed));
    }

    /**
     * The same experiment with another STDP: its potentiation has the given amplitude and the membrane's time constant
     * divided by c.
     */
    public static LearningCycle withStdp(LearningCycle e, double amplitude, long c, Pairing pairing) {
        IntegrationWindow membrane = e.plasticity().window().window();
        IntegrationWindow shorter = new IntegrationWindow(membrane.timeConstantPs() / c, membrane.halfWindowPs());
        StdpWindow window = new StdpWindow(
                membrane, new StdpWindow.Branch(amplitude, shorter), new StdpWindow.Branch(1, membrane), pairing);
        ThreeFactorRule p = e.plasticity();
        return e.but(parts ->
                parts.plasticity = new ThreeFactorRule(window, p.learningRate(), p.readoutGain(), p.parametrisation()));
    }

    /** Log-weights in (-1, 0.5). */
    public static double[] thetas(Network network, SplittableRandom random) {
        return random.doubles(network.synapseCount(), -1.0, 0.5).toArray();
    }

    /** Features in (0, 1), targets as the loss asks for. */
    public static Sample sample(Network network, Loss loss, SplittableRandom random) {
        int features = 1
                + network.neurons().stream()
                        .map(n -> n.role())
                        .mapToInt(r -> r instanceof NeuronRole.Input input ? input.feature() : -1)
                        .max()
                        .orElse(-1);
        double[] target = random.doubles(network.outputCount()).toArray();
        if (loss == Loss.CROSS_ENTROPY) {
            Arrays.fill(target, 0.0);
            target[random.nextInt(target.length)] = 1.0;
        }
        return new Sample(random.doubles(features, 0.1, 1.0).toArray(), target);
    }
}
