package io.dopaflow.analysis.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The spikes that a run of phased learning recorded, as those of one population: {@code neurons}, numbered as the run numbers
 * them, labels behind the neurons. Spikes of amplitude 0 are none. Belongs to a reader, and can be used until that is closed.
 */
public final class PhasedSpikes implements RecordedSpikes {
    private final PhasedRunReader run;
    /** What makes a row a spike, in SQL. */
    static final String SPIKES = " AND amplitude <> 0";

    private final RunDatabase database;
    private final List<String> names;
    private final List<String> phases;
    private final NetworkCells cells;
    private final String narrowed;
    private final long endPs;

    PhasedSpikes(PhasedRunReader run, RunDatabase database, String narrowed) {
        this.run = run;
        this.database = database;
        this.narrowed = narrowed;
        this.names = new NetworkReader(database).names();
        this.phases = run.phases();
        this.cells = new NetworkCells(List.of(new NetworkCells.Group(
                RecordedCycles.NEURONS, 0, names.size(), run.manifest().family())));
        long[] last = {0};
        database.query(
                Set.of(PhasedTable.SPIKES),
                "SELECT coalesce(max(time_ps), 0) FROM spikes",
                List.of(),
                row -> last[0] = row.getLong(1));
        this.endPs = last[0];
    }

    /**
     * Only those of some phases.
     *
     * @param wanted their names
     * @throws IllegalArgumentException if there is no such phase
     */
    public PhasedSpikes ofPhases(Set<String> wanted) {
        for (String name : wanted) {
            if (!phases.contains(name)) {
                throw new IllegalArgumentException(
                        "phase " + name + ": found none; allowed are " + String.join(", ", phases));
            }
        }
        String numbers = IntStream.range(0, phases.size())
                .filter(phase -> wanted.contains(phases.get(phase)))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        return new PhasedSpikes(run, database, narrowed + " AND phase IN (" + numbers + ")");
    }

    /** Only those of learning opportunities from one to another, both included. */
    public PhasedSpikes ofOpportunities(long first, long last) {
        return new PhasedSpikes(run, database, narrowed + " AND opportunity BETWEEN " + first + " AND " + last);
    }

    @Override
    public String name() {
        return run.manifest().name();
    }

    @Override
    public NetworkCells cells() {
        return cells;
    }

    /** The names of the units, by their numbers. */
    public List<String> units() {
        return List.copyOf(names);
    }

    /**
     * The units that a user names: by their names, or by their numbers.
     *
     * @throws IllegalArgumentException if there is no such unit
     */
    public BitSet named(List<String> wanted) {
        BitSet found = new BitSet();
        for (String name : wanted) {
            if (names.contains(name)) {
                found.set(names.indexOf(name));
            } else {
                found.or(cells.named(Set.of(name)));
            }
        }
        return found;
    }

    /** The time of the last spike, in ps. */
    @Override
    public long endPs() {
        return endPs;
    }

    @Override
    public void spikes(SpikeSelection selection, SpikeTaker taker) {
        each(selection, spike -> taker.take(spike.timePs(), spike.unit()));
    }

    /**
     * A spike.
     *
     * @param unit its number
     * @param phase the name of the phase
     * @param amplitude that was sent, not 0
     * @param opportunity the learning opportunity, from 0
     */
    public record Spike(long timePs, int unit, String phase, double amplitude, long opportunity) {}

    /** Takes a spike. */
    @FunctionalInterface
    public interface Taker {
        /** A spike. */
        void take(Spike spike);
    }

    /**
     * Hands over spikes in the order of time, at one time of unit.
     *
     * @throws IllegalArgumentException if the selection asks for times that the run has not
     */
    public void each(SpikeSelection selection, Taker taker) {
        database.query(
                Set.of(PhasedTable.SPIKES),
                "SELECT time_ps, neuron, phase, amplitude, opportunity FROM spikes" + selection.conditionInSql(endPs)
                        + narrowed + " ORDER BY time_ps, neuron" + selection.limitInSql(),
                List.of(selection.fromPs(), selection.toPs()),
                row -> taker.take(new Spike(
                        row.getLong(1), row.getInt(2), phases.get(row.getInt(3)), row.getDouble(4), row.getLong(5))));
    }

    /**
     * What the spikes of a unit in a phase were.
     *
     * @param unit its number
     * @param phase the name of the phase
     * @param spikes how many
     * @param meanAmplitude of them
     */
    public record Count(int unit, String phase, long spikes, double meanAmplitude) {}

    /** Counts the spikes of each unit in each phase in which it has any. */
    public List<Count> counts(SpikeSelection selection) {
        List<Count> counts = new ArrayList<>();
        database.query(
                Set.of(PhasedTable.SPIKES),
                "SELECT neuron, phase, count(*), avg(amplitude) FROM spikes" + selection.conditionInSql(endPs)
                        + narrowed + " GROUP BY 1, 2 ORDER BY 1, 2",
                List.of(selection.fromPs(), selection.toPs()),
                row -> counts.add(
                        new Count(row.getInt(1), phases.get(row.getInt(2)), row.getLong(3), row.getDouble(4))));
        return counts;
    }
}
