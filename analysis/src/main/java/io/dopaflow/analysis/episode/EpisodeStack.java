package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.episode.EpisodeSynapse.Origin;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.random.Draws;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The steps of an episode, with log-likelihood and score of what has happened. Allocates nothing after its construction. For one
 * thread.
 *
 * <p>A step has two halves. {@link #advance} brings every V to the end of the step, and gives each neuron its probability of a
 * spike. Then somebody decides who spikes, in {@link #spikes}, and {@link #settle} draws the consequences. Each step has a level
 * of its own, so that whoever walks the tree of patterns can settle a step again with other spikes. Who goes straight on needs
 * two levels.
 *
 * <p>With x = rho h, a spike adds log(1 - exp(-x)) to the log-likelihood and its absence adds -x. The derivatives with respect to
 * V are x exp(-x) / (1 - exp(-x)) and -x, each over Delta_u. Times the eligibility e = dV/dw they are the score of a synapse (J.-P.
 * Pfister, T. Toyoizumi, D. Barber and W. Gerstner, Neural Computation 18, 2006, 1318-1348).
 */
final class EpisodeStack {
    /** The expected spikes of a step are cut here, far beyond any that can happen: likelihoods and scores stay finite. */
    private static final double LEAST_EXPECTED = 1e-300;

    private static final double MOST_EXPECTED = 1e200;

    private final Episode episode;
    private final EpisodeCell[] cells;
    private final EpisodeSynapse[] synapses;
    private final boolean[][] inputSpikes;
    private final boolean[][] spikes;
    /** So many weights learn; they come first. */
    private final int learning;

    private final double[] weights;
    private final Level[] levels;

    /** What a step leaves: at its end before spikes, what spikes and silence would mean there, and after spikes. */
    private static final class Level {
        private final double[] vBefore;
        private final double[] eligibilityBefore;
        private final double[] expected;
        private final double[] spike;
        private final double[] silence;

        /** NaN until somebody asks. */
        private final double[] logSpike;

        private final double[] slopeSpike;
        private final double[] v;
        private final double[] eligibility;
        private final int[] held;
        private final double[] slope;
        private final double[] score;
        private double logLikelihood;

        Level(int neurons, int synapses, int weights) {
            vBefore = new double[neurons];
            eligibilityBefore = new double[synapses];
            expected = new double[neurons];
            spike = new double[neurons];
            silence = new double[neurons];
            logSpike = new double[neurons];
            slopeSpike = new double[neurons];
            v = new double[neurons];
            eligibility = new double[synapses];
            held = new int[neurons];
            slope = new double[neurons];
            score = new double[weights];
        }
    }

    private EpisodeStack(Episode episode, int levels) {
        this.episode = episode;
        this.cells = episode.neurons().stream()
                .map(neuron -> EpisodeCell.of(neuron, episode.stepMs()))
                .toArray(EpisodeCell[]::new);
        this.synapses = episode.synapses().toArray(new EpisodeSynapse[0]);
        this.inputSpikes = new boolean[episode.inputSpikes().size()][episode.steps()];
        for (int i = 0; i < inputSpikes.length; i++) {
            for (int step : episode.inputSpikes().get(i)) {
                inputSpikes[i][step] = true;
            }
        }
        this.spikes = new boolean[episode.steps()][cells.length];
        this.learning = episode.weightCount();
        this.weights = new double[learning + episode.fixed().size()];
        for (int w = learning; w < weights.length; w++) {
            weights[w] = episode.fixed().get(w - learning);
        }
        this.levels = new Level[levels];
        Arrays.setAll(this.levels, i -> new Level(cells.length, synapses.length, learning));
    }

    /** For who goes straight on. */
    static EpisodeStack straight(Episode episode) {
        return new EpisodeStack(episode, 2);
    }

    /** For who comes back to a step after later ones. */
    static EpisodeStack branching(Episode episode) {
        return new EpisodeStack(episode, episode.steps() + 1);
    }

    /**
     * Begins an episode, at rest.
     *
     * @throws IllegalArgumentException if the weights are not as many as the episode has, or not finite
     */
    void begin(double[] newWeights) {
        episode.requireWeights(newWeights);
        System.arraycopy(newWeights, 0, weights, 0, learning);
        Level rest = level(0);
        for (int j = 0; j < cells.length; j++) {
            rest.v[j] = cells[j].eL();
        }
        Arrays.fill(rest.eligibility, 0.0);
        Arrays.fill(rest.held, 0);
        Arrays.fill(rest.score, 0.0);
        rest.logLikelihood = 0.0;
    }

    /** Brings the network to the end of a step, from 1, from what the step before has left; nobody spikes yet. */
    void advance(int step) {
        Level last = level(step - 1);
        Level now = level(step);
        for (int j = 0; j < cells.length; j++) {
            EpisodeCell cell = cells[j];
            now.vBefore[j] = last.held[j] > 0 ? last.v[j] : cell.eL() + (last.v[j] - cell.eL()) * cell.decay();
        }
        for (int s = 0; s < synapses.length; s++) {
            EpisodeSynapse synapse = synapses[s];
            int post = synapse.post();
            now.eligibilityBefore[s] = last.eligibility[s] * cells[post].decay();
            if (last.held[post] == 0 && arrives(synapse, step)) {
                now.vBefore[post] += weights[synapse.weight()];
                now.eligibilityBefore[s] += 1.0;
            }
        }
        for (int j = 0; j < cells.length; j++) {
            if (last.held[j] == 0) {
                foresee(now, j);
            }
        }
    }

    /** Whether a spike arrives through a synapse in a step. */
    boolean arrives(EpisodeSynapse synapse, int step) {
        long sent = step - synapse.delay();
        return synapse.origin() == Origin.INPUT
                ? sent >= 0 && inputSpikes[synapse.pre()][(int) sent]
                : sent >= 1 && spikes[(int) sent - 1][synapse.pre()];
    }

    private void foresee(Level now, int j) {
        EpisodeCell cell = cells[j];
        double hazard = cell.rate() * Exponential.exp((now.vBefore[j] - cell.vTh()) / cell.deltaU());
        double expected = Math.max(LEAST_EXPECTED, Math.min(MOST_EXPECTED, hazard));
        now.expected[j] = expected;
        now.spike[j] = -StrictMath.expm1(-expected);
        now.silence[j] = StrictMath.exp(-expected);
        now.logSpike[j] = Double.NaN;
        now.slopeSpike[j] = expected * now.silence[j] / now.spike[j] / cell.deltaU();
    }

    /** Whether a neuron is refractory in a step that the network was brought to the end of: it cannot spike. */
    boolean isHeld(int step, int neuron) {
        return level(step - 1).held[neuron] > 0;
    }

    /** The probability that a neuron does or does not spike in a step that the network was brought to the end of. */
    double chance(int step, int neuron, boolean spikes) {
        if (isHeld(step, neuron)) {
            return spikes ? 0 : 1;
        }
        return (spikes ? level(step).spike : level(step).silence)[neuron];
    }

    /** The derivative of the logarithm of {@link #chance} by V, in 1/mV. */
    double slope(int step, int neuron, boolean spikes) {
        Level now = level(step);
        if (isHeld(step, neuron)) {
            return 0;
        }
        return spikes ? now.slopeSpike[neuron] : -now.expected[neuron] / cells[neuron].deltaU();
    }

    /**
     * The second derivative of the logarithm of {@link #chance} by V, in 1/mV^2. With q = x / (exp(x) - 1) it is q (1 - x - q) for a spike
     * and -x without, each over Delta_u^2.
     */
    double curvature(int step, int neuron, boolean spikes) {
        Level now = level(step);
        if (isHeld(step, neuron)) {
            return 0;
        }
        double deltaU = cells[neuron].deltaU();
        double slope = now.slopeSpike[neuron];
        return spikes ? slope * ((1 - now.expected[neuron]) / deltaU - slope) : -now.expected[neuron] / deltaU / deltaU;
    }

    /** The derivative of V by the weight of a synapse at the end of a step, before spikes. */
    double eligibility(int step, int synapse) {
        return level(step).eligibilityBefore[synapse];
    }

    /** Who spikes in a step, by neuron: to be decided between the halves of the step. */
    boolean[] spikes(int step) {
        return spikes[step - 1];
    }

    /** Decides by chance who spikes. Each neuron takes one draw a step, refractory or not. */
    void draw(int step, UniformRandomProvider random) {
        Level now = level(step);
        boolean[] decided = spikes[step - 1];
        for (int j = 0; j < cells.length; j++) {
            double uniform = Draws.open(random);
            decided[j] = !isHeld(step, j) && uniform < now.spike[j];
        }
    }

    /** Ends a step with the spikes that are decided. */
    void settle(int step) {
        Level last = level(step - 1);
        Level now = level(step);
        boolean[] decided = spikes[step - 1];
        double logLikelihood = last.logLikelihood;
        for (int j = 0; j < cells.length; j++) {
            now.v[j] = now.vBefore[j];
            now.held[j] = Math.max(0, last.held[j] - 1);
            if (last.held[j] > 0) {
                now.slope[j] = 0.0;
                logLikelihood += decided[j] ? Double.NEGATIVE_INFINITY : 0.0;
            } else if (decided[j]) {
                now.slope[j] = now.slopeSpike[j];
                if (Double.isNaN(now.logSpike[j])) {
                    now.logSpike[j] = StrictMath.log(now.spike[j]);
                }
                logLikelihood += now.logSpike[j];
                now.v[j] = cells[j].afterSpike(now.vBefore[j]);
                now.held[j] = cells[j].refractory();
            } else {
                now.slope[j] = -now.expected[j] / cells[j].deltaU();
                logLikelihood -= now.expected[j];
            }
        }
        now.logLikelihood = logLikelihood;
        System.arraycopy(last.score, 0, now.score, 0, now.score.length);
        for (int s = 0; s < synapses.length; s++) {
            int post = synapses[s].post();
            double eligibility = now.eligibilityBefore[s];
            if (synapses[s].weight() < learning) {
                now.score[synapses[s].weight()] += now.slope[post] * eligibility;
            }
            now.eligibility[s] = decided[post] && cells[post].forgets() ? 0.0 : eligibility;
        }
    }

    /** The log-likelihood of all spikes up to the end of a step; negative infinity if a refractory neuron spikes. */
    double logLikelihood(int step) {
        return level(step).logLikelihood;
    }

    /** The derivative of the log-likelihood by each weight in 1/mV, up to the end of a step: the state itself, not a copy. */
    double[] score(int step) {
        return level(step).score;
    }

    /** What a step that was settled has added to the score through a synapse, in 1/mV. */
    double scoreOfStep(int step, int synapse) {
        Level now = level(step);
        return now.slope[synapses[synapse].post()] * now.eligibilityBefore[synapse];
    }

    /** The whole pattern of spikes by step from 1 and neuron: the state itself, not a copy. */
    boolean[][] pattern() {
        return spikes;
    }

    private Level level(int step) {
        return levels[step % levels.length];
    }
}
