package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import java.util.List;
import java.util.Set;

/** Reads what was recorded of the modulators of a network. */
public final class ModulatorRows {
    private final RunDatabase database;

    ModulatorRows(RunDatabase database) {
        this.database = database;
    }

    /** Takes a number of a modulator. */
    @FunctionalInterface
    public interface Taker {
        /** At a time in ps: an amount, or a concentration in 1/ms. */
        void take(long timePs, String modulator, double value);
    }

    /** Hands over what was released, in the order of time, at one time of modulator. */
    public void released(Taker taker) {
        rows(
                SpikingTable.EVENTS,
                "SELECT time_ps, name, amount FROM events WHERE kind = '" + SpikingTable.RELEASED
                        + "' ORDER BY time_ps, name",
                taker);
    }

    /** Hands over recorded concentrations, in the same order. */
    public void concentrations(Taker taker) {
        rows(
                SpikingTable.MODULATORS,
                "SELECT time_ps, modulator, value FROM modulators ORDER BY time_ps, modulator",
                taker);
    }

    private void rows(Table table, String sql, Taker taker) {
        database.query(
                Set.of(table), sql, List.of(), row -> taker.take(row.getLong(1), row.getString(2), row.getDouble(3)));
    }
}
