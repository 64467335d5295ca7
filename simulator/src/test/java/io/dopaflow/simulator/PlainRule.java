package io.dopaflow.simulator;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Equation (3.1) of Christensen and Kallsen (2023) in plain loops, and (2.2) for single updates: jitter U, loss at
 * theta + U, reward, update. No actors, messages or time axis; written apart from the code under test, which it shares
 * only the graph, the loss and the activations with.
 */
public final class PlainRule {
    private final Experiment experiment;
    private final double[] theta;
    private final UniformRandomProvider[] jitter;
    private final UniformRandomProvider[] firing;
    private final double[] u;
    private final double[] amplitude;
    private final boolean[] silent;

    /** The rule at the experiment's start. */
    public PlainRule(Experiment experiment) {
        this.experiment = experiment;
        this.theta = experiment.initialTheta().clone();
        this.u = new double[theta.length];
        this.amplitude = new double[experiment.network().neuronCount()];
        this.silent = new boolean[amplitude.length];
        this.jitter = new UniformRandomProvider[theta.length];
        this.firing = new UniformRandomProvider[amplitude.length];
        long seed = experiment.streams().seed();
        Arrays.setAll(jitter, i -> philox(seed, i, 1));
        Arrays.setAll(firing, i -> philox(seed, i, 2));
    }

    private static UniformRandomProvider philox(long seed, int entity, int purpose) {
        return RandomSource.PHILOX_4X32.create(new int[] {(int) seed, (int) (seed >> 32), 0, 0, entity, purpose});
    }

    /** The log-weights after every cycle of the run. */
    public List<double[]> trajectory() {
        List<double[]> trajectory = new ArrayList<>();
        var order = experiment.sampleOrder();
        double before = Double.NaN;
        boolean multi = experiment.rule() instanceof LearningRule.MultiUpdate;
        int n = multi ? ((LearningRule.MultiUpdate) experiment.rule()).updates() : 0;
        for (long k = 0; k < experiment.opportunities(); k++) {
            Sample sample = experiment.samples().train().get(order.sampleAt(k));
            for (int l = 0; l <= n; l++) {
                double loss = experiment.loss().value(perturbedReadout(sample.features()), sample.target());
                if (multi ? l > 0 : k > 0) {
                    update(before - loss);
                }
                before = loss;
                trajectory.add(theta.clone());
            }
        }
        return trajectory;
    }

    private double[] perturbedReadout(double[] features) {
        long tau = experiment.timing().timeConstantPs();
        long half = experiment.timing().halfWindowPs();
        for (int i = 0; i < u.length; i++) {
            u[i] = Math.rint((jitter[i].nextInt() + 0.5) * 0x1p-31 * half);
        }
        double[] readout = new double[experiment.network().outputCount()];
        for (int j : experiment.network().topologicalOrder()) {
            Neuron neuron = experiment.network().neuron(j);
            if (neuron.role().isSource()) {
                amplitude[j] = neuron.role() instanceof NeuronRole.Input in ? features[in.feature()] : 1.0;
                continue;
            }
            double sum = 0;
            for (Synapse s : experiment.network().synapses()) {
                if (s.post() == j && !silent[s.pre()]) {
                    double sign = experiment.network().neuron(s.pre()).sign().factor();
                    double jump = sign * StrictMath.exp(theta[s.id()]) * amplitude[s.pre()];
                    sum += jump * StrictMath.exp(-((half - (long) u[s.id()]) / (double) tau));
                }
            }
            double v = experiment.plasticity().readoutGain() * sum;
            amplitude[j] = neuron.activation().value(v);
            if (neuron.coding() == SpikeCoding.ALL_OR_NONE) {
                amplitude[j] = firing[j].nextDouble() < amplitude[j] ? 1 : 0;
                silent[j] = amplitude[j] == 0;
            }
            if (neuron.role() instanceof NeuronRole.Output out) {
                readout[out.index()] = amplitude[j];
            }
        }
        return readout;
    }

    private void update(double reward) {
        double tau = experiment.timing().timeConstantPs();
        double half = experiment.timing().halfWindowPs();
        for (Synapse s : experiment.network().synapses()) {
            if (!silent[s.pre()]) {
                double c = StrictMath.exp(-((half - u[s.id()]) / tau)) - StrictMath.exp(-((half + u[s.id()]) / tau));
                double x = experiment.plasticity().learningRate()
                        * experiment.plasticity().readoutGain()
                        * reward
                        * c;
                theta[s.id()] += experiment.plasticity().parametrisation() == Parametrisation.LOG_WEIGHT
                        ? x
                        : StrictMath.log1p(x);
            }
        }
    }
}
