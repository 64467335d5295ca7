package io.dopaflow.scenarios.load;

import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.EnvironmentFit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.TaskSequence;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Regulator;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.rule.RuleProblem;
import io.dopaflow.models.task.Split;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.NetworkSettings;
import io.dopaflow.scenarios.schema.PhasedLearningSettings;
import io.dopaflow.scenarios.schema.PhasedNetwork;
import io.dopaflow.scenarios.schema.PhasedScenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the parts of phased learning together and reports where they do not fit. */
record PhasedAssembly(Report report) {

    /** Checks a network for itself. */
    void check(PhasedNetwork network) {
        if (network.network() instanceof NetworkSettings.Layers layers) {
            for (int i = 0; i < layers.hidden().size(); i++) {
                checkSpikes("network.hidden." + i, layers.hidden().get(i).coding());
            }
            return;
        }
        NetworkSettings.Graph graph = (NetworkSettings.Graph) network.network();
        boolean signed = network.weights() == WeightForm.SIGNED;
        for (int i = 0; i < graph.neurons().size(); i++) {
            String place = "network.neurons." + i;
            checkSpikes(place, graph.neurons().get(i).spikes());
            if (signed && graph.neurons().get(i).sign() != Sign.EXCITATORY) {
                report.wrong(
                        place + ".sign",
                        "inhibitory with weights: signed",
                        "excitatory, as the sign is the weight's, or weights: log | log-mirror | log-direct");
            }
        }
        for (int i = 0; i < graph.synapses().size(); i++) {
            Optional<Double> stated = graph.synapses().get(i).weight();
            if (!signed && stated.filter(weight -> !(weight > 0)).isPresent()) {
                report.wrong(
                        "network.synapses." + i + ".weight",
                        stated.get() + " with log-weights",
                        "a number above 0, as the sign is the neuron's, or weights: signed");
            }
        }
    }

    private void checkSpikes(String place, SpikeCoding spikes) {
        if (spikes == SpikeCoding.ALL_OR_NONE) {
            report.wrong(
                    place + ".spikes",
                    "all-or-none in phased learning",
                    "graded; where a phase of the rule has noise: spikes, hidden neurons spike or stay silent");
        }
    }

    /** Checks a rule for itself, beside the form of the weights and beside what is learnt. */
    void check(Rule rule, boolean signed, boolean isRegression) {
        for (Projection projection : rule.projections()) {
            if (isRegression && projection.wiring() == Projection.Wiring.LATERAL_AND_LABELS) {
                report.wrong(
                        "learning.rule.projections." + projection.name(),
                        "labels with task.kind: regression",
                        "wiring: lateral, or a classification, whose samples have labels");
            }
        }
        for (int i = 0; i < rule.phases().size(); i++) {
            if (rule.phases().get(i).noise() instanceof Disturbance.Jitter) {
                report.wrong(
                        "learning.rule.phases." + i + ".noise",
                        "jitter, the noise of learning cycles",
                        "other noise; learning from the timing of spikes is rule: multi-update");
            }
        }
        for (Broadcast broadcast : rule.broadcasts()) {
            if (broadcast.baseline() instanceof Baseline.PreviousWave) {
                report.wrong(
                        "learning.rule.broadcasts." + broadcast.name() + ".baseline",
                        "previous, the baseline of learning cycles",
                        "another baseline; a sample that is presented for several waves in a row is rule: multi-update");
            }
        }
        if (!signed && !rule.after().isEmpty()) {
            report.wrong(
                    "learning.rule.after",
                    "regulators of weights with log-weights",
                    "a rule without after, or weights: signed");
        }
    }

    /** Checks a rule beside the environment, or that there is none. */
    void check(Rule rule, Network network, Optional<Environment> environment) {
        for (RuleProblem problem : EnvironmentFit.problems(rule, network.outputCount(), environment)) {
            String place = problem.place().replace('[', '.').replace("]", "");
            report.wrong("learning.rule." + place, problem.found(), problem.allowed());
        }
    }

    /** The parts of a scenario, in an environment with its states as they are for this seed and rule. */
    static Assembly.Parts placed(PhasedScenario scenario, Rule rule, Assembly.Parts parts) {
        RandomStreams streams = new RandomStreams(scenario.seed());
        return scenario.task()
                .environment()
                .map(own -> new Assembly.Parts(own.states(streams, discount(rule)), parts.network()))
                .orElse(parts);
    }

    /** What a rule holds a reward to be worth one step later; 1 if it does not say. */
    private static double discount(Rule rule) {
        return rule.broadcasts().stream()
                .flatMap(told -> told.baseline() instanceof Baseline.TemporalDifference own
                        ? Stream.of(own.discount())
                        : Stream.empty())
                .findFirst()
                .orElse(1.0);
    }

    /** Checks a rule beside a network: what a silent synapse stores cannot be stated. */
    void check(Rule rule, PhasedNetwork network) {
        boolean isSparse =
                rule.remembering().filter(Regulator.Sparse.class::isInstance).isPresent();
        if (!isSparse || !(network.network() instanceof NetworkSettings.Graph graph)) {
            return;
        }
        for (int i = 0; i < graph.synapses().size(); i++) {
            Optional<Double> stated = graph.synapses().get(i).weight();
            if (stated.isPresent()) {
                report.wrong(
                        "network.synapses." + i + ".weight",
                        stated.get() + " with a rule by which only some synapses work",
                        "no weight, as it is drawn which of them do, or a rule without sparse");
            }
        }
    }

    /** Checks answers of several waves. */
    void checkAnswer(Rule rule) {
        if (!PhasedLearning.hasNoisyAnswer(rule)) {
            report.wrong(
                    "learning.answer",
                    "waves, where " + rule.firstAnswer().name()
                            + ", the first answer of the rule, has no noise that would" + " make them differ",
                    "no answer, or a rule whose first answer has noise of neurons or spikes");
        }
    }

    /** All that decides the bits; nothing if anything was reported. */
    Optional<PhasedLearning> model(PhasedScenario scenario, Rule own, Assembly.Parts parts) {
        RandomStreams streams = new RandomStreams(scenario.seed());
        Optional<Environment> environment = scenario.task().environment();
        Optional<Samples> samples = environment.isPresent()
                ? Optional.of(new Samples(
                        new Split(parts.data().samples(), List.of()),
                        parts.data().target()))
                : Samples.of(parts.data(), scenario.task(), streams, report);
        double rate = scenario.learning().rate().orElse(own.rate());
        Circuit circuit = new Circuit(parts.network(), rate == own.rate() ? own : own.atRate(rate));
        return samples.filter(all -> fits(scenario, circuit, all))
                .map(all -> new PhasedLearning(
                        circuit,
                        scenario.network().weights(),
                        initial(scenario.network(), circuit, streams),
                        scenario.loss(),
                        all.target(),
                        TaskSequence.of(all.split()),
                        scenario.learning().batch(),
                        opportunities(scenario, all),
                        scenario.levelPs(),
                        streams,
                        1,
                        Optional.empty(),
                        0,
                        environment))
                .map(model -> inSequence(model, scenario.learning()))
                .map(model ->
                        model.answeringBy(scenario.learning().answerWaves().orElse(0)));
    }

    private static PhasedLearning inSequence(PhasedLearning model, PhasedLearningSettings learning) {
        int tasks = learning.tasks();
        long each = model.opportunities() / tasks;
        return tasks == 1
                ? model
                : model.learning(
                        TaskSequence.permuted(model.samples(), tasks, each, model.streams()), model.opportunities());
    }

    private static long opportunities(PhasedScenario scenario, Samples samples) {
        PhasedLearningSettings learning = scenario.learning();
        int epoch = scenario.task()
                .environment()
                .map(Environment::epoch)
                .orElse(samples.split().training().size());
        return learning.tasks() * learning.length().opportunities(epoch);
    }

    private boolean fits(PhasedScenario scenario, Circuit circuit, Samples samples) {
        long wanted = opportunities(scenario, samples);
        long most = PhasedLearning.mostOpportunities(circuit, scenario.levelPs());
        if (wanted > most) {
            report.wrong(
                    "learning",
                    wanted + " learning opportunities of " + circuit.phases() + " phases with levels of "
                            + Durations.text(scenario.levelPs()),
                    "at most " + most + " learning opportunities, where the time axis of 2^63 ps (107 days) ends");
        }
        return wanted <= most;
    }

    /** What synapses store at the start: stated, or drawn. */
    private static double[] initial(PhasedNetwork network, Circuit circuit, RandomStreams streams) {
        double gain = network.gain().orElse(PhasedNetwork.DEFAULT_GAIN);
        double[] initial = PhasedLearning.initialWeights(circuit, gain, network.bias(), streams);
        int synapses = circuit.network().synapseCount();
        if (network.weights() != WeightForm.SIGNED) {
            double[] theta = Assembly.initialTheta(network.network(), synapses, streams);
            System.arraycopy(theta, 0, initial, 0, synapses);
        } else if (network.network() instanceof NetworkSettings.Graph graph) {
            for (int i = 0; i < synapses; i++) {
                initial[i] = graph.synapses().get(i).weight().orElse(initial[i]);
            }
        }
        return initial;
    }
}
