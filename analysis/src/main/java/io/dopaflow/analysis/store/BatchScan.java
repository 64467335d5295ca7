package io.dopaflow.analysis.store;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Lets DuckDB read batches from the arrays of this process whenever a statement names their relation: column by column, a
 * few thousand rows at a call. Nothing is appended row by row.
 */
record BatchScan(Table table, List<Batch> batches) implements DuckDBTableFunction<Table, BatchScan.Cursor, Table> {
    /** How far a statement has read. */
    static final class Cursor {
        private int next;
        private int from;
    }

    /**
     * Makes a relation of the batches that will be in the list as a statement is executed.
     *
     * @return its name in SQL
     */
    static String register(Table table, List<Batch> batches, DuckDBConnection connection) throws SQLException {
        String name = "gathered_" + table.name();
        try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
            function.withName(name).withFunction(new BatchScan(table, batches)).register(connection);
        }
        return name + "()";
    }

    @Override
    public Table bind(DuckDBTableFunctionBindInfo info) {
        table.columns().forEach(column -> info.addResultColumn(column.name(), column.gathered()));
        return table;
    }

    @Override
    public Cursor init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return new Cursor();
    }

    @Override
    public Table localInit(DuckDBTableFunctionInitInfo info) {
        return table;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        Cursor cursor = info.getInitData();
        int capacity = (int) chunk.capacity();
        int filled = 0;
        while (filled < capacity && cursor.next < batches.size()) {
            Batch batch = batches.get(cursor.next);
            int taken = Math.min(capacity - filled, batch.count() - cursor.from);
            batch.fill(chunk, filled, cursor.from, taken);
            filled += taken;
            cursor.from += taken;
            if (cursor.from == batch.count()) {
                cursor.next++;
                cursor.from = 0;
            }
        }
        return filled;
    }
}
