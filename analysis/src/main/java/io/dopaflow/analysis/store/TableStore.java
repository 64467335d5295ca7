package io.dopaflow.analysis.store;

import io.dopaflow.models.record.RecordingFailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes tables while rows come. Rows gather in batches; full batches go through one bounded queue to one thread, which
 * lets a DuckDB of limited memory write them to Parquet files, every two seconds or so. When the disk is slower than those
 * who give rows, the queue is full and they wait: memory is bounded, however long they go on. After a failure (a full disk,
 * say) whatever was written stays readable, the callback given at construction is called once, and everybody who gives
 * rows, or waits to, gets an exception with the message of the failure.
 */
public final class TableStore implements AutoCloseable {
    /** How often rows are brought to the disk that do not fill a batch. */
    public static final Duration FLUSH_INTERVAL = Duration.ofSeconds(2);

    /** The folder into which DuckDB moves what does not fit into its memory. */
    public static final String SPILL_FOLDER = ".spill";

    /** Batches that may wait; with those being filled and those of the open parts it bounds the heap to some 60 MB. */
    static final int QUEUE_CAPACITY = 16;

    /** Enough to sort; whatever does not fit is spilled. */
    private static final String MEMORY_LIMIT = "128MB";

    private static final int MERGING_THREADS = 2;

    /** Share of the time that may go into flushing: after a flush of one second there is none for ten. */
    private static final int REST_AFTER_FLUSH = 10;

    private final Path directory;
    /** Opens the database; called on the writer thread, since it takes time. */
    private final Callable<DuckDb> opener;

    private final Consumer<StorageException> onFailure;
    private final Duration flushInterval;
    private final List<TableBuffer> buffers;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(QUEUE_CAPACITY);
    private final Thread thread = new Thread(this::run, "table-writer");
    private volatile Optional<StorageException> failure = Optional.empty();
    private volatile boolean closed;
    private volatile long rowsWritten;

    /** Of the writer thread. */
    private final Map<TableBuffer, TableParts> parts = new LinkedHashMap<>();

    private long nextFlush;
    private boolean done;

    /** Something for the writer thread: rows to be taken, or what is to be done when those before are on the disk. */
    private record Work(int rows, long handedOver, Runnable action) {}

    /**
     * Starts to write; returns at once, while the writer thread gets ready.
     *
     * @param directory that exists; parts that it has already belong to the tables
     * @param tables that there will be, also if no row comes
     * @param flushInterval usually {@link #FLUSH_INTERVAL}
     * @param onFailure called once, on the writer thread, when nothing more can be written
     */
    public TableStore(
            Path directory, List<Table> tables, Duration flushInterval, Consumer<StorageException> onFailure) {
        this(
                directory,
                tables,
                flushInterval,
                onFailure,
                () -> new DuckDb(MEMORY_LIMIT, 1, directory.resolve(SPILL_FOLDER)));
    }

    TableStore(
            Path directory,
            List<Table> tables,
            Duration flushInterval,
            Consumer<StorageException> onFailure,
            Callable<DuckDb> opener) {
        this.directory = directory;
        this.flushInterval = flushInterval;
        this.onFailure = onFailure;
        this.opener = opener;
        this.buffers =
                tables.stream().map(table -> new TableBuffer(table, this)).toList();
        thread.setDaemon(true);
        thread.start();
    }

    /** Where rows of a table go. */
    public TableBuffer buffer(Table table) {
        return buffers.stream()
                .filter(buffer -> buffer.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Brings all rows that were given before this call to the disk. Waits for room in the queue only.
     *
     * @param whenOnDisk called when they are there, on the writer thread; never if that fails
     */
    public void flush(Runnable whenOnDisk) {
        requireOpen();
        buffers.forEach(TableBuffer::handOver);
        put(0, () -> {
            parts.values().forEach(TableParts::flush);
            whenOnDisk.run();
        });
    }

    /** Rows in full batches that the writer thread has not taken yet. */
    public long rowsWaiting() {
        return queue.stream().mapToLong(Work::rows).sum();
    }

    /** Rows written so far. */
    public long rowsWritten() {
        return rowsWritten;
    }

    /** How long the oldest rows that wait for the writer thread have waited, in nanoseconds; 0 when none wait. */
    public long lagNanos() {
        Work oldest = queue.peek();
        return oldest == null ? 0 : System.nanoTime() - oldest.handedOver();
    }

    /** What has made writing impossible, if anything has. */
    public Optional<StorageException> failure() {
        return failure;
    }

    /**
     * Writes what is left and sorts each table into one file. May take a while after many rows. Those who give rows must
     * have stopped before. Does nothing when called again.
     *
     * @throws RecordingFailedException if rows are missing from the files, or a table could not be brought into one file;
     *     what was written before can be read
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            buffers.forEach(TableBuffer::handOver);
        } finally {
            putAtOnce(0, () -> done = true);
            awaitThread();
        }
        requireNoFailure();
    }

    /** Waits for the thread to end, even when interrupted: leaving early would leave files half sorted. */
    private void awaitThread() {
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void requireOpen() {
        requireNoFailure();
        if (closed) {
            throw new IllegalStateException("rows came after the tables were closed");
        }
    }

    private void requireNoFailure() {
        failure.ifPresent(first -> {
            throw new RecordingFailedException(String.valueOf(first.getMessage()), first);
        });
    }

    /** Hands a batch over; waits while the queue is full. */
    void put(TableBuffer buffer, Batch batch) {
        put(batch.count(), () -> append(buffer, batch));
    }

    private void put(int rows, Runnable action) {
        room.acquireUninterruptibly();
        requireNoFailure();
        putAtOnce(rows, () -> {
            room.release();
            action.run();
        });
    }

    /** Hands a batch over though the queue may be full. For the writer thread. */
    void putAtOnce(TableBuffer buffer, Batch batch) {
        putAtOnce(batch.count(), () -> append(buffer, batch));
    }

    private void putAtOnce(int rows, Runnable action) {
        queue.add(new Work(rows, System.nanoTime(), action));
    }

    private void run() {
        try (DuckDb database = opener.call()) {
            for (TableBuffer buffer : buffers) {
                Table table = buffer.table();
                parts.put(
                        buffer,
                        new TableParts(
                                table, table.parts(directory), table.file(directory), database, buffer::giveBack));
            }
            write();
            merge(database);
        } catch (StorageException e) {
            fail(e);
        } catch (Throwable e) {
            // Whatever it is, callers wait for this thread: none may be left waiting for ever.
            fail(new StorageException(directory, "the run can no longer be written", e));
        }
    }

    private void write() throws InterruptedException {
        nextFlush = System.nanoTime() + flushInterval.toNanos();
        while (!done) {
            Work work = queue.poll(nextFlush - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (work != null) {
                work.action().run();
            }
            if (System.nanoTime() - nextFlush >= 0) {
                // Behind the batches that wait, so that rows stay in the order in which they came.
                nextFlush = System.nanoTime() + TimeUnit.DAYS.toNanos(1);
                buffers.forEach(TableBuffer::handOverUnused);
                putAtOnce(0, this::flushInTurn);
            }
        }
    }

    private void flushInTurn() {
        long start = System.nanoTime();
        parts.values().forEach(TableParts::flush);
        long end = System.nanoTime();
        nextFlush = end + Math.max(flushInterval.toNanos(), REST_AFTER_FLUSH * (end - start));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the writer thread writes it.
    private void append(TableBuffer buffer, Batch batch) {
        int rows = batch.count();
        Objects.requireNonNull(parts.get(buffer)).append(batch);
        rowsWritten += rows;
    }

    /** All tables, also if one cannot be merged. */
    private void merge(DuckDb database) throws SQLException {
        parts.values().forEach(TableParts::flush);
        // Nobody computes any more.
        database.execute("SET threads = " + MERGING_THREADS);
        StorageException first = null;
        for (TableParts table : parts.values()) {
            try {
                table.merge();
            } catch (StorageException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void fail(StorageException reason) {
        failure = Optional.of(reason);
        queue.clear();
        room.release(Integer.MAX_VALUE / 2);
        try {
            onFailure.accept(reason);
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
