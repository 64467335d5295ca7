package io.dopaflow.simulator;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.models.time.VirtualTime;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A fully connected experiment of two features, one hidden layer and two outputs, from which tests vary what they look
 * at. With H hidden neurons it has 8 H + 4 synapses: onto each hidden neuron 4 from the features and 2 from the biases,
 * from each 2 to the outputs, and 4 from the biases of the outputs.
 */
public final class LayeredExperiment {
    private int hidden = 2;
    private Activation activation = Activation.SIGMOID;
    private SpikeCoding coding = SpikeCoding.GRADED;
    private CycleSchedule schedule = new CycleSchedule.MultiUpdate(9);
    private Parametrisation parametrisation = Parametrisation.LOG_WEIGHT;
    private double learningRate = 0.01;
    private UnaryOperator<StdpWindow> stdp = UnaryOperator.identity();
    private IntToDoubleFunction initialTheta = synapse -> -1.0 - 0.01 * (synapse % 50);
    private long opportunities = 5;

    /** Hidden neurons. */
    public LayeredExperiment hidden(int size) {
        this.hidden = size;
        return this;
    }

    /** Activation and coding of the hidden neurons. */
    public LayeredExperiment hidden(Activation ofThem, SpikeCoding theirs) {
        this.activation = ofThem;
        this.coding = theirs;
        return this;
    }

    /** The learning rule. */
    public LayeredExperiment schedule(CycleSchedule value) {
        this.schedule = value;
        return this;
    }

    /** The parametrisation. */
    public LayeredExperiment parametrisation(Parametrisation value) {
        this.parametrisation = value;
        return this;
    }

    /** The learning rate. */
    public LayeredExperiment learningRate(double value) {
        this.learningRate = value;
        return this;
    }

    /** STDP with the given amplitudes and pairing, its potentiation with the membrane's time constant divided by c. */
    public LayeredExperiment stdp(double plus, double minus, long c, Pairing pairing) {
        this.stdp = standard -> {
            IntegrationWindow membrane = standard.window();
            IntegrationWindow shorter = new IntegrationWindow(membrane.timeConstantPs() / c, membrane.halfWindowPs());
            StdpWindow.Branch depression = new StdpWindow.Branch(minus, plus == minus ? shorter : membrane);
            return new StdpWindow(membrane, new StdpWindow.Branch(plus, shorter), depression, pairing);
        };
        return this;
    }

    /** Log-weights at the start, by synapse. */
    public LayeredExperiment initialTheta(IntToDoubleFunction bySynapse) {
        this.initialTheta = bySynapse;
        return this;
    }

    /** Learning opportunities. */
    public LayeredExperiment opportunities(long value) {
        this.opportunities = value;
        return this;
    }

    /** The experiment. */
    public LearningCycle build() {
        Network network = new LayeredNetwork(
                        List.of("x", "y"),
                        List.of(new Layer(hidden, activation, coding)),
                        List.of("no", "yes"),
                        Activation.IDENTITY,
                        true)
                .build();
        long tauPs = VirtualTime.fromMilliseconds(20);
        CycleTiming timing = new CycleTiming(
                tauPs, tauPs / 5, VirtualTime.fromMilliseconds(1), VirtualTime.fromMilliseconds(5), network.depth());
        return new LearningCycle(
                network,
                IntStream.range(0, network.synapseCount())
                        .mapToDouble(initialTheta)
                        .toArray(),
                timing,
                schedule,
                new ThreeFactorRule(
                        stdp.apply(new StdpWindow(new IntegrationWindow(tauPs, timing.halfWindowPs()))),
                        learningRate,
                        StrictMath.exp(timing.halfWindow()),
                        parametrisation),
                Loss.CROSS_ENTROPY,
                new Target.Classes(List.of("no", "yes")),
                new Split(
                        List.of(
                                new Sample(new double[] {0.2, 0.9}, new double[] {1, 0}),
                                new Sample(new double[] {0.8, 0.3}, new double[] {0, 1}),
                                new Sample(new double[] {0.5, 0.1}, new double[] {0, 1})),
                        List.of()),
                opportunities,
                new RandomStreams(20261123));
    }
}
