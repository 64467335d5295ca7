package io.dopaflow.simulator;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.Hyperbolic;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Equation (3.1) of Christensen and Kallsen (2023) in plain loops, and (2.2) for single updates: jitter U, loss at
 * theta + U, reward, update; with the other baselines, pairings and windows of STDP. No actors, messages or time axis;
 * written apart from the code under test, which it shares only the graph, the loss and the activations with.
 */
public final class PlainRule {
    private final LearningCycle model;
    private final double[] weights;
    private final UniformRandomProvider[] jitter;
    private final UniformRandomProvider[] firing;
    private final double[] u;
    private final double[] lastDepression;
    private final double[] amplitude;
    private final boolean[] silent;

    /** The rule at the experiment's start. */
    public PlainRule(LearningCycle model) {
        this.model = model;
        this.weights = Arrays.stream(model.initialTheta()).map(Exponential::exp).toArray();
        this.u = new double[weights.length];
        this.lastDepression = new double[weights.length];
        this.amplitude = new double[model.network().neuronCount()];
        this.silent = new boolean[amplitude.length];
        this.jitter = new UniformRandomProvider[weights.length];
        this.firing = new UniformRandomProvider[amplitude.length];
        long seed = model.streams().seed();
        Arrays.setAll(jitter, i -> philox(seed, i, 1));
        Arrays.setAll(firing, i -> philox(seed, i, 2));
    }

    private static UniformRandomProvider philox(long seed, int entity, int purpose) {
        return RandomSource.PHILOX_4X32.create(new int[] {(int) seed, (int) (seed >> 32), 0, 0, entity, purpose});
    }

    /** The weights after every cycle of the run. */
    public List<double[]> trajectory() {
        List<double[]> trajectory = new ArrayList<>();
        var order = model.sampleOrder();
        RewardBaseline baseline = model.schedule().baseline();
        boolean unperturbed = baseline instanceof RewardBaseline.Unperturbed;
        boolean antithetic = baseline instanceof RewardBaseline.AntitheticPair;
        boolean pairs = unperturbed || antithetic;
        int cycles = model.schedule() instanceof CycleSchedule.MultiUpdate multi
                ? multi.cycles() + (pairs ? 0 : 1)
                : pairs ? 2 : 1;
        double before = 0;
        long losses = 0;
        for (long k = 0; k < model.opportunities(); k++) {
            Sample sample = model.samples().training().get(order.sampleAt(k));
            for (int l = 0; l < cycles; l++) {
                draw(antithetic && l % 2 == 1, unperturbed && l % 2 == 0);
                double loss = model.loss().value(perturbedReadout(sample.features()), sample.target());
                if (pairs ? l % 2 == 0 : cycles > 1 ? l == 0 : k == 0) {
                    losses = 0;
                }
                update(losses == 0 ? 0.0 : before - loss);
                losses++;
                double weight = baseline instanceof RewardBaseline.RunningMean mean && mean.rate() > 1.0 / losses
                        ? mean.rate()
                        : 1.0 / losses;
                before = baseline instanceof RewardBaseline.RunningMean && losses > 1
                        ? before + weight * (loss - before)
                        : loss;
                trajectory.add(weights.clone());
            }
        }
        return trajectory;
    }

    private void draw(boolean mirrored, boolean absent) {
        long half = model.timing().halfWindowPs();
        for (int i = 0; i < u.length; i++) {
            double drawn = Math.rint((jitter[i].nextInt() + 0.5) * 0x1p-31 * half);
            u[i] = mirrored ? -u[i] : absent ? 0 : drawn;
        }
    }

    private double[] perturbedReadout(double[] features) {
        double[] readout = new double[model.network().outputCount()];
        for (int j : model.network().topologicalOrder()) {
            Neuron neuron = model.network().neuron(j);
            if (neuron.role().isSource()) {
                amplitude[j] = neuron.role() instanceof NeuronRole.Input in ? features[in.feature()] : 1.0;
                continue;
            }
            double[] lanes = new double[8];
            int place = 0;
            for (Synapse s : model.network().synapses()) {
                if (s.post() == j) {
                    double sign = model.network().neuron(s.pre()).sign().factor();
                    double jump = sign * weights[s.id()] * amplitude[s.pre()];
                    lanes[place++ % 8] += silent[s.pre()] ? 0 : jump * overCentre(membraneTau(), u[s.id()]);
                }
            }
            double sum =
                    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
            double v = model.plasticity().readoutGain() * halfDecay(membraneTau()) * sum;
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

    private long membraneTau() {
        return model.timing().timeConstantPs();
    }

    /** exp(-A) exp(U) for an offset, in the given time constants. */
    private double left(long tau, double offset) {
        return halfDecay(tau) * overCentre(tau, offset);
    }

    private double overCentre(long tau, double offset) {
        double u = offset * (1.0 / tau);
        Hyperbolic hyperbolic = hyperbolic(tau);
        return Math.abs(u) > hyperbolic.largest() ? Exponential.exp(u) : hyperbolic.expMinusOne(u) + 1;
    }

    private Hyperbolic hyperbolic(long tau) {
        return Hyperbolic.upTo(model.timing().halfWindowPs() * (1.0 / tau));
    }

    private double halfDecay(long tau) {
        return Exponential.exp(-(model.timing().halfWindowPs() * (1.0 / tau)));
    }

    private double eligibility(Synapse s) {
        StdpWindow stdp = model.plasticity().window();
        double plus = stdp.potentiation().amplitude();
        double minus = stdp.depression().amplitude();
        long tauPlus = stdp.potentiation().window().timeConstantPs();
        long tauMinus = stdp.depression().window().timeConstantPs();
        double depression = minus * left(tauMinus, -u[s.id()]);
        if (stdp.pairing() == Pairing.SUCCESSIVE) {
            double before = lastDepression[s.id()];
            lastDepression[s.id()] = depression;
            return before - depression;
        }
        if (plus != minus || tauPlus != tauMinus) {
            return plus * left(tauPlus, u[s.id()]) - depression;
        }
        double x = u[s.id()] * (1.0 / tauPlus);
        return plus
                * (Math.abs(x) > hyperbolic(tauPlus).largest()
                        ? halfDecay(tauPlus) * (Exponential.exp(x) - Exponential.exp(-x))
                        : 2 * halfDecay(tauPlus) * hyperbolic(tauPlus).sinh(x));
    }

    private void update(double reward) {
        double change = model.plasticity().learningRate() * model.plasticity().readoutGain() * reward;
        StdpWindow stdp = model.plasticity().window();
        boolean isSmall = Math.abs(change)
                        * Math.max(
                                stdp.potentiation().amplitude(),
                                stdp.depression().amplitude())
                <= 0x1p-6;
        for (Synapse s : model.network().synapses()) {
            if (!silent[s.pre()]) {
                double x = change * eligibility(s);
                double w = weights[s.id()];
                weights[s.id()] = model.plasticity().parametrisation() == Parametrisation.MULTIPLICATIVE
                        ? Math.fma(w, x, w)
                        : isSmall ? Math.fma(w, Exponential.smallMinusOne(x), w) : w * Exponential.exp(x);
            }
        }
    }
}
