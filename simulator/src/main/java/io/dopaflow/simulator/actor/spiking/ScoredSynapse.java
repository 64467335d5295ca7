package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.Losses;
import io.dopaflow.models.spiking.episode.PostStep;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.episode.ScoreSynapses;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A synapse that learns from the rewards of episodes. It goes through steps as its postsynaptic neuron has told of them, of its score or of its spikes, and transmits as its presynaptic cell spikes: a delay ahead.
 * So a reward comes between: after the end of the episode that it is for, and before the spikes of the next.
 */
final class ScoredSynapse implements LearningSynapse {
    private static final int[] TARGET = {0};

    private final Place place;
    private final ScoreSynapses one;
    private final boolean needsScore;
    private final PostStep post = PostStep.of(1);
    private final Deque<Long> spikes = new ArrayDeque<>(2);
    private final Deque<Long> arrivals = new ArrayDeque<>(2);
    private final Deque<Reward> rewards = new ArrayDeque<>(1);
    private final Deque<CellActor.Scores> scores = new ArrayDeque<>(2);
    private final Deque<Long> postSpikes = new ArrayDeque<>(2);

    /** The end of the last step that it has gone through. */
    private long step;

    /** Of the first in {@link #scores}, how many steps it has gone through. */
    private int gone;

    private record Reward(long at, double amount) {}

    /**
     * Where it stands in the network.
     *
     * @param rule by which it learns
     * @param delay of its own, in steps
     * @param weight that it starts from
     * @param episodes of the run
     * @param losses which spikes of its presynaptic cell never arrive
     * @param stepPs the length of a step
     */
    record Place(ScoreRule rule, long delay, double weight, Episodes episodes, Losses losses, long stepPs) {}

    /** A synapse that has not changed yet. */
    ScoredSynapse(Place place) {
        this.place = place;
        this.needsScore = place.rule.eligibility().needsScore();
        this.one = new ScoreSynapses(place.rule, place.episodes, place.stepPs, new double[] {place.weight});
    }

    /**
     * Goes on from a state of its projection instead.
     *
     * @param late spikes of the presynaptic cell that may be under way, in ps
     */
    void restore(PlasticityState state, int synapse, long[] late, long now) {
        one.restore(0, state.weights()[synapse], state.own(), synapse * ScoreSynapses.kept(place.rule));
        step = now;
        for (long time : late) {
            long emitted = time / place.stepPs;
            if (emitted + place.delay > now && !isLost(emitted)) {
                arrivals.add(emitted + place.delay);
            }
        }
    }

    private boolean isLost(long emitted) {
        return place.losses.include(emitted * place.stepPs, (emitted + place.delay) * place.stepPs);
    }

    @Override
    public void heardPre(long emitted) {
        spikes.add(emitted);
    }

    @Override
    public boolean needsScore() {
        return needsScore;
    }

    @Override
    public void heardPost(long emitted) {
        postSpikes.add(emitted);
    }

    /** The first window of a network has no steps. */
    @Override
    public void heardScores(CellActor.Scores of) {
        if (of.factors().length > 0) {
            scores.add(of);
        }
    }

    @Override
    public boolean followsPost() {
        return true;
    }

    @Override
    public void heardAllPost(long until) {
        goTo(until);
    }

    @Override
    public void heardModulator(long at, double amount) {
        rewards.add(new Reward(at, amount));
    }

    @Override
    public void underWay(Sink sink) {
        arrivals.forEach(arrival -> sink.transmit(arrival, one.weightAt(0, arrival - place.delay)));
    }

    @Override
    public void advance(long until, Sink sink) {
        while (!spikes.isEmpty()) {
            long emitted = spikes.remove();
            takeRewards(emitted);
            if (!isLost(emitted)) {
                sink.transmit(emitted + place.delay, one.weight(0));
                arrivals.add(emitted + place.delay);
            }
        }
        takeRewards(until);
    }

    private void takeRewards(long until) {
        while (!rewards.isEmpty() && rewards.element().at <= until) {
            Reward reward = rewards.remove();
            if (one.reward(reward.at, reward.amount) >= 0) {
                throw new ArithmeticException("the weight is no finite number");
            }
        }
    }

    /** Goes through the steps up to one, of which all has been heard. */
    private void goTo(long until) {
        while (step < until) {
            step++;
            if (needsScore) {
                takeScore();
            } else {
                post.spikes()[0] = !postSpikes.isEmpty() && postSpikes.element() == step;
                if (post.spikes()[0]) {
                    postSpikes.remove();
                }
            }
            while (!arrivals.isEmpty() && arrivals.element() == step) {
                arrivals.remove();
                one.arrive(0);
            }
            one.step(step * place.stepPs, TARGET, post);
        }
    }

    private void takeScore() {
        CellActor.Scores now = scores.element();
        post.factors()[0] = now.factors()[gone];
        post.decays()[0] = now.decays()[gone++];
        if (gone == now.factors().length) {
            scores.remove();
            gone = 0;
        }
    }

    @Override
    public double weight(long at) {
        goTo(at);
        return one.weightAt(0, at);
    }

    @Override
    public double eligibility() {
        return one.eligibility(0);
    }

    /** It remembers nothing that would have to be forgotten. */
    @Override
    public void reach() {}

    @Override
    public State state() {
        double[] own = new double[ScoreSynapses.kept(place.rule)];
        one.write(0, own, 0);
        return new State(one.weight(0), own, Remembered.NOTHING, List.of(), List.of());
    }
}
