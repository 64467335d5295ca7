package io.dopaflow.models.cycle;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Fit;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A learning experiment: everything that decides its spikes, rewards and weights. Equal experiments give equal bits.
 *
 * @param network the graph
 * @param initialTheta log-weights at the start, by synapse id, finite; shared, not copied
 * @param timing when windows lie
 * @param schedule cycles of a learning opportunity and their baseline
 * @param plasticity what each synapse does with timing and reward; its window is the membrane's
 * @param loss of a readout; cross-entropy asks for classes
 * @param target what the outputs stand for
 * @param samples to train on and to score with, features as the input neurons present them
 * @param opportunities learning opportunities of the run, at least 1 and no more than the time axis has room for
 * @param streams the random streams of the seed
 */
public record LearningCycle(
        Network network,
        double[] initialTheta,
        CycleTiming timing,
        CycleSchedule schedule,
        ThreeFactorRule plasticity,
        Loss loss,
        Target target,
        Split samples,
        long opportunities,
        RandomStreams streams) {

    /** The word for the family in scenario files and manifests. */
    public static final String FAMILY = "learning-cycle";

    /**
     * Version of the rules by which an experiment has its bits; goes up when equal experiments give other bits than
     * before, so that nothing is continued that began under other rules.
     */
    public static final int DYNAMICS = 2;

    /** Checks that the parts fit together. */
    public LearningCycle {
        require(
                initialTheta.length == network.synapseCount(),
                "number of initial parameters",
                initialTheta.length,
                "one for each synapse, " + network.synapseCount());
        for (int synapse = 0; synapse < initialTheta.length; synapse++) {
            double theta = initialTheta[synapse];
            require(Double.isFinite(theta), "initial theta of synapse " + synapse, theta, "finite");
        }
        require(
                timing.depth() == network.depth(),
                "depth of the timing",
                timing.depth(),
                "the network's, " + network.depth());
        IntegrationWindow window = plasticity.window().window();
        require(
                window.timeConstantPs() == timing.timeConstantPs(),
                "time constant of the STDP window",
                window.timeConstantPs() + " ps",
                "the membrane's, " + timing.timeConstantPs() + " ps");
        require(
                window.halfWindowPs() == timing.halfWindowPs(),
                "half of the STDP window",
                window.halfWindowPs() + " ps",
                "that of the timing, " + timing.halfWindowPs() + " ps");
        require(
                plasticity.window().pairing() == Pairing.SURROUNDING
                        || schedule.baseline() instanceof RewardBaseline.PreviousCycle,
                "baseline of pairing with successive spikes",
                schedule.baseline(),
                "the previous cycle");
        require(
                plasticity.window().pairing() == Pairing.SURROUNDING
                        || network.neurons().stream().allMatch(n -> n.coding() == SpikeCoding.GRADED),
                "pairing in a network with all-or-none spikes",
                plasticity.window().pairing(),
                Pairing.SURROUNDING.toString());
        Fit.require(network, loss, target, samples);
        long most = mostOpportunities(timing, schedule);
        require(
                opportunities >= 1 && opportunities <= most,
                "number of learning opportunities",
                opportunities,
                "1 to " + most + ", where the time axis ends");
    }

    private static void require(boolean holds, String name, Object found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + "; allowed: " + allowed);
        }
    }

    /** The learning opportunities that the time axis has room for. */
    public static long mostOpportunities(CycleTiming timing, CycleSchedule schedule) {
        return Long.MAX_VALUE / timing.periodPs() / schedule.cyclesPerOpportunity();
    }

    /**
     * This with some parts changed, checked anew: {@code model.but(parts -> parts.opportunities = 1)}.
     *
     * @param change sets parts that are to be others
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public LearningCycle but(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.together();
    }

    /** The parts of a model that is being made from another. */
    public static final class Parts {
        /** See the record's component of this name, as for all others. */
        public Network network;

        public double[] initialTheta;
        public CycleTiming timing;
        public CycleSchedule schedule;
        public ThreeFactorRule plasticity;
        public Loss loss;
        public Target target;
        public Split samples;
        public long opportunities;
        public RandomStreams streams;

        private Parts(LearningCycle model) {
            network = model.network;
            initialTheta = model.initialTheta;
            timing = model.timing;
            schedule = model.schedule;
            plasticity = model.plasticity;
            loss = model.loss;
            target = model.target;
            samples = model.samples;
            opportunities = model.opportunities;
            streams = model.streams;
        }

        private LearningCycle together() {
            return new LearningCycle(
                    network, initialTheta, timing, schedule, plasticity, loss, target, samples, opportunities, streams);
        }
    }

    /** Cycles of the whole run. */
    public long cycles() {
        return opportunities * schedule.cyclesPerOpportunity();
    }

    /** Running number of a cycle over the whole run, from 0. */
    public long runCycle(long opportunity, int cycle) {
        return opportunity * schedule.cyclesPerOpportunity() + cycle;
    }

    /** The learning opportunity that the cycle belongs to. */
    public long opportunityOf(long runCycle) {
        return runCycle / schedule.cyclesPerOpportunity();
    }

    /** The number of the cycle within its learning opportunity. */
    public int cycleOf(long runCycle) {
        return (int) (runCycle % schedule.cyclesPerOpportunity());
    }

    /**
     * How well the network does with these log-weights on the samples that it learns from.
     *
     * @throws DivergedException if the mean loss is not finite
     */
    public Score trainingScore(double[] theta) {
        return score(theta, samples.training(), "training");
    }

    /** The same on held-out samples; empty if there are none. */
    public Optional<Score> heldOutScore(double[] theta) {
        return samples.heldOut().isEmpty()
                ? Optional.empty()
                : Optional.of(score(theta, samples.heldOut(), "held-out"));
    }

    private Score score(double[] theta, List<Sample> scored, String which) {
        Score score = Score.of(network, theta, loss, target, scored);
        DivergedException.requireFinite("the mean loss on " + which + " data", score.loss());
        return score;
    }

    /** A fresh view on the order in which samples are presented; for one thread. */
    public SampleOrder sampleOrder() {
        return new SampleOrder(streams, samples.training().size());
    }

    /**
     * The gradient-flow time of a learning opportunity: the rule follows dZ/dt = -T grad L for t in [0, 1]. T is the
     * learning rate times the drift constant of the STDP window and the drift of an update against its baseline, summed
     * over the updates: n alpha kappa(A) for the rule of Christensen and Kallsen (2023).
     */
    public double gradientFlowTime() {
        return schedule.drift()
                * plasticity.learningRate()
                * DriftConstant.of(plasticity.window(), plasticity.readoutGain());
    }

    /**
     * The noise of a learning opportunity relative to its drift, to leading order in A; n is the rule's cycles. It is that
     * of a window whose mean eligibility is 0; unequal branches add to it, see {@link StdpWindow}.
     */
    public NoiseShape noise() {
        return plasticity.window().pairing().noise(schedule.baseline());
    }
}
