package io.dopaflow.analysis.run;

import java.io.IOException;
import java.sql.SQLException;

/** Where the writer thread puts rows. Used by that thread alone. */
interface RowSink extends AutoCloseable {

    /** Makes a sink; called on the writer thread, since it takes time. */
    @FunctionalInterface
    interface Factory {
        RowSink open() throws IOException, SQLException;
    }

    /** Takes rows; they may be lost until {@link #flush}. */
    void append(Rows rows);

    /** Brings all rows taken so far into files that can be read, and these to the disk. */
    void flush();

    /** Brings all rows into one sorted file for each table. */
    void merge();

    /** Lets go of everything but the files. */
    @Override
    void close();
}
