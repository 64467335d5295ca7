package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/**
 * Synapses that learn by a {@link ScoreRule}, over arrays.
 *
 * <p>In a step of a grid, first the reward that comes then changes weights; then spikes arrive; then, when the postsynaptic neurons have spiked or not, {@link #step} adds to the eligibility, but not
 * in a pause. In continuous time the synapses onto a neuron go through its course stretch by stretch ({@link #goThrough}), and what arrives at the end of a stretch does so after it. A spike transmits the weight that the synapse had when it was emitted.
 */
public final class ScoreSynapses {
    /** Beside traces: the weight before, the eligibility, that of the episode before, and the last reward. */
    private static final int KEPT = 4;

    private final ScoreRule rule;
    private final Episodes episodes;
    private final double kept;
    private final double[] weights;
    private final double[] weightsBefore;

    private final EligibilityTraces traces;
    private final double[] eligibilities;
    private final double[] judged;
    private long rewarded = -1;
    private long begin;

    /**
     * Synapses that have not changed yet.
     *
     * @param episodes of the run
     * @param unitPs the length of a step; 1 in continuous time
     * @param weights to start from, by place; kept and changed
     */
    public ScoreSynapses(ScoreRule rule, Episodes episodes, long unitPs, double[] weights) {
        this.rule = rule;
        this.episodes = episodes;
        double stepMs = VirtualTime.toMilliseconds(unitPs);
        this.kept = StrictMath.exp(-stepMs / rule.tauE());
        this.weights = weights;
        this.weightsBefore = weights.clone();
        this.traces = EligibilityTraces.of(rule.eligibility(), stepMs, weights.length);
        this.eligibilities = new double[weights.length];
        this.judged = new double[weights.length];
    }

    /** The weight at a place. */
    public double weight(int place) {
        return weights[place];
    }

    /** The weight that a spike transmits that was emitted at a time, in units. */
    public double weightAt(int place, long emitted) {
        return weightsAt(emitted)[place];
    }

    /** The eligibility of the episode so far; 0 in a pause. */
    public double eligibility(int place) {
        return eligibilities[place];
    }

    /**
     * A reward comes for the episode that has ended last.
     *
     * @param at when it comes, in units
     * @param amount b - L
     * @return the place of a synapse whose weight is no longer a finite number; -1 if there is none
     */
    public int reward(long at, double amount) {
        double factor = rule.rate() * amount;
        int broken = -1;
        for (int place = 0; place < weights.length; place++) {
            weightsBefore[place] = weights[place];
            weights[place] += factor * judged[place];
            broken = broken < 0 && !Double.isFinite(weights[place]) ? place : broken;
        }
        rewarded = at;
        return broken;
    }

    /** The weights that spikes transmit that were emitted at a time, in units, by place: the array itself, until the next reward. */
    public double[] weightsAt(long emitted) {
        return emitted < rewarded ? weightsBefore : weights;
    }

    /** A spike arrives in the step that is under way. */
    public void arrive(int place) {
        traces.arrive(place);
    }

    /** A spike arrives in continuous time. */
    public void arriveAt(int place, long timePs) {
        traces.arrive(place, episodes.isWithin(timePs), eligibilities);
    }

    /**
     * The postsynaptic neurons have gone through a step. Where it is the last of an episode, the eligibility waits for the reward; where another episode begins from rest, nothing of before
     * is left.
     *
     * @param timePs the end of the step
     * @param targets of the synapses, by place
     * @param post what they have done, by target
     */
    public void step(long timePs, int[] targets, PostStep post) {
        long phase = phase(timePs);
        traces.step(targets, post, phase <= episodes.durationPs(), kept, eligibilities);
        if (phase == episodes.durationPs()) {
            System.arraycopy(eligibilities, 0, judged, 0, eligibilities.length);
            Arrays.fill(eligibilities, 0);
        }
        if (episodes.restarts() && phase == episodes.periodPs()) {
            traces.clear();
        }
    }

    /**
     * A postsynaptic neuron has gone through a stretch, in continuous time. Where an episode ends, its eligibility waits for the reward; where another begins from rest, nothing of before is
     * left. A look changes nothing.
     *
     * @param places of synapses
     * @param from the first of those onto the neuron, among the places
     * @param to behind the last one
     */
    public void goThrough(Stretches of, int stretch, int[] places, int from, int to) {
        StretchEnd end = of.end(stretch);
        if (end == StretchEnd.LOOK) {
            return;
        }
        traces.goThrough(
                new EligibilityTraces.Some(places, from, to),
                of,
                stretch,
                episodes.isWithin(of.endPs(stretch)),
                kept(of, stretch),
                eligibilities);
        if (end == StretchEnd.EPISODE) {
            for (int k = from; k < to; k++) {
                judged[places[k]] = eligibilities[places[k]];
                eligibilities[places[k]] = 0;
            }
        } else if (end == StretchEnd.PAUSE && episodes.restarts()) {
            for (int k = from; k < to; k++) {
                traces.clear(places[k]);
            }
        }
    }

    /** The eligibility at the end of a stretch that is under way; 0 in a pause. */
    public double eligibilityAt(int place, Stretches of, int stretch) {
        return episodes.isWithin(of.endPs(stretch))
                ? eligibilities[place] * kept(of, stretch) + of.factor(stretch) * traces.response(place)
                : 0;
    }

    private double kept(Stretches of, int stretch) {
        return rule.tauE() == Double.POSITIVE_INFINITY
                ? 1
                : StrictMath.exp(-VirtualTime.toMilliseconds(of.endPs(stretch) - of.beginPs(stretch)) / rule.tauE());
    }

    /** See {@link Episodes#phase}: most steps are in the episode of the one before, and need no division. */
    private long phase(long timePs) {
        if (timePs <= begin || timePs > begin + episodes.periodPs()) {
            begin = timePs - episodes.phase(timePs);
        }
        return timePs - begin;
    }

    /** How many numbers a synapse keeps beside its weight. */
    public static int kept(ScoreRule rule) {
        return KEPT + rule.eligibility().traces();
    }

    /** Writes what a synapse keeps beside its weight. */
    public void write(int place, double[] into, int from) {
        into[from] = weightsBefore[place];
        into[from + 1] = eligibilities[place];
        into[from + 2] = judged[place];
        into[from + 3] = rewarded;
        traces.write(place, into, from + KEPT);
    }

    /** Gives a synapse what it was. */
    public void restore(int place, double weight, double[] of, int from) {
        weights[place] = weight;
        weightsBefore[place] = of[from];
        eligibilities[place] = of[from + 1];
        judged[place] = of[from + 2];
        rewarded = (long) of[from + 3];
        traces.restore(place, of, from + KEPT);
    }
}
