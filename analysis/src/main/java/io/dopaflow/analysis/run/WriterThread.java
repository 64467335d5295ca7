package io.dopaflow.analysis.run;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The thread that takes rows from the queue and brings them to the disk, until the queue is closed or this fails. */
final class WriterThread {

    /** Share of the time that may go into flushing: after a flush of one second there is none for ten. */
    private static final int REST_AFTER_FLUSH = 10;

    private final RunDirectory directory;
    private final CheckpointStore checkpoints;
    private final RowSink.Factory factory;
    private final RowQueue queue;
    private final BatchPool pool;
    private final List<TableBuffer> buffers;
    private final Consumer<RunDirectoryException> onFailure;
    private final Duration flushInterval;
    private final Thread thread;
    private volatile long rowsWritten;

    WriterThread(
            RunDirectory directory,
            RowSink.Factory factory,
            RowQueue queue,
            BatchPool pool,
            List<TableBuffer> buffers,
            Consumer<RunDirectoryException> onFailure,
            Duration flushInterval) {
        this.directory = directory;
        this.checkpoints = new CheckpointStore(directory.path());
        this.factory = factory;
        this.queue = queue;
        this.pool = pool;
        this.buffers = buffers;
        this.onFailure = onFailure;
        this.flushInterval = flushInterval;
        this.thread = new Thread(this::run, "run-writer");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    long rowsWritten() {
        return rowsWritten;
    }

    /** Waits for the thread to end, even when interrupted: leaving early would leave files half sorted. */
    void await() {
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

    private void run() {
        try (RowSink sink = factory.open()) {
            write(sink);
            sink.merge();
        } catch (RunDirectoryException e) {
            fail(e);
        } catch (Throwable e) {
            // Whatever it is, callers wait for this thread: none may be left waiting for ever.
            fail(new RunDirectoryException(directory.path(), "the run can no longer be written", e));
        }
    }

    private void write(RowSink sink) throws InterruptedException {
        long nextFlush = System.nanoTime() + flushInterval.toNanos();
        while (!queue.isDone()) {
            queue.poll(nextFlush).ifPresent(item -> take(sink, item));
            long start = System.nanoTime();
            if (start - nextFlush >= 0) {
                takePartial(sink);
                sink.flush();
                long end = System.nanoTime();
                nextFlush = end + Math.max(flushInterval.toNanos(), REST_AFTER_FLUSH * (end - start));
            }
        }
    }

    private void take(RowSink sink, Queued item) {
        if (item instanceof CheckpointMark mark) {
            sink.flush();
            checkpoints.write(mark.checkpoint());
            mark.whenWritten().run();
        } else if (item instanceof Rows rows) {
            append(sink, rows);
        }
    }

    private void takePartial(RowSink sink) {
        for (TableBuffer buffer : buffers) {
            for (int stripe = 0; stripe < buffer.stripeCount(); stripe++) {
                buffer.takePartial(stripe).ifPresent(rows -> append(sink, rows));
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only this thread writes it.
    private void append(RowSink sink, Rows rows) {
        sink.append(rows);
        rowsWritten += rows.count();
        pool.giveBack(rows);
    }

    private void fail(RunDirectoryException failure) {
        queue.fail(failure);
        try {
            onFailure.accept(failure);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
