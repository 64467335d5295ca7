package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.Losses;
import io.dopaflow.models.spiking.episode.PostStep;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.episode.ScoreSynapses;
import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.episode.Stretches;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A synapse that learns from the rewards of episodes. It goes through steps or stretches as its postsynaptic neuron has told of them, or on a grid of its spikes, and transmits as its presynaptic cell spikes: a delay ahead.
 * So a reward comes between: after the end of the episode that it is for, and before the spikes of the next.
 */
final class ScoredSynapse implements LearningSynapse {
    private static final int[] TARGET = {0};
    private static final int[] PLACE = {0};

    private final Place place;
    private final ScoreSynapses one;
    private final boolean isContinuous;
    private final boolean hearsCourse;
    private final long unit;
    private final PostStep post = PostStep.of(1);
    private final Deque<Long> spikes = new ArrayDeque<>(2);
    private final Deque<Long> arrivals = new ArrayDeque<>(2);
    private final Deque<Reward> rewards = new ArrayDeque<>(1);
    private final Deque<Stretches> courses = new ArrayDeque<>(2);
    private final Deque<Long> postSpikes = new ArrayDeque<>(2);

    /** On a grid: the end of the last step that it has gone through. */
    private long step;

    /** Of the first in {@link #courses}, how many stretches it has gone through. */
    private int gone;

    /** In continuous time: the eligibility when it was looked at last. */
    private double looked;

    private record Reward(long at, double amount) {}

    /**
     * Where it stands in the network.
     *
     * @param rule by which it learns
     * @param delay of its own, in steps
     * @param weight that it starts from
     * @param episodes of the run
     * @param losses which spikes of its presynaptic cell never arrive
     * @param time of the network
     */
    record Place(ScoreRule rule, long delay, double weight, Episodes episodes, Losses losses, TimeMode time) {}

    /** A synapse that has not changed yet. */
    ScoredSynapse(Place place) {
        this.place = place;
        this.isContinuous = place.time instanceof TimeMode.Precise;
        this.hearsCourse = isContinuous || place.rule.eligibility().needsScore();
        this.unit = place.time.unitPs();
        this.one = new ScoreSynapses(place.rule, place.episodes, unit, new double[] {place.weight});
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
            long emitted = time / unit;
            if (emitted + place.delay > now && !isLost(emitted)) {
                arrivals.add(emitted + place.delay);
            }
        }
    }

    private boolean isLost(long emitted) {
        return place.losses.include(emitted * unit, (emitted + place.delay) * unit);
    }

    @Override
    public void heardPre(long emitted) {
        spikes.add(emitted);
    }

    @Override
    public boolean hearsCourse() {
        return hearsCourse;
    }

    @Override
    public void heardPost(long emitted) {
        postSpikes.add(emitted);
    }

    /** A window may have none, such as the first one of a network on a grid. */
    @Override
    public void heardCourse(Stretches course) {
        if (course.count() > 0) {
            courses.add(course);
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
        if (isContinuous) {
            goThrough(until);
            return;
        }
        while (step < until) {
            step++;
            if (hearsCourse) {
                takeStep();
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
            one.step(step * unit, TARGET, post);
        }
    }

    private void takeStep() {
        Stretches course = courses.element();
        post.factors()[0] = course.factor(gone);
        post.decays()[0] = course.decay(gone);
        next(course);
    }

    private void goThrough(long until) {
        while (!courses.isEmpty() && courses.element().endPs(gone) <= until) {
            Stretches course = courses.element();
            long at = course.endPs(gone);
            if (course.end(gone) == StretchEnd.LOOK) {
                looked = one.eligibilityAt(0, course, gone);
            }
            one.goThrough(course, gone, PLACE, 0, 1);
            while (!arrivals.isEmpty() && arrivals.element() == at) {
                arrivals.remove();
                one.arriveAt(0, at);
            }
            next(course);
        }
    }

    private void next(Stretches course) {
        gone++;
        if (gone == course.count()) {
            courses.remove();
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
        return isContinuous ? looked : one.eligibility(0);
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
