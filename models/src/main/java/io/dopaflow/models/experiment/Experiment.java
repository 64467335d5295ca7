package io.dopaflow.models.experiment;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.plasticity.DriftConstant;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.Plasticity;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.models.time.CycleTiming;

/**
 * A learning experiment: everything that decides its spikes, rewards and weights. Equal experiments give equal bits.
 *
 * @param network the graph
 * @param initialTheta log-weights at the start, by synapse id; shared, not copied
 * @param timing when windows lie
 * @param rule cycles of a learning opportunity and their baseline
 * @param plasticity what each synapse does with timing and reward
 * @param loss of a readout
 * @param target what the outputs stand for
 * @param samples to train on and to score with, features as the input neurons present them
 * @param opportunities learning opportunities of the run, at least 1
 * @param streams the random streams of the seed
 */
public record Experiment(
        Network network,
        double[] initialTheta,
        CycleTiming timing,
        LearningRule rule,
        Plasticity plasticity,
        Loss loss,
        Target target,
        Split samples,
        long opportunities,
        RandomStreams streams) {

    /** Checks that the parts fit together. */
    public Experiment {
        require(
                initialTheta.length == network.synapseCount(),
                "initial parameters",
                initialTheta.length,
                "one for each synapse");
        require(
                timing.depth() == network.depth(),
                "depth of the timing",
                timing.depth(),
                "the network's, " + network.depth());
        require(
                target.names().size() == network.outputCount(),
                "targets",
                target.names().size(),
                "one for each output");
        require(opportunities >= 1, "learning opportunities", opportunities, "at least 1");
        require(!samples.train().isEmpty(), "training samples", 0, "at least 1");
        timing.rewardPs(Math.multiplyExact(opportunities, rule.cyclesPerOpportunity()));
    }

    private static void require(boolean holds, String name, long found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + found + "; allowed: " + allowed);
        }
    }

    /** Cycles of the whole run. */
    public long waves() {
        return opportunities * rule.cyclesPerOpportunity();
    }

    /** Running number of a cycle over the whole run, from 0. */
    public long wave(long opportunity, int cycle) {
        return opportunity * rule.cyclesPerOpportunity() + cycle;
    }

    /** The learning opportunity that the wave belongs to. */
    public long opportunityOf(long wave) {
        return wave / rule.cyclesPerOpportunity();
    }

    /** The number of the wave's cycle in its learning opportunity. */
    public int cycleOf(long wave) {
        return (int) (wave % rule.cyclesPerOpportunity());
    }

    /** A fresh view on the order in which samples are presented; for one thread. */
    public SampleOrder sampleOrder() {
        return new SampleOrder(streams, samples.train().size());
    }

    /**
     * The gradient-flow time of a learning opportunity, T = n alpha kappa(A): the rule follows dZ/dt = -T grad L for t
     * in [0, 1].
     */
    public double gradientFlowTime() {
        return rule.updatesPerOpportunity() * plasticity.learningRate() * DriftConstant.kappa(timing.halfWindow());
    }
}
