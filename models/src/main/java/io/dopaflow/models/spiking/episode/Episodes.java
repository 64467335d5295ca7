package io.dopaflow.models.spiking.episode;

/**
 * How a run is divided into episodes: each lasts for some time, and then comes a pause, in which the reward arrives. Episode k begins at k times the period.
 *
 * <p>The spikes that a train gives from the beginning of an episode on belong to it, and the spikes that neurons emit after the beginning, up to the end of the pause. Only
 * those up to the end of the episode itself count for loss and score.
 *
 * @param durationPs of an episode in ps; above 0
 * @param pausePs from the end of an episode to the beginning of the next, in ps; above 0
 * @param restarts whether neurons begin each episode in the state in which they began the run, and what is under way then never arrives. Otherwise an episode begins as the one
 *     before has ended
 */
public record Episodes(long durationPs, long pausePs, boolean restarts) {

    /** Validates the times. */
    public Episodes {
        if (durationPs < 1 || pausePs < 1) {
            throw new IllegalArgumentException(
                    "an episode lasts " + durationPs + " ps, with a pause of " + pausePs + " ps; allowed: above 0");
        }
    }

    /** From the beginning of an episode to the beginning of the next, in ps. */
    public long periodPs() {
        return durationPs + pausePs;
    }

    /** When an episode begins, in ps. */
    public long begin(long episode) {
        return Math.multiplyExact(episode, periodPs());
    }

    /** The episode in which a train gives a spike. */
    public long ofGiven(long timePs) {
        return Math.floorDiv(timePs, periodPs());
    }

    /** The episode in which a neuron emits a spike, or something arrives. */
    public long of(long timePs) {
        return Math.floorDiv(timePs - 1, periodPs());
    }

    /** How far from the beginning of its episode a neuron spikes that does so at a time, in ps: above 0, up to the period. */
    long phase(long timePs) {
        return Math.floorMod(timePs - 1, periodPs()) + 1;
    }

    /** Whether a neuron that spikes at a time does so within an episode, not in a pause. */
    public boolean isWithin(long timePs) {
        return phase(timePs) <= durationPs;
    }

    /** The first time after another at which an episode or a pause ends, in ps. */
    public long nextEnd(long afterPs) {
        long phase = Math.floorMod(afterPs, periodPs());
        return afterPs - phase + (phase < durationPs ? durationPs : periodPs());
    }

    /** The last time up to another at which an episode or a pause has ended, or the run has begun, in ps. */
    public long lastEnd(long timePs) {
        long phase = Math.floorMod(timePs, periodPs());
        return timePs - phase + (phase < durationPs ? 0 : durationPs);
    }

    /** Whether it is an episode that ends at a time, where one or a pause does. */
    public boolean endsAt(long timePs) {
        return phase(timePs) == durationPs;
    }

    /** Whether a pause ends at a time, and another episode begins. */
    public boolean restartsAt(long timePs) {
        return restarts && timePs > 0 && phase(timePs) == periodPs();
    }

    /**
     * Whether a spike never arrives, as another episode has begun from rest.
     *
     * @param isGiven whether a train gives it
     */
    public boolean isLost(long emittedPs, boolean isGiven, long arrivalPs) {
        long begin = arrivalPs - phase(arrivalPs);
        return restarts && (isGiven ? emittedPs < begin : emittedPs <= begin);
    }
}
