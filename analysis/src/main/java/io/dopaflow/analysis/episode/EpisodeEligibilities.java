package io.dopaflow.analysis.episode;

import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.ScoreRule;
import java.util.Arrays;
import java.util.List;

/**
 * The eligibility of each weight at the end of an episode that begins from rest, by the rules of its layers: a function of the pattern of spikes, and for the score of the weights, too. A weight that
 * several synapses share has the sum of theirs. Holds buffers: for one thread.
 */
public final class EpisodeEligibilities {
    private final Episode episode;
    private final EpisodeStack stack;
    private final EpisodeSynapse[] synapses;

    /** By synapse. */
    private final Trace[] traces;

    /** By weight: what is left after a step. */
    private final double[] kept;

    private final double[] values;

    /** What a synapse adds in a step, given what was before. */
    private sealed interface Trace {
        /** The derivative of the log-likelihood of the step. */
        record OfScore() implements Trace {}

        /** Sums of exp(-dt / tau) over what was before. */
        final class OfPairs implements Trace {
            private final EpisodeEligibility.Stdp rule;
            private final double decayPlus;
            private final double decayMinus;
            private double arrivals;
            private double spikes;

            OfPairs(EpisodeEligibility.Stdp rule, double stepMs) {
                this.rule = rule;
                this.decayPlus = StrictMath.exp(-stepMs / rule.tauPlus());
                this.decayMinus = StrictMath.exp(-stepMs / rule.tauMinus());
            }

            void clear() {
                arrivals = 0;
                spikes = 0;
            }

            double step(boolean arrives, boolean isSpike) {
                double added = (isSpike ? rule.aPlus() * arrivals : 0) - (arrives ? rule.aMinus() * spikes : 0);
                arrivals = (arrivals + (arrives ? 1 : 0)) * decayPlus;
                spikes = (spikes + (isSpike ? 1 : 0)) * decayMinus;
                return added;
            }
        }
    }

    /**
     * Of the weights of an episode.
     *
     * @param layers in the order of their weights, all of them
     * @throws IllegalArgumentException if the layers do not have each weight once
     */
    public EpisodeEligibilities(Episode episode, List<EpisodeLayer> layers) {
        EpisodeLayer.require(layers, episode.weightCount());
        this.episode = episode;
        this.stack = EpisodeStack.straight(episode);
        this.values = new double[episode.weightCount()];
        this.kept = new double[values.length];
        ScoreRule[] rules = new ScoreRule[values.length];
        for (EpisodeLayer layer : layers) {
            Arrays.fill(rules, layer.from(), layer.to(), layer.rule());
            double keptInStep = StrictMath.exp(-episode.stepMs() / layer.rule().tauE());
            Arrays.fill(kept, layer.from(), layer.to(), keptInStep);
        }
        this.synapses = episode.synapses().toArray(new EpisodeSynapse[0]);
        this.traces = new Trace[synapses.length];
        for (int s = 0; s < synapses.length; s++) {
            boolean learns = synapses[s].weight() < values.length;
            traces[s] = learns && rules[synapses[s].weight()].eligibility() instanceof EpisodeEligibility.Stdp stdp
                    ? new Trace.OfPairs(stdp, episode.stepMs())
                    : new Trace.OfScore();
        }
    }

    /**
     * Of a given pattern.
     *
     * @param weights by number, in mV, finite
     * @param pattern whether a neuron spikes, by step from 1 and neuron, as many as the episode has
     * @return the state itself, not a copy: valid until the next call
     * @throws IllegalArgumentException if the weights are not as many as the episode has, or one is not finite
     */
    public double[] of(double[] weights, boolean[][] pattern) {
        stack.begin(weights);
        begin();
        for (int step = 1; step <= episode.steps(); step++) {
            stack.advance(step);
            System.arraycopy(pattern[step - 1], 0, stack.spikes(step), 0, pattern[step - 1].length);
            stack.settle(step);
            settled(stack, step);
        }
        return values;
    }

    /** An episode begins. */
    void begin() {
        Arrays.fill(values, 0);
        for (Trace trace : traces) {
            if (trace instanceof Trace.OfPairs pairs) {
                pairs.clear();
            }
        }
    }

    /** A step of the episode has been settled on a stack. */
    void settled(EpisodeStack on, int step) {
        for (int w = 0; w < values.length; w++) {
            values[w] *= kept[w];
        }
        boolean[] spikes = on.spikes(step);
        for (int s = 0; s < synapses.length; s++) {
            EpisodeSynapse synapse = synapses[s];
            if (synapse.weight() < values.length) {
                values[synapse.weight()] += traces[s] instanceof Trace.OfPairs pairs
                        ? pairs.step(on.arrives(synapse, step), spikes[synapse.post()])
                        : on.scoreOfStep(step, s);
            }
        }
    }

    /** At the end of the last step that was settled: the state itself, not a copy. */
    double[] values() {
        return values;
    }
}
