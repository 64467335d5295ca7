package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikeSelection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The statistics of the spikes of a network, population by population. */
public final class NetworkActivity {
    private NetworkActivity() {}

    /**
     * Reads the spikes once.
     *
     * @param cells whose; a population of which none is among them is left out
     * @throws IllegalArgumentException if the window reaches beyond the run
     */
    public static List<PopulationStatistics> of(RecordedSpikes run, BitSet cells, StatisticsWindow window) {
        List<PopulationCounter> counters = new ArrayList<>();
        PopulationCounter[] ofCell = new PopulationCounter[run.cells().count()];
        for (NetworkCells.Group group : run.cells().groups()) {
            BitSet own = group.cells();
            own.and(cells);
            if (!own.isEmpty()) {
                PopulationCounter counter =
                        new PopulationCounter(group.name(), own.stream().toArray(), window);
                counters.add(counter);
                own.stream().forEach(cell -> ofCell[cell] = counter);
            }
        }
        if (window.toPs() > run.endPs() + 1) {
            throw new IllegalArgumentException(
                    "the window ends at " + window.toPs() + " ps; allowed: up to " + run.endPs() + " ps");
        }
        SpikeSelection selection =
                run.everything().of(cells).between(window.fromPs(), Math.min(window.toPs() - 1, run.endPs()));
        run.spikes(selection, (time, cell) -> ofCell[cell].add(time, cell));
        return counters.stream().map(PopulationCounter::statistics).toList();
    }
}
