package io.dopaflow.analysis.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Rows of one table that wait for their part, in arrays of this process. DuckDB reads them from there whenever a statement
 * names {@link #relation()}: column by column, a few thousand rows at a call. Nothing is appended row by row.
 */
final class GatheredRows {

    private final RunTable table;
    private final List<Rows> rows = new ArrayList<>();
    private final ArrayDeque<ColumnBatch> free = new ArrayDeque<>();
    private RowOrder order;
    private int count;

    GatheredRows(RunTable table, Connection connection) throws SQLException {
        this.table = table;
        this.order = new RowOrder(table);
        try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
            function.withName(name()).withFunction(new Scan()).register(connection);
        }
    }

    /** The relation of the gathered rows in SQL, in the order in which they came. */
    String relation() {
        return name() + "()";
    }

    private String name() {
        return "gathered_" + table.text();
    }

    int count() {
        return count;
    }

    /** Of the rows since the last {@link #clear}. */
    RowOrder order() {
        return order;
    }

    /** Copies rows of numbers, so that their arrays can be used again; keeps others. */
    void add(Rows more) {
        order.add(more);
        count += more.count();
        if (more instanceof ColumnBatch batch) {
            int done = 0;
            while (done < batch.count()) {
                done += open().addAll(batch, done);
            }
        } else {
            rows.add(more);
        }
    }

    private ColumnBatch open() {
        if (!rows.isEmpty() && rows.get(rows.size() - 1) instanceof ColumnBatch last && !last.isFull()) {
            return last;
        }
        ColumnBatch batch = free.isEmpty() ? new ColumnBatch(table) : free.pop();
        rows.add(batch);
        return batch;
    }

    void clear() {
        for (Rows some : rows) {
            if (some instanceof ColumnBatch batch) {
                batch.clear();
                free.push(batch);
            }
        }
        rows.clear();
        order = new RowOrder(table);
        count = 0;
    }

    /** How far a statement has read. */
    private static final class Cursor {
        private int next;
        private int from;
    }

    /** Hands the rows to DuckDB, on the thread of the statement. */
    private final class Scan implements DuckDBTableFunction<RunTable, Cursor, RunTable> {

        @Override
        public RunTable bind(DuckDBTableFunctionBindInfo info) {
            table.columns().forEach(column -> info.addResultColumn(column.name(), column.gathered()));
            return table;
        }

        @Override
        public Cursor init(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(1);
            return new Cursor();
        }

        @Override
        public RunTable localInit(DuckDBTableFunctionInitInfo info) {
            return table;
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
            Cursor cursor = info.getInitData();
            int capacity = (int) chunk.capacity();
            int filled = 0;
            while (filled < capacity && cursor.next < rows.size()) {
                Rows some = rows.get(cursor.next);
                int taken = Math.min(capacity - filled, some.count() - cursor.from);
                some.fill(chunk, filled, cursor.from, taken);
                filled += taken;
                cursor.from += taken;
                if (cursor.from == some.count()) {
                    cursor.next++;
                    cursor.from = 0;
                }
            }
            return filled;
        }
    }
}
