/**
 * How numbers reach the disk and come back: columns, rows on their way through a queue to a DuckDB that writes Parquet
 * files, files that appear whole or not at all, the lock on a directory, digests. Nothing here knows what a table means.
 *
 * <p>A row goes {@link io.dopaflow.analysis.store.TableBuffer} -> {@link io.dopaflow.analysis.store.Batch} ->
 * {@link io.dopaflow.analysis.store.TableStore} -> {@link io.dopaflow.analysis.store.TableParts} ->
 * {@link io.dopaflow.analysis.store.Column}, and each of its numbers is copied twice: into the batch, and into DuckDB's
 * vector.
 */
@NullMarked
package io.dopaflow.analysis.store;

import org.jspecify.annotations.NullMarked;
