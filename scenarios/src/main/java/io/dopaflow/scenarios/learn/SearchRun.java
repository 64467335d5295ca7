package io.dopaflow.scenarios.learn;

import io.dopaflow.analysis.learned.RuleSearch.Generation;
import io.dopaflow.analysis.learned.SearchState;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchRun;
import io.dopaflow.scenarios.batch.Crew;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.batch.MemberRun;
import io.dopaflow.scenarios.run.BackgroundTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Seeks a rule. */
public final class SearchRun {

    private SearchRun() {}

    /** Follows a search. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A generation is done.
         *
         * @param generations done so far
         * @param loss its mean loss
         */
        void onGeneration(int generations, double loss);
    }

    /**
     * Starts what a directory lacks of a search, in a thread of its own. Whatever their number, threads find the same bits.
     *
     * @param path of the directory
     * @param overwrite whether what is there is replaced
     * @param threads that learn tasks, at least 1
     * @param listener called on one of them
     * @throws io.dopaflow.analysis.store.FileException if there is something else, another process is writing it, or
     *     it cannot be written
     */
    public static BackgroundTask<SearchOutcome> start(
            SearchPlan plan, Path path, boolean overwrite, int threads, Listener listener) {
        BatchDirectory<Generation> directory = BatchDirectory.open(path, plan, overwrite);
        // Each generation goes on from the one before.
        BatchOptions options = BatchOptions.defaults().but(parts -> parts.crew = Crew.local(1));
        return BatchRun.start(
                directory,
                options,
                () -> new Task(plan, threads, listener, directory.done()),
                outcome -> SearchOutcome.of(plan, outcome, threads));
    }

    /** Makes generations, in order. */
    private static final class Task implements MemberRun.Task<Generation> {
        private final SearchPlan plan;
        private final int threads;
        private final Listener listener;
        private SearchState state;
        private int next;

        Task(SearchPlan plan, int threads, Listener listener, List<MemberResult<Generation>> done) {
            this.plan = plan;
            this.threads = threads;
            this.listener = listener;
            this.state = plan.search().start();
            for (MemberResult<Generation> result : done) {
                if (result.number() == next && result.value().isPresent()) {
                    state = result.value().get().after();
                    next++;
                }
            }
        }

        /** Nothing after a generation that has failed: there is no state to go on from. */
        @Override
        public Optional<Generation> run(int member, MemberEngine engine) throws InterruptedException {
            if (member != next) {
                return Optional.empty();
            }
            Generation generation = plan.search().generation(member, state, threads);
            state = generation.after();
            next++;
            listener.onGeneration(next, generation.loss());
            return Optional.of(generation);
        }
    }
}
