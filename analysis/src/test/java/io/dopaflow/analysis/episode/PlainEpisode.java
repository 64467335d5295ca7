package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.episode.EpisodeSynapse.Origin;
import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.ScoreRule;

/** Likelihood and score of a pattern by closed sums over all spikes before, without any state: for comparison. */
record PlainEpisode(Episode episode, double[] weights, boolean[][] pattern) {

    /** Every pattern of an episode's size, in no matter which order. */
    static boolean[][] pattern(Episode episode, int number) {
        int size = episode.neurons().size();
        boolean[][] pattern = new boolean[episode.steps()][size];
        for (int bit = 0; bit < size * episode.steps(); bit++) {
            pattern[bit / size][bit % size] = (number >> bit & 1) != 0;
        }
        return pattern;
    }

    double logLikelihood() {
        double sum = 0.0;
        for (int step = 1; step <= episode.steps(); step++) {
            for (int j = 0; j < episode.neurons().size(); j++) {
                boolean isSpike = pattern[step - 1][j];
                if (isHeld(j, step)) {
                    sum += isSpike ? Double.NEGATIVE_INFINITY : 0.0;
                } else {
                    double expected = expected(j, step);
                    sum += isSpike ? Math.log(1 - Math.exp(-expected)) : -expected;
                }
            }
        }
        return sum;
    }

    /** The score; without what silence says of the weights, where that is forgotten. */
    double[] score(boolean knowsSilence) {
        double[] score = new double[weights.length];
        for (int step = 1; step <= episode.steps(); step++) {
            for (EpisodeSynapse synapse : episode.synapses()) {
                int post = synapse.post();
                if (!isHeld(post, step)) {
                    double x = expected(post, step);
                    double silence = knowsSilence ? -x : 0.0;
                    double slope = pattern[step - 1][post] ? x * Math.exp(-x) / (1 - Math.exp(-x)) : silence;
                    score[synapse.weight()] +=
                            slope / episode.neurons().get(post).deltaU() * eligibility(synapse, step);
                }
            }
        }
        return score;
    }

    /** The eligibility by a rule, summed over steps and pairs of them. */
    double[] eligibility(ScoreRule rule) {
        double[] sum = new double[weights.length];
        for (EpisodeSynapse synapse : episode.synapses()) {
            for (int step = 1; step <= episode.steps(); step++) {
                double kept = Math.exp(-(episode.steps() - step) * episode.stepMs() / rule.tauE());
                sum[synapse.weight()] += kept
                        * (rule.eligibility() instanceof EpisodeEligibility.Stdp stdp
                                ? pairs(synapse, stdp, step)
                                : scoreOfStep(synapse, step));
            }
        }
        return sum;
    }

    private double scoreOfStep(EpisodeSynapse synapse, int step) {
        int post = synapse.post();
        if (isHeld(post, step)) {
            return 0;
        }
        double x = expected(post, step);
        double slope = pattern[step - 1][post] ? x * Math.exp(-x) / (1 - Math.exp(-x)) : -x;
        return slope / episode.neurons().get(post).deltaU() * eligibility(synapse, step);
    }

    /** All that end in a step. */
    private double pairs(EpisodeSynapse synapse, EpisodeEligibility.Stdp stdp, int step) {
        double sum = 0;
        for (int before = 1; before < step; before++) {
            double ms = (step - before) * episode.stepMs();
            sum += pattern[step - 1][synapse.post()] && arrives(synapse, before)
                    ? stdp.aPlus() * Math.exp(-ms / stdp.tauPlus())
                    : 0;
            sum -= arrives(synapse, step) && pattern[before - 1][synapse.post()]
                    ? stdp.aMinus() * Math.exp(-ms / stdp.tauMinus())
                    : 0;
        }
        return sum;
    }

    private boolean arrives(EpisodeSynapse synapse, int step) {
        int sent = Math.toIntExact(step - synapse.delay());
        return synapse.origin() == Origin.INPUT
                ? episode.inputSpikes().get(synapse.pre()).contains(sent)
                : sent >= 1 && pattern[sent - 1][synapse.pre()];
    }

    private double expected(int j, int step) {
        EpisodeNeuron neuron = episode.neurons().get(j);
        double v = neuron.eL();
        int origin = origin(j, step);
        if (origin > 0 && neuron.reset() instanceof Reset.Hard hard) {
            v += (hard.vReset() - neuron.eL()) * kernel(neuron, step - origin);
        }
        for (EpisodeSynapse synapse : episode.synapses()) {
            if (synapse.post() == j) {
                v += weights[synapse.weight()] * eligibility(synapse, step);
            }
        }
        if (neuron.reset() instanceof Reset.Soft soft) {
            for (int s = 1; s < step; s++) {
                v -= pattern[s - 1][j] ? soft.eta() * kernel(neuron, step - s) : 0.0;
            }
        }
        return neuron.rho0() * episode.stepMs() * Math.exp((v - neuron.vTh()) / neuron.deltaU());
    }

    private double eligibility(EpisodeSynapse synapse, int step) {
        double sum = 0.0;
        for (int arrival = origin(synapse.post(), step) + 1; arrival <= step; arrival++) {
            sum += arrives(synapse, arrival) ? kernel(episode.neurons().get(synapse.post()), step - arrival) : 0.0;
        }
        return sum;
    }

    private double kernel(EpisodeNeuron neuron, int steps) {
        return Math.exp(-steps * episode.stepMs() / neuron.tauM());
    }

    /** The last step before this one in which a hard reset held V; 0 for the start. */
    private int origin(int j, int step) {
        int last = lastSpike(j, step);
        return last > 0 && episode.neurons().get(j).reset() instanceof Reset.Hard hard
                ? last + Math.toIntExact(hard.refractorySteps())
                : 0;
    }

    /** A spike of a refractory neuron counts for nothing: its pattern has no likelihood anyway. */
    private boolean isHeld(int j, int step) {
        int last = lastSpike(j, step);
        return last > 0
                && episode.neurons().get(j).reset() instanceof Reset.Hard hard
                && step - last <= hard.refractorySteps();
    }

    private int lastSpike(int j, int step) {
        int last = step - 1;
        while (last > 0 && !pattern[last - 1][j]) {
            last--;
        }
        return last;
    }
}
