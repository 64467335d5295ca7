package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import java.util.Map;

/**
 * Which rows a run has that was not ended early. One that was has more: of cycles after the checkpoint that it is resumed
 * from, and, where it was cancelled, weights and a score of its last cycle that nobody had asked for.
 *
 * @param cyclesPerOpportunity cycles in a learning opportunity, at least 1
 * @param opportunitiesPerEpoch learning opportunities between two scores, at least 1
 * @param lastWeights whether the weights after the checkpoint's last cycle are kept
 */
public record KeptRows(int cyclesPerOpportunity, long opportunitiesPerEpoch, boolean lastWeights) {

    /** Conditions in SQL for the rows of the first cycles, by table; those of other tables are all kept. */
    Map<Table, String> before(long cycles) {
        String runCycle = "opportunity * " + cyclesPerOpportunity + " + ";
        String done = runCycle + "cycle < " + cycles;
        String last = runCycle + "cycle = " + (cycles - 1) + " AND cycle >= 0";
        return Map.of(
                RunTable.SPIKES, done,
                RunTable.ARRIVALS, done,
                RunTable.REWARDS, done,
                RunTable.WEIGHTS,
                        runCycle + "greatest(cycle, 0) < " + cycles + (lastWeights ? "" : " AND NOT (" + last + ")"),
                RunTable.PROGRESS,
                        "cycles <= " + cycles + " AND cycles % " + opportunitiesPerEpoch * cyclesPerOpportunity
                                + " = 0");
    }
}
