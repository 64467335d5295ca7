package io.dopaflow.scenarios.follow;

import io.dopaflow.models.rule.Objective;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.List;
import java.util.Optional;

/** What is followed: it can be trained either way, and measured at frozen weights on the way. */
interface Learner {

    /** The name of its rule. */
    String name();

    /** With whose gradient its updates are compared. */
    Objective objective();

    /** All that decides what it gives: digests are over it. */
    String content();

    /**
     * How many steps the counters of an engine will have counted at the end.
     *
     * @param epochs after which it is measured, ascending
     */
    long work(Way way, List<Integer> epochs);

    /**
     * Trains it and measures it; nothing if that was cancelled.
     *
     * @param epochs after which it is measured, ascending, from 0
     */
    Optional<Followed> follow(Way way, List<Integer> epochs, MemberEngine engine)
            throws RunFailedException, InterruptedException;
}
