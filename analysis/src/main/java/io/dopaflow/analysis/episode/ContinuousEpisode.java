package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.episode.EpisodeSynapse.Origin;
import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The eligibility of each weight at the end of an episode in continuous time that begins from rest, given its spikes. Integrals of hazards are computed by quadrature; pairs of spikes are
 * looked at one by one.
 */
final class ContinuousEpisode implements EpisodeReplay.Evaluation {
    private static final GaussIntegrator QUADRATURE = new GaussIntegratorFactory(16).legendre(16);

    /** Of the exponent of an integrand, over which the quadrature is exact to rounding. */
    private static final double LARGEST_CHANGE = 4;

    private final EpisodeWiring wiring;
    private final List<long[]> inputs;
    private final double endMs;
    private final ScoreRule[] rules;

    /** How fast eligibilities forget, in ms: each time constant once. */
    private final double[] timeConstants;

    /** A spike arrives. */
    private record Arrival(double atMs, EpisodeSynapse synapse) {}

    /**
     * An episode with a sample.
     *
     * @param inputs spikes of each, in ps from the beginning
     * @param durationPs how long it lasts
     */
    ContinuousEpisode(EpisodeWiring wiring, List<long[]> inputs, long durationPs) {
        this.wiring = wiring;
        this.inputs = inputs;
        this.endMs = VirtualTime.toMilliseconds(durationPs);
        this.rules = new ScoreRule[wiring.learning().length];
        for (EpisodeLayer layer : wiring.layers()) {
            Arrays.fill(rules, layer.from(), layer.to(), layer.rule());
        }
        this.timeConstants =
                Arrays.stream(rules).mapToDouble(ScoreRule::tauE).distinct().toArray();
    }

    @Override
    public double[] eligibility(double[] weights, List<List<Long>> spikesPs) {
        double[] values = new double[weights.length];
        for (int neuron = 0; neuron < spikesPs.size(); neuron++) {
            List<Arrival> arrivals = arrivals(neuron, spikesPs);
            double[] own = spikesPs.get(neuron).stream()
                    .mapToDouble(VirtualTime::toMilliseconds)
                    .toArray();
            boolean needsScore = arrivals.stream()
                    .anyMatch(arrival ->
                            learns(arrival) && rule(arrival).eligibility().needsScore());
            if (needsScore) {
                new Scoring(neuron, weights, values).follow(arrivals, own);
            }
            for (Arrival arrival : arrivals) {
                if (learns(arrival) && rule(arrival).eligibility() instanceof EpisodeEligibility.Stdp stdp) {
                    values[arrival.synapse.weight()] +=
                            pairs(stdp, rule(arrival).tauE(), arrival.atMs, own);
                }
            }
        }
        return values;
    }

    private boolean learns(Arrival arrival) {
        return arrival.synapse.weight() < rules.length;
    }

    private ScoreRule rule(Arrival arrival) {
        return rules[arrival.synapse.weight()];
    }

    private List<Arrival> arrivals(int neuron, List<List<Long>> spikesPs) {
        List<Arrival> arrivals = new ArrayList<>();
        for (EpisodeSynapse synapse : wiring.synapses()) {
            if (synapse.post() == neuron) {
                List<Long> spikes = synapse.origin() == Origin.INPUT
                        ? Arrays.stream(inputs.get(synapse.pre())).boxed().toList()
                        : spikesPs.get(synapse.pre());
                for (long at : spikes) {
                    double arrives = VirtualTime.toMilliseconds(at + synapse.delay());
                    if (arrives <= endMs) {
                        arrivals.add(new Arrival(arrives, synapse));
                    }
                }
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::atMs));
        return arrivals;
    }

    private double pairs(EpisodeEligibility.Stdp stdp, double tauE, double arrival, double[] spikes) {
        double sum = 0;
        for (double spike : spikes) {
            double forgotten = Math.exp(-(endMs - Math.max(spike, arrival)) / tauE);
            if (spike > arrival) {
                sum += forgotten * stdp.aPlus() * Math.exp(-(spike - arrival) / stdp.tauPlus());
            } else if (spike < arrival) {
                sum -= forgotten * stdp.aMinus() * Math.exp(-(arrival - spike) / stdp.tauMinus());
            }
        }
        return sum;
    }

    /** Follows a neuron through the episode, with the scores of the synapses onto it. */
    private final class Scoring {
        private final EpisodeNeuron neuron;
        private final double[] weights;
        private final double[] values;

        /** By weight: the derivative of V by it, now; 0 for one that does not learn from a score. */
        private final double[] responses;

        /** V - E_L, now. */
        private double distance;

        private double now;
        private double freeFrom;

        Scoring(int number, double[] weights, double[] values) {
            this.neuron = wiring.neurons().get(number);
            this.weights = weights;
            this.values = values;
            this.responses = new double[weights.length];
        }

        void follow(List<Arrival> arrivals, double[] spikes) {
            int nextSpike = 0;
            for (Arrival arrival : arrivals) {
                for (; nextSpike < spikes.length && spikes[nextSpike] < arrival.atMs; nextSpike++) {
                    spike(spikes[nextSpike]);
                }
                moveTo(arrival.atMs);
                if (now >= freeFrom) {
                    receive(arrival.synapse);
                }
            }
            for (; nextSpike < spikes.length; nextSpike++) {
                spike(spikes[nextSpike]);
            }
            moveTo(endMs);
        }

        private void receive(EpisodeSynapse synapse) {
            boolean learns = synapse.weight() < weights.length;
            distance += learns ? weights[synapse.weight()] : wiring.fixed().get(synapse.weight() - weights.length);
            if (learns && rules[synapse.weight()].eligibility().needsScore()) {
                responses[synapse.weight()] += 1;
            }
        }

        private void spike(double at) {
            moveTo(at);
            for (int w = 0; w < responses.length; w++) {
                values[w] += Math.exp(-(endMs - at) / rules[w].tauE()) * responses[w] / neuron.deltaU();
            }
            if (neuron.reset() instanceof Reset.Hard hard) {
                distance = hard.vReset() - neuron.eL();
                freeFrom = at + VirtualTime.toMilliseconds(hard.refractorySteps());
                Arrays.fill(responses, 0);
            } else if (neuron.reset() instanceof Reset.Soft soft) {
                distance -= soft.eta();
            }
        }

        private void moveTo(double at) {
            double from = Math.max(now, Math.min(at, freeFrom));
            if (at > from) {
                for (double tauE : timeConstants) {
                    integrate(from, at, tauE);
                }
                double decay = Math.exp(-(at - from) / neuron.tauM());
                distance *= decay;
                for (int w = 0; w < responses.length; w++) {
                    responses[w] *= decay;
                }
            }
            now = at;
        }

        private void integrate(double from, double to, double tauE) {
            double change = Math.abs(distance) / neuron.deltaU() + (to - from) / neuron.tauM() + (to - from) / tauE;
            int pieces = (int) Math.ceil(change / LARGEST_CHANGE);
            double length = (to - from) / pieces;
            double integral = 0;
            for (int p = 0; p < pieces; p++) {
                double middle = from + (p + 0.5) * length;
                integral +=
                        QUADRATURE.integrate(x -> integrand(middle + x * length / 2 - from, from, tauE)) * length / 2;
            }
            for (int w = 0; w < responses.length; w++) {
                values[w] -= rules[w].tauE() == tauE ? integral * responses[w] / neuron.deltaU() : 0;
            }
        }

        private double integrand(double t, double from, double tauE) {
            double left = Math.exp(-t / neuron.tauM());
            double v = neuron.eL() + distance * left;
            return neuron.rho0()
                    * Math.exp((v - neuron.vTh()) / neuron.deltaU())
                    * left
                    * Math.exp(-(endMs - from - t) / tauE);
        }
    }
}
