package io.dopaflow.scenarios.batch;

import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the runs of a batch, wherever it does. */
public interface Crew {

    /**
     * Threads of this process.
     *
     * @param jobs runs that go on at once, at least 1
     */
    static Crew local(int jobs) {
        return new LocalCrew(jobs);
    }

    /**
     * Makes runs, and returns when all are done, or soon after cancellation. Nothing goes on when it has returned or thrown.
     *
     * @throws LostException if it cannot go on, and nothing is wrong with the batch
     * @throws ExecutionException if this process cannot go on
     */
    <V> void make(Assignment<V> what) throws LostException, ExecutionException, InterruptedException;

    /**
     * What a crew is to make.
     *
     * @param batch that the runs belong to
     * @param members their numbers, in the order in which to begin them
     * @param runs makes them, in this process
     * @param taker is given each result, by any thread
     * @param cancellation by which the batch is ended early
     * @param counters that count what is done
     * @param <V> what a run gives
     */
    record Assignment<V>(
            Batch<V> batch,
            List<Integer> members,
            Supplier<MemberRun<V>> runs,
            Consumer<MemberResult<V>> taker,
            Cancellation cancellation,
            RunCounters counters) {

        /** Copies the members. */
        public Assignment {
            members = List.copyOf(members);
        }
    }

    /** A crew is gone. The message says why. */
    final class LostException extends Exception {
        private static final long serialVersionUID = 1;

        /** With the reason, in words for the person who started the batch. */
        public LostException(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
