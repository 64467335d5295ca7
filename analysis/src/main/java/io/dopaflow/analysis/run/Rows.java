package io.dopaflow.analysis.run;

import org.duckdb.DuckDBDataChunkWriter;

/** Rows of one table on their way from a caller to the writer thread. */
non-sealed interface Rows extends Queued {

    RunTable table();

    @Override
    int count();

    /**
     * Hands some of the rows to DuckDB. Called by the writer thread, perhaps several times for the same rows.
     *
     * @param chunk takes them, column by column
     * @param at where the first of them goes in the chunk
     * @param from the first of them
     * @param rows how many
     */
    void fill(DuckDBDataChunkWriter chunk, int at, int from, int rows);
}
