package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/** What synapses remember of spikes for their eligibility, over arrays. On a grid traces are as they are just before the next step, in continuous time as they are at the last event. */
sealed interface EligibilityTraces {

    /**
     * Of synapses that have seen nothing.
     *
     * @param stepMs the length of a step
     * @param size how many
     */
    static EligibilityTraces of(EpisodeEligibility eligibility, double stepMs, int size) {
        if (eligibility instanceof EpisodeEligibility.Stdp stdp) {
            return new OfPairs(stdp, stepMs, size);
        }
        return new OfScore(size);
    }

    /** A spike arrives. */
    void arrive(int place);

    /**
     * Goes through a step, which adds to eligibilities, but not in a pause.
     *
     * @param targets of the synapses, by place
     * @param post what they have done
     * @param isWithin whether it is a step of an episode
     * @param kept the share that is left of the eligibility of before
     * @param eligibilities by place
     */
    void step(int[] targets, PostStep post, boolean isWithin, double kept, double[] eligibilities);

    /**
     * A spike arrives, in continuous time.
     *
     * @param isWithin whether it does so in an episode
     */
    void arrive(int place, boolean isWithin, double[] eligibilities);

    /**
     * Goes through a stretch of the course of the postsynaptic neuron, in continuous time.
     *
     * @param some the places of the synapses onto it
     * @param isWithin whether the stretch is one of an episode
     * @param kept the share that is left of the eligibility of before
     * @param eligibilities by place
     */
    void goThrough(Some some, Stretches of, int stretch, boolean isWithin, double kept, double[] eligibilities);

    /**
     * Some synapses: those onto one neuron.
     *
     * @param places of them, and others
     * @param from the first of theirs
     * @param to behind the last one
     */
    record Some(int[] places, int from, int to) {}

    /** The derivative of V by the weight of a synapse, as it was at the last event; of no matter where it is not learnt from. */
    double response(int place);

    /** Forgets all. */
    void clear();

    /** Forgets all of a synapse. */
    void clear(int place);

    /** Writes the traces of a synapse. */
    void write(int place, double[] into, int from);

    /** Gives a synapse its traces. */
    void restore(int place, double[] of, int from);

    /** By synapse: the derivative of V by its weight. */
    record OfScore(double[] traces) implements EligibilityTraces {
        OfScore(int size) {
            this(new double[size]);
        }

        @Override
        public void arrive(int place) {
            traces[place] += 1;
        }

        @Override
        public void step(int[] targets, PostStep post, boolean isWithin, double kept, double[] eligibilities) {
            double[] factors = post.factors();
            double[] decays = post.decays();
            for (int place = 0; place < traces.length; place++) {
                int target = targets[place];
                double trace = traces[place];
                if (isWithin) {
                    eligibilities[place] = eligibilities[place] * kept + factors[target] * trace;
                }
                traces[place] = trace * decays[target];
            }
        }

        @Override
        public void arrive(int place, boolean isWithin, double[] eligibilities) {
            traces[place] += 1;
        }

        @Override
        public void goThrough(
                Some some, Stretches of, int stretch, boolean isWithin, double kept, double[] eligibilities) {
            double factor = of.factor(stretch);
            double decay = of.decay(stretch);
            for (int k = some.from; k < some.to; k++) {
                int place = some.places[k];
                double trace = traces[place];
                if (isWithin) {
                    eligibilities[place] = eligibilities[place] * kept + factor * trace;
                }
                traces[place] = trace * decay;
            }
        }

        @Override
        public double response(int place) {
            return traces[place];
        }

        @Override
        public void clear() {
            Arrays.fill(traces, 0);
        }

        @Override
        public void clear(int place) {
            traces[place] = 0;
        }

        @Override
        public void write(int place, double[] into, int from) {
            into[from] = traces[place];
        }

        @Override
        public void restore(int place, double[] of, int from) {
            traces[place] = of[from];
        }
    }

    /** By synapse: sums over what came before, of exp(-dt / tau). */
    final class OfPairs implements EligibilityTraces {
        private final EpisodeEligibility.Stdp rule;
        private final double decayPlus;
        private final double decayMinus;
        private final double[] arrivals;
        private final double[] spikes;

        /** How many have arrived in the step that is under way; in continuous time, at this very time. */
        private final int[] arriving;

        /** In continuous time: how many postsynaptic spikes there were at this very time. */
        private final int[] spiking;

        OfPairs(EpisodeEligibility.Stdp rule, double stepMs, int size) {
            this.rule = rule;
            this.decayPlus = StrictMath.exp(-stepMs / rule.tauPlus());
            this.decayMinus = StrictMath.exp(-stepMs / rule.tauMinus());
            this.arrivals = new double[size];
            this.spikes = new double[size];
            this.arriving = new int[size];
            this.spiking = new int[size];
        }

        @Override
        public void arrive(int place) {
            arriving[place]++;
        }

        @Override
        public void step(int[] targets, PostStep post, boolean isWithin, double kept, double[] eligibilities) {
            for (int place = 0; place < arrivals.length; place++) {
                int spike = post.spikes()[targets[place]] ? 1 : 0;
                if (isWithin) {
                    double added = rule.aPlus() * (spike * arrivals[place])
                            - rule.aMinus() * (arriving[place] * spikes[place]);
                    eligibilities[place] = eligibilities[place] * kept + added;
                }
                arrivals[place] = (arrivals[place] + arriving[place]) * decayPlus;
                spikes[place] = (spikes[place] + spike) * decayMinus;
                arriving[place] = 0;
            }
        }

        @Override
        public void arrive(int place, boolean isWithin, double[] eligibilities) {
            arriving[place]++;
            if (isWithin) {
                eligibilities[place] -= rule.aMinus() * spikes[place];
            }
        }

        @Override
        public void goThrough(
                Some some, Stretches of, int stretch, boolean isWithin, double kept, double[] eligibilities) {
            double lengthMs = VirtualTime.toMilliseconds(of.endPs(stretch) - of.beginPs(stretch));
            if (lengthMs > 0) {
                double plus = StrictMath.exp(-lengthMs / rule.tauPlus());
                double minus = StrictMath.exp(-lengthMs / rule.tauMinus());
                for (int k = some.from; k < some.to; k++) {
                    int place = some.places[k];
                    eligibilities[place] *= kept;
                    arrivals[place] = (arrivals[place] + arriving[place]) * plus;
                    spikes[place] = (spikes[place] + spiking[place]) * minus;
                    arriving[place] = 0;
                    spiking[place] = 0;
                }
            }
            if (of.end(stretch) == StretchEnd.SPIKE) {
                for (int k = some.from; k < some.to; k++) {
                    int place = some.places[k];
                    spiking[place]++;
                    if (isWithin) {
                        eligibilities[place] += rule.aPlus() * arrivals[place];
                    }
                }
            }
        }

        @Override
        public double response(int place) {
            return 0;
        }

        @Override
        public void clear() {
            for (int place = 0; place < arrivals.length; place++) {
                clear(place);
            }
        }

        @Override
        public void clear(int place) {
            arrivals[place] = 0;
            spikes[place] = 0;
            arriving[place] = 0;
            spiking[place] = 0;
        }

        @Override
        public void write(int place, double[] into, int from) {
            into[from] = arrivals[place] + arriving[place];
            into[from + 1] = spikes[place] + spiking[place];
        }

        @Override
        public void restore(int place, double[] of, int from) {
            arrivals[place] = of[from];
            spikes[place] = of[from + 1];
        }
    }
}
