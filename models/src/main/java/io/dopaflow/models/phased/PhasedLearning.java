package io.dopaflow.models.phased;

import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Regulator;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Fit;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A network that learns by a local rule: everything that decides its spikes and weights. Equal models give equal bits.
 *
 * <p>In each learning opportunity one sample goes through the phases of the rule: a wave. Each plastic synapse evaluates its
 * update at the end of it. After a batch of opportunities it adds the mean of these, times the rate, to its weight. A sample
 * is presented for one opportunity, or for several in a row.
 *
 * @param circuit the rule on the network
 * @param form what the synapses of the network store
 * @param initial what all synapses store at the start, projection by projection; finite; shared, not copied
 * @param loss of a readout; cross-entropy asks for classes
 * @param target what the outputs stand for
 * @param tasks what is learnt, one after the other; scores are those of the first but where tasks are told apart
 * @param batch learning opportunities between two changes of the weights, at least 1
 * @param opportunities of the run, at least 1
 * @param levelPs from a neuron's spike to those that it causes, in picoseconds, at least 1
 * @param streams the random streams of the seed
 * @param presentations opportunities in a row that a sample is presented for, at least 1; at least 2 where a broadcast is
 *     compared with the wave before
 * @param window of phases with jitter; there exactly if the rule has such a phase
 * @param answerWaves for 0, scores are of the network without noise; otherwise of the mean readout of so many waves with the
 *     noise of the rule's first answer, which is that of neurons or spikes
 * @param environment that a wave is a step of; empty for a network that learns from samples. With one, samples are its states,
 *     by which the network is scored
 */
public record PhasedLearning(
        Circuit circuit,
        WeightForm form,
        double[] initial,
        Loss loss,
        Target target,
        TaskSequence tasks,
        int batch,
        long opportunities,
        long levelPs,
        RandomStreams streams,
        int presentations,
        Optional<JitterWindow> window,
        int answerWaves,
        Optional<Environment> environment) {

    /** The word for the family in scenario files and manifests. */
    public static final String FAMILY = "phased-learning";

    /** Version of the rules by which a model has its bits; goes up when equal models give other bits than before. */
    public static final int DYNAMICS = 2;

    /** Checks that the parts fit together. */
    public PhasedLearning {
        require(
                initial.length == circuit.synapses(),
                "number of initial weights",
                initial.length,
                "one for each synapse, " + circuit.synapses());
        for (int i = 0; i < initial.length; i++) {
            require(Double.isFinite(initial[i]), "initial weight of synapse " + i, initial[i], "finite");
        }
        Network network = circuit.network();
        boolean inhibits = network.neurons().stream().anyMatch(neuron -> neuron.sign() != Sign.EXCITATORY);
        require(form != WeightForm.SIGNED || !inhibits, "signed weights with inhibitory neurons", true, "log weights");
        require(
                form == WeightForm.SIGNED || circuit.rule().after().isEmpty(),
                "regulators of log-weights",
                circuit.rule().after(),
                "none; they are for signed weights");
        require(batch >= 1, "batch", batch, "at least 1");
        require(levelPs >= 1, "time of a level", levelPs + " ps", "at least 1 ps");
        boolean compares = circuit.rule().broadcasts().stream()
                .anyMatch(broadcast -> broadcast.baseline() instanceof Baseline.PreviousWave);
        int fewest = compares ? 2 : 1;
        require(presentations >= fewest, "number of presentations of a sample", presentations, "at least " + fewest);
        require(
                window.isPresent() == (circuit.jitters() > 0),
                "integration window",
                window.isPresent() ? "there" : "missing",
                "one in models with a phase with jitter, and only there");
        require(answerWaves >= 0, "number of waves of an answer", answerWaves, "at least 0");
        require(
                answerWaves == 0 || hasNoisyAnswer(circuit.rule()),
                "number of waves of an answer without noise",
                answerWaves,
                "0, or a rule whose first answer has noise of neurons or spikes");
        tasks.tasks().forEach(task -> Fit.require(network, loss, target, task));
        EnvironmentFit.require(circuit, environment);
        long most = mostOpportunities(circuit, levelPs);
        require(
                opportunities >= 1 && opportunities <= most,
                "number of learning opportunities",
                opportunities,
                "1 to " + most + ", where the time axis ends");
    }

    /** A model without jitter, in which each sample is presented for one opportunity. */
    public PhasedLearning(
            Circuit circuit,
            WeightForm form,
            double[] initial,
            Loss loss,
            Target target,
            Split samples,
            int batch,
            long opportunities,
            long levelPs,
            RandomStreams streams) {
        this(
                circuit,
                form,
                initial,
                loss,
                target,
                TaskSequence.of(samples),
                batch,
                opportunities,
                levelPs,
                streams,
                1,
                Optional.empty(),
                0);
    }

    /** A model that learns from samples. */
    public PhasedLearning(
            Circuit circuit,
            WeightForm form,
            double[] initial,
            Loss loss,
            Target target,
            TaskSequence tasks,
            int batch,
            long opportunities,
            long levelPs,
            RandomStreams streams,
            int presentations,
            Optional<JitterWindow> window,
            int answerWaves) {
        this(
                circuit,
                form,
                initial,
                loss,
                target,
                tasks,
                batch,
                opportunities,
                levelPs,
                streams,
                presentations,
                window,
                answerWaves,
                Optional.empty());
    }

    /** Whether the first answer of a rule has noise of neurons or spikes, so that several waves answer differently. */
    public static boolean hasNoisyAnswer(Rule rule) {
        Disturbance noise = rule.firstAnswer().noise();
        return noise instanceof Disturbance.Spikes || noise instanceof Disturbance.OfNeurons;
    }

    /** How many learning opportunities the time axis has room for; 0 if not for one. */
    public static long mostOpportunities(Circuit circuit, long levelPs) {
        return Long.MAX_VALUE / levels(circuit) / levelPs;
    }

    private static void require(boolean holds, String name, Object found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + "; allowed: " + allowed);
        }
    }

    /**
     * Signed weights to start with, projection by projection: normal with the standard deviation gain / sqrt(fan-in), those
     * from bias neurons 0. The regulators have been at work on those of the network.
     *
     * @param gain of the network's own synapses, from 0
     */
    public static double[] initialWeights(Circuit circuit, double gain, RandomStreams streams) {
        return initialWeights(circuit, gain, 0, streams);
    }

    /**
     * The same with bias neurons that drive hidden neurons from the start.
     *
     * @param hiddenBias weight of synapses from bias neurons onto hidden neurons
     */
    public static double[] initialWeights(Circuit circuit, double gain, double hiddenBias, RandomStreams streams) {
        double[] initial = new double[circuit.synapses()];
        double[] scales = Rewiring.scales(circuit, streams);
        for (int i = 0; i < circuit.wirings().size(); i++) {
            Wiring wiring = circuit.wirings().get(i);
            double size = i == 0 ? gain : circuit.weights(i) instanceof Weights.Own own ? own.gain() : 0;
            for (int synapse = 0; synapse < wiring.size(); synapse++) {
                int id = wiring.first() + synapse;
                double sd = size * wiring.startingSize(synapse);
                double weight = i == 0 && circuit.isHiddenBias(synapse) ? hiddenBias : 0;
                if (sd != 0) {
                    weight = sd * Draws.normal(streams.stream(Purpose.INITIAL_WEIGHT, id));
                }
                initial[id] = i == 0 ? regulated(circuit.rule(), scales[id] * weight, id, 0, streams) : weight;
            }
        }
        return initial;
    }

    /** A weight of the network after the regulators. */
    private static double regulated(Rule rule, double weight, int synapse, long updates, RandomStreams streams) {
        double regulated = weight;
        for (Regulator regulator : rule.after()) {
            if (regulator instanceof Regulator.Clip clip) {
                regulated = Math.min(Math.max(regulated, -clip.size()), clip.size());
            } else if (regulator instanceof Regulator.Round round) {
                double uniform = round.stochastic()
                        ? streams.stream(Purpose.ROUNDING, synapse, 2 * updates).nextDouble()
                        : 0;
                regulated = round.rounded(regulated, uniform);
            }
        }
        return regulated;
    }

    /**
     * What a synapse stores after a batch, but for what its memory does.
     *
     * @param wiring the number of its projection
     * @param synapse its number in the projection
     * @param stored before
     * @param sum of its updates in the batch, in order of the opportunities
     * @param updates batches done before, from 0
     * @throws PhasedDivergence if it is not finite
     */
    public double changed(int wiring, int synapse, double stored, double sum, long updates) {
        double step = circuit.rate(wiring, synapse) * (sum / batch);
        double changed = wiring == 0 ? moved(synapse, stored, step) : stored + step;
        if (wiring == 0 && !circuit.rule().after().isEmpty()) {
            changed = regulated(circuit.rule(), changed, synapse, updates + 1, streams);
        }
        if (!Double.isFinite(changed)) {
            throw new PhasedDivergence("its weight", changed);
        }
        return changed;
    }

    /**
     * What a synapse of the network stores after a step of its weight, without regulators.
     *
     * @param step the change that a rule wants for the weight
     */
    public double moved(int synapse, double stored, double step) {
        double sign = sign(synapse);
        return form.changed(stored, form.weight(stored, sign), sign, step);
    }

    /** The same with so many opportunities. */
    public PhasedLearning upTo(long fewer) {
        return with(circuit, initial, fewer);
    }

    /** The same with another rule on the network, what its synapses store at the start, and so many opportunities. */
    public PhasedLearning with(Circuit other, double[] start, long many) {
        return with(other, start, many, answerWaves);
    }

    private PhasedLearning with(Circuit other, double[] start, long many, int waves) {
        return new PhasedLearning(
                other,
                form,
                start,
                loss,
                target,
                tasks,
                batch,
                many,
                levelPs,
                streams,
                presentations,
                window,
                waves,
                environment);
    }

    /** The same with other tasks, and so many opportunities. */
    public PhasedLearning learning(TaskSequence others, long many) {
        return new PhasedLearning(
                circuit,
                form,
                initial,
                loss,
                target,
                others,
                batch,
                many,
                levelPs,
                streams,
                presentations,
                window,
                answerWaves,
                environment);
    }

    /** The same, whose synapses keep nothing beside their weights and all work. */
    public PhasedLearning withoutMemory() {
        Rule rule = circuit.rule();
        return rule.remembering().isEmpty()
                ? this
                : with(new Circuit(circuit.network(), rule.withoutMemory()), initial, opportunities);
    }

    /** The samples of the first task, to train on and to score with. */
    public Split samples() {
        return tasks.tasks().get(0);
    }

    /** What the network's own synapses keep beside their weights. */
    public SynapticMemory memory() {
        return SynapticMemory.of(this);
    }

    /** Which synapses work, and when others do. */
    public Rewiring rewiring() {
        return new Rewiring(this);
    }

    /** Learning opportunities between two scores: once through all samples of a task, or as many as an environment says. */
    public long epoch() {
        return environment
                .map(own -> (long) own.epoch())
                .orElse((long) samples().training().size() * presentations);
    }

    /** The same, scored by the mean readout of so many waves; 0 for one without noise. */
    public PhasedLearning answeringBy(int waves) {
        return with(circuit, initial, opportunities, waves);
    }

    /** The signed weight with which a synapse of the network works. */
    public double weight(int synapse, double stored) {
        double weight = form.weight(stored, sign(synapse));
        for (Regulator regulator : circuit.rule().after()) {
            if (regulator instanceof Regulator.Transmitted transmitted) {
                weight = transmitted.levels().rounded(weight, 0);
            }
        }
        return weight;
    }

    private double sign(int synapse) {
        Network network = circuit.network();
        return form == WeightForm.SIGNED
                ? 1
                : network.neuron(network.pre(synapse)).sign().factor();
    }

    /** The update of a synapse of the projection; empty if it does not learn. */
    public Optional<SynapticUpdate> update(int wiring, int synapse) {
        return Optional.of(circuit.updateOf(wiring, synapse))
                .filter(name -> circuit.isPlastic(wiring, synapse))
                .map(name -> Objects.requireNonNull(circuit.rule().updates().get(name)))
                .map(expression -> new SynapticUpdate(circuit, expression));
    }

    /** The signed weights of the network's own synapses. */
    public double[] forwardWeights(double[] stored) {
        double[] weights = new double[circuit.network().synapseCount()];
        Arrays.setAll(weights, synapse -> weight(synapse, stored[synapse]));
        return weights;
    }

    /** Signed weights of the network's own synapses as they stand before the signs of their neurons. */
    public double[] unsigned(double[] weights) {
        double[] unsigned = new double[weights.length];
        Arrays.setAll(unsigned, synapse -> sign(synapse) * weights[synapse]);
        return unsigned;
    }

    /** How well the network does on the samples that it learns from, without noise or by the mean of several waves. */
    public Score trainingScore(double[] stored) {
        return score(stored, samples().training());
    }

    /** The same on held-out samples; empty if there are none. */
    public Optional<Score> heldOutScore(double[] stored) {
        return heldOutScore(stored, samples());
    }

    /** The same on held-out samples of each task, in order; empty if there are none. */
    public List<Score> heldOutScores(double[] stored) {
        return tasks.tasks().stream()
                .flatMap(task -> heldOutScore(stored, task).stream())
                .toList();
    }

    private Optional<Score> heldOutScore(double[] stored, Split task) {
        return task.heldOut().isEmpty() ? Optional.empty() : Optional.of(score(stored, task.heldOut()));
    }

    private Score score(double[] stored, List<Sample> scored) {
        Score score = answer(stored)
                .map(answer -> Score.ofReadouts(answer::to, loss, target, scored))
                .orElseGet(() ->
                        Score.ofWeights(circuit.network(), unsigned(forwardWeights(stored)), loss, target, scored));
        if (!Double.isFinite(score.loss())) {
            throw new PhasedDivergence("the mean loss", score.loss());
        }
        return score;
    }

    /** What answers samples, but for networks that answer in one wave without noise. */
    private Optional<Answer> answer(double[] stored) {
        if (circuit.rule().firstAnswer().settling().isPresent()) {
            return Optional.of(new SettledAnswer(this, stored));
        }
        return answerWaves == 0 ? Optional.empty() : Optional.of(new WaveAnswer(this, stored));
    }

    /**
     * Weights with which the synapses of a projection work, signed.
     *
     * @param wiring its number
     * @param stored what all synapses store
     */
    public double[] workingWeights(int wiring, double[] stored) {
        if (wiring == 0) {
            return forwardWeights(stored);
        }
        Wiring own = circuit.wirings().get(wiring);
        double[] weights = new double[own.size()];
        for (int synapse = 0; synapse < weights.length; synapse++) {
            int partner = own.hasPartner(synapse) ? own.partner(synapse) : 0;
            double forward = weight(partner, stored[partner]);
            weights[synapse] = own.effective(circuit.weights(wiring), synapse, stored[own.first() + synapse], forward);
        }
        return weights;
    }

    /** A fresh view on the order in which samples are presented; for one thread. */
    public SampleOrder sampleOrder() {
        return new SampleOrder(streams, samples().training().size());
    }

    /**
     * The sample of a learning opportunity.
     *
     * @param order a view of {@link #sampleOrder}
     */
    public Sample presented(SampleOrder order, long opportunity) {
        return tasks.at(opportunity).training().get(order.sampleAt(opportunity / presentations));
    }

    /** The loss of a phase; in an environment that rewards, less its reward. */
    public double lossOf(double[] readout, double[] wanted, Optional<EnvironmentCourse.Answer> answer) {
        return answer.filter(given -> given.step().target().isEmpty())
                .map(given -> -given.step().reward())
                .orElseGet(() -> loss.value(readout, wanted));
    }

    /** The window of a phase; empty if the phase has no jitter. */
    public Optional<JitterWindow> windowOf(int phase) {
        return circuit.jitters(phase) ? window : Optional.empty();
    }

    /** Levels of a learning opportunity. */
    private static long levels(Circuit circuit) {
        return (long) circuit.phases() * (circuit.network().depth() + 1);
    }

    /** Time of a learning opportunity. */
    public long periodPs() {
        return levelPs * levels(circuit);
    }

    /** When a learning opportunity has ended, and with it whatever it changes. */
    public long endPs(long opportunity) {
        return (opportunity + 1) * periodPs();
    }

    /** When a unit spikes in a phase. */
    public long spikePs(long opportunity, int phase, int unit) {
        int depth = circuit.network().depth();
        int own = unit < circuit.network().neuronCount() ? circuit.network().depthOf(unit) : 0;
        int level = switch (circuit.phase(phase).kind()) {
            case FORWARD -> own;
            case FEEDBACK -> depth - own;
            case INJECT, RECONSTRUCT, LATERAL, SETTLE -> 0;
        };
        return opportunity * periodPs() + ((long) phase * (depth + 1) + level) * levelPs;
    }
}
