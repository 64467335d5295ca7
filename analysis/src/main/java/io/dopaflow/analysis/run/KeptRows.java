package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which rows a run has that was not ended early. One that was has more: of what came after the checkpoint that it is resumed
 * from, and, where a learning cycle was cancelled, weights and a score of its last cycle that nobody had asked for.
 *
 * @param tables of the family
 * @param conditions in SQL for the rows that are kept, by table; those of other tables are all kept
 */
public record KeptRows(List<Table> tables, Map<Table, String> conditions) {

    /** Copies. */
    public KeptRows {
        tables = List.copyOf(tables);
        conditions = Map.copyOf(conditions);
    }

    /**
     * The rows of the first cycles.
     *
     * @param cycles of the checkpoint
     * @param cyclesPerOpportunity cycles in a learning opportunity, at least 1
     * @param opportunitiesPerEpoch learning opportunities between two scores, at least 1
     * @param lastWeights whether the weights after the last of the cycles are kept
     */
    public static KeptRows ofCycles(
            long cycles, int cyclesPerOpportunity, long opportunitiesPerEpoch, boolean lastWeights) {
        String runCycle = "opportunity * " + cyclesPerOpportunity + " + ";
        String done = runCycle + "cycle < " + cycles;
        String last = runCycle + "cycle = " + (cycles - 1) + " AND cycle >= 0";
        return new KeptRows(
                RunTable.LEARNING_CYCLE,
                Map.of(
                        RunTable.SPIKES, done,
                        RunTable.ARRIVALS, done,
                        RunTable.REWARDS, done,
                        RunTable.WEIGHTS,
                                runCycle + "greatest(cycle, 0) < " + cycles
                                        + (lastWeights ? "" : " AND NOT (" + last + ")"),
                        RunTable.PROGRESS,
                                "cycles <= " + cycles + " AND cycles % " + opportunitiesPerEpoch * cyclesPerOpportunity
                                        + " = 0"));
    }

    /**
     * The rows of the first learning opportunities of phased learning.
     *
     * @param opportunities of the checkpoint
     * @param opportunitiesPerEpoch learning opportunities between two scores, at least 1
     * @param lastWeights whether the weights after the last of them are kept
     */
    public static KeptRows ofPhases(long opportunities, long opportunitiesPerEpoch, boolean lastWeights) {
        String done = "opportunity < " + opportunities;
        String scored = "opportunity <= " + opportunities + " AND opportunity % " + opportunitiesPerEpoch + " = 0";
        return new KeptRows(
                PhasedTable.PHASED_LEARNING,
                Map.of(
                        PhasedTable.SPIKES, done,
                        PhasedTable.LOSSES, done,
                        PhasedTable.BROADCASTS, done,
                        PhasedTable.STEPS, done,
                        PhasedTable.UPDATES, done,
                        PhasedTable.WEIGHTS, "opportunity <" + (lastWeights ? "= " : " ") + opportunities,
                        PhasedTable.PROGRESS, scored,
                        PhasedTable.TASKS, scored));
    }

    /** The rows of a network up to a time, with those at that very time. */
    public static KeptRows ofNetwork(SpikingNetwork network, long timePs) {
        List<Table> tables = SpikingTable.of(network);
        Map<Table, String> conditions = tables.stream()
                .filter(table -> table.columns().get(0).name().equals("time_ps"))
                .collect(Collectors.toMap(table -> table, table -> "time_ps <= " + timePs));
        return new KeptRows(tables, conditions);
    }
}
