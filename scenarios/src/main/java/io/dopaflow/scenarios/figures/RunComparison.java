package io.dopaflow.scenarios.figures;

import io.dopaflow.analysis.compare.Comparison;
import io.dopaflow.analysis.compare.TrajectorySink;
import io.dopaflow.scenarios.run.PopulationReplay;
import io.dopaflow.scenarios.run.RecordedRun;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** The comparison of a run with its gradient flow, made when it is first asked for. Not thread-safe. */
public final class RunComparison {
    private final RecordedRun recorded;
    private final DoubleConsumer progress;
    private Optional<Comparison> made = Optional.empty();

    /**
     * Of a run.
     *
     * @param progress receives the share done, from 0 to 1
     */
    public RunComparison(RecordedRun recorded, DoubleConsumer progress) {
        this.recorded = recorded;
        this.progress = progress;
    }

    /** The comparison. */
    public Comparison get() {
        Comparison comparison = made.orElseGet(() -> Comparison.of(
                recorded.reader(),
                recorded.scenario().model(),
                new PopulationReplay(),
                TrajectorySink.none(),
                progress));
        made = Optional.of(comparison);
        return comparison;
    }
}
