package io.dopaflow.simulator;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Hyperbolic;
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
        int n = multi ? ((LearningRule.MultiUpdate) experiment.rule()).cycles() : 0;
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
            double[] lanes = new double[8];
            int place = 0;
            for (Synapse s : experiment.network().synapses()) {
                if (s.post() == j) {
                    double sign = experiment.network().neuron(s.pre()).sign().factor();
                    double jump = sign * Exponential.exp(theta[s.id()]) * amplitude[s.pre()];
                    lanes[place++ % 8] += silent[s.pre()] ? 0 : jump * (halfDecay() * expOfU(s));
                }
            }
            double sum =
                    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
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

    /** U, the jitter in time constants. */
    private double u(Synapse s) {
        return u[s.id()] * (1.0 / experiment.timing().timeConstantPs());
    }

    private double halfDecay() {
        return Exponential.exp(-(experiment.timing().halfWindowPs()
                * (1.0 / experiment.timing().timeConstantPs())));
    }

    private double expOfU(Synapse s) {
        return Math.abs(u(s)) > 1 ? Exponential.exp(u(s)) : 1 + (Hyperbolic.sinh(u(s)) + Hyperbolic.coshMinusOne(u(s)));
    }

    private void update(double reward) {
        for (Synapse s : experiment.network().synapses()) {
            if (!silent[s.pre()]) {
                double c = Math.abs(u(s)) > 1
                        ? halfDecay() * (Exponential.exp(u(s)) - Exponential.exp(-u(s)))
                        : 2 * halfDecay() * Hyperbolic.sinh(u(s));
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
