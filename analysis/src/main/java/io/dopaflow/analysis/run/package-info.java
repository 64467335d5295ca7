/**
 * Run directories: what a run leaves behind, written as the run goes ({@link io.dopaflow.analysis.run.RunWriter}) and
 * read back whether it ended or was killed ({@link io.dopaflow.analysis.run.RunReader}).
 *
 * <p>Tables are Parquet files written and read through DuckDB, which no other package sees.
 */
@NullMarked
package io.dopaflow.analysis.run;

import org.jspecify.annotations.NullMarked;
