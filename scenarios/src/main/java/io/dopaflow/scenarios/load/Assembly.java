package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Split;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.CycleScenario;
import io.dopaflow.scenarios.schema.LearningSettings;
import io.dopaflow.scenarios.schema.NetworkSettings;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.math.BigInteger;
import java.util.Optional;

/** Puts the parts of an experiment together and reports where they do not fit. */
record Assembly(Report report, Folder folder) {

    /**
     * Checks what can be checked of the parts that are right, although others are wrong; what fits gives data and
     * network.
     *
     * @param signed whether weights are of either sign, and layers have no inhibitory neurons
     * @param seed of the scenario
     */
    Optional<Parts> parts(
            Optional<TaskSettings> task,
            Optional<NetworkSettings> network,
            boolean signed,
            Optional<Loss> loss,
            long seed) {
        int before = report.problems().count();
        if (task.isPresent() && loss.isPresent()) {
            checkLoss(task.get(), loss.get());
        }
        Optional<DataSet> data =
                task.flatMap(settings -> DataLoader.load(settings, folder, folder.files()::open, seed, report));
        Optional<Network> built = data.flatMap(
                samples -> network.flatMap(settings -> NetworkBuilder.build(settings, samples, signed, report)));
        if (built.isPresent() && loss.isPresent()) {
            checkOutputs(built.get(), loss.get());
        }
        boolean right = report.problems().count() == before;
        return right ? data.flatMap(samples -> built.map(graph -> new Parts(samples, graph))) : Optional.empty();
    }

    /** The samples and the network that learns them. */
    record Parts(DataSet data, Network network) {}

    /** The experiment; nothing if anything was reported. */
    Optional<LearningCycle> model(CycleScenario scenario, Parts parts) {
        RandomStreams streams = new RandomStreams(scenario.seed());
        Optional<Samples> split = Samples.of(parts.data(), scenario.task(), streams, report);
        LearningSettings learning = scenario.learning();
        if (!checkPeriod(scenario, parts.network().depth())) {
            return Optional.empty();
        }
        CycleTiming timing =
                scenario.timing().cycle(learning.halfWindow(), parts.network().depth());
        StdpWindow window = learning.stdp()
                .window(new IntegrationWindow(timing.timeConstantPs(), timing.halfWindowPs()), learning.pairing());
        double gain = StrictMath.exp(timing.halfWindow());
        double alpha = learning.step().learningRate(learning.schedule().drift() * DriftConstant.of(window, gain));
        boolean right = checkRate(alpha, learning, timing);
        return split.filter(samples -> right && checkLength(learning, samples.split(), timing))
                .map(samples -> new LearningCycle(
                        parts.network(),
                        initialTheta(scenario.network(), parts.network().synapseCount(), streams),
                        timing,
                        learning.schedule(),
                        new ThreeFactorRule(window, alpha, gain, learning.parametrisation()),
                        scenario.loss(),
                        samples.target(),
                        samples.split(),
                        learning.length()
                                .opportunities(samples.split().training().size()),
                        streams));
    }

    private void checkLoss(TaskSettings task, Loss loss) {
        if (loss == Loss.CROSS_ENTROPY && task.isRegression()) {
            report.wrong(
                    "loss",
                    "cross-entropy with task.kind: regression",
                    "squared-error | pseudo-huber for a regression");
        }
    }

    /** The softmax of spikes that come or do not come is no probability of anything. */
    private void checkOutputs(Network network, Loss loss) {
        network.neurons().stream()
                .filter(neuron -> neuron.role() instanceof NeuronRole.Output)
                .filter(neuron -> neuron.coding() == SpikeCoding.ALL_OR_NONE && loss == Loss.CROSS_ENTROPY)
                .forEach(neuron -> report.wrong(
                        "network.neurons." + neuron.id() + ".spikes",
                        "an all-or-none output with loss: cross-entropy",
                        "graded outputs, or loss: squared-error | pseudo-huber"));
    }

    private boolean checkPeriod(CycleScenario scenario, int depth) {
        BigInteger period = scenario.timing().period(scenario.learning().halfWindow(), depth);
        boolean fits = CycleTiming.isPeriod(period);
        if (!fits) {
            report.wrong(
                    "timing",
                    "cycles of " + period + " ps through a network of depth " + depth,
                    "cycles of at most " + CycleTiming.LONGEST_PERIOD_PS
                            + " ps: shorter times, or a shallower network");
        }
        return fits;
    }

    private boolean checkRate(double alpha, LearningSettings learning, CycleTiming timing) {
        boolean usable = Double.isFinite(alpha);
        if (!usable && learning.step() instanceof LearningSettings.StepSize.FlowTime flow) {
            report.wrong(
                    "learning.flow_time",
                    flow.time() + " with a half-window of " + timing.halfWindowPs() + " ps",
                    "a half_window and an stdp for which alpha = T / (n kappa(A)) is finite");
        }
        return usable;
    }

    private boolean checkLength(LearningSettings learning, Split samples, CycleTiming timing) {
        long most = LearningCycle.mostOpportunities(timing, learning.schedule());
        long wanted = learning.length().opportunities(samples.training().size());
        boolean fits = wanted <= most;
        if (!fits) {
            report.wrong(
                    "learning",
                    wanted + " learning opportunities of " + learning.schedule().cyclesPerOpportunity() + " cycles of "
                            + timing.periodPs() + " ps",
                    "at most " + most + " learning opportunities, where the time axis of 2^63 ps (107 days) ends");
        }
        return fits;
    }

    /** The weights that a run starts with, as theta = log w: stated, or drawn from a stream of each synapse. */
    static double[] initialTheta(NetworkSettings settings, int synapses, RandomStreams streams) {
        double[] theta = new double[synapses];
        for (int synapse = 0; synapse < synapses; synapse++) {
            Optional<Double> stated = settings instanceof NetworkSettings.Graph graph
                    ? graph.synapses().get(synapse).weight()
                    : Optional.empty();
            theta[synapse] = stated.isPresent()
                    ? StrictMath.log(stated.get())
                    : drawn(settings.initialWeight(), synapse, streams);
        }
        return theta;
    }

    private static double drawn(NetworkSettings.InitialWeight initial, int synapse, RandomStreams streams) {
        double u = streams.stream(Purpose.INITIAL_WEIGHT, synapse).nextDouble();
        return StrictMath.log(initial.median()) + initial.spread() * (2 * u - 1);
    }
}
