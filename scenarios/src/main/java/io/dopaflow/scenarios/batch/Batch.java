package io.dopaflow.scenarios.batch;

import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.List;

/**
 * Runs that are made as one, each of which gives a row of results. Everything was checked.
 *
 * @param <V> what a run gives when it comes to its end
 */
public interface Batch<V> {

    /** What it is, a noun: the name of its files. */
    String kind();

    /** Name of its scenario. */
    String name();

    /** SHA-256 of everything that decides the results. */
    String digest();

    /** What was asked for, as YAML. */
    String definition();

    /** How many runs there are, which are numbered from 0. */
    int size();

    /** What a run takes. */
    Work work(int member);

    /** The columns of the results, {@code member} with the number of the run among them. */
    List<ResultColumn<MemberResult<V>>> columns();

    /** Reads a result back. */
    MemberResult<V> result(int member, ResultRow row);

    /** Names of files beside the results that are made of them at the end. */
    List<String> summaries();

    /**
     * What a run takes.
     *
     * @param cycles learning cycles
     * @param synapses of its network
     */
    record Work(long cycles, int synapses) {
        /** A cycle has a cost of its own, about that of so many synapses. */
        private static final long SYNAPSES_PER_CYCLE = 50;

        /** The work of a model. */
        public static Work of(LearningCycle model) {
            return new Work(model.cycles(), model.network().synapseCount());
        }

        long cost() {
            return cycles * (SYNAPSES_PER_CYCLE + synapses);
        }
    }
}
