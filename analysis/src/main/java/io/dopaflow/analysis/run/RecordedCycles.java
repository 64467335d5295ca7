package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.SpikeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The spikes that a run of learning cycles recorded, as those of one population: {@code neurons}, numbered as the run numbers them. A
 * neuron spikes at the onset of its window and at its readout; readouts that stay silent (amplitude 0) are no spikes. Belongs to a
 * reader, and can be used until that is closed.
 */
public final class RecordedCycles implements RecordedSpikes {
    /** The population. */
    public static final String NEURONS = "neurons";

    private final RunReader run;
    private final RunDatabase database;
    private final String kind;
    private final NetworkCells cells;
    private final long endPs;
    private final List<Stretch> stretches;
    private final long opportunities;

    RecordedCycles(RunReader run, RunDatabase database, CycleTiming timing, Optional<SpikeKind> kind) {
        this.run = run;
        this.database = database;
        this.kind = kind.map(only -> " AND kind = '" + only.text() + "'").orElse("");
        this.cells = new NetworkCells(
                List.of(new NetworkCells.Group(NEURONS, 0, run.network().neuronCount(), "learning-cycle")));
        this.endPs = Math.max(timing.startPs(run.manifest().cycleWork().cyclesDone()), lastPs());
        List<Long> kept = kept();
        this.opportunities = kept.size();
        this.stretches = stretches(kept, timing, run.cyclesPerOpportunity());
    }

    /** The latest row in ps. */
    private long lastPs() {
        long[] last = {0};
        database.query(
                Set.of(RunTable.SPIKES),
                "SELECT coalesce(max(time_ps), 0) FROM spikes",
                List.of(),
                row -> last[0] = row.getLong(1));
        return last[0];
    }

    private List<Long> kept() {
        List<Long> kept = new ArrayList<>();
        database.query(
                Set.of(RunTable.SPIKES),
                "SELECT DISTINCT opportunity FROM spikes ORDER BY opportunity",
                List.of(),
                row -> kept.add(row.getLong(1)));
        return kept;
    }

    private List<Stretch> stretches(List<Long> kept, CycleTiming timing, int cycles) {
        List<Stretch> found = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            int first = i;
            while (i + 1 < kept.size() && kept.get(i + 1) == kept.get(i) + 1) {
                i++;
            }
            found.add(new Stretch(
                    timing.startPs(kept.get(first) * cycles),
                    Math.min(endPs, timing.startPs((kept.get(i) + 1) * cycles))));
        }
        return found;
    }

    @Override
    public String name() {
        return run.manifest().name();
    }

    @Override
    public NetworkCells cells() {
        return cells;
    }

    /** The time of the cycles that were done, in ps; where a run was killed or stopped, that of its last spike if it is later. */
    @Override
    public long endPs() {
        return endPs;
    }

    @Override
    public List<Stretch> stretches() {
        return List.copyOf(stretches);
    }

    /** Whether the spikes of all cycles were recorded. */
    public boolean isWhole() {
        return endPs == 0 || stretches.equals(List.of(new Stretch(0, endPs)));
    }

    /** Of how many learning opportunities any spikes were recorded. */
    public long opportunities() {
        return opportunities;
    }

    @Override
    public void spikes(SpikeSelection selection, SpikeTaker taker) {
        SpikeReader reader = new SpikeReader(database, run.network());
        database.query(
                Set.of(RunTable.SPIKES),
                "SELECT time_ps, neuron FROM spikes" + selection.conditionInSql(endPs) + kind
                        + " AND amplitude <> 0 ORDER BY time_ps, neuron" + selection.limitInSql(),
                List.of(selection.fromPs(), selection.toPs()),
                row -> taker.take(row.getLong(1), reader.neuron(row.getInt(2))));
    }
}
