package io.dopaflow.models.spiking.episode;

import java.util.Arrays;

/** What synapses remember of spikes for their eligibility, over arrays, on a grid. Traces are as they are just before the next step. */
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

    /** Forgets all. */
    void clear();

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
        public void clear() {
            Arrays.fill(traces, 0);
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

        /** How many have arrived in the step that is under way. */
        private final int[] arriving;

        OfPairs(EpisodeEligibility.Stdp rule, double stepMs, int size) {
            this.rule = rule;
            this.decayPlus = StrictMath.exp(-stepMs / rule.tauPlus());
            this.decayMinus = StrictMath.exp(-stepMs / rule.tauMinus());
            this.arrivals = new double[size];
            this.spikes = new double[size];
            this.arriving = new int[size];
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
        public void clear() {
            Arrays.fill(arrivals, 0);
            Arrays.fill(spikes, 0);
        }

        @Override
        public void write(int place, double[] into, int from) {
            into[from] = arrivals[place];
            into[from + 1] = spikes[place];
        }

        @Override
        public void restore(int place, double[] of, int from) {
            arrivals[place] = of[from];
            spikes[place] = of[from + 1];
        }
    }
}
