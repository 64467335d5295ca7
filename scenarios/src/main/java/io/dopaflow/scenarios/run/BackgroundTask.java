package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.store.DirectoryLock;
import io.dopaflow.simulator.engine.Cancellation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that goes on in a thread of its own, writes into a directory that nobody else can write meanwhile, can be ended
 * early, and gives an outcome.
 *
 * @param <O> of the outcome
 */
public class BackgroundTask<O> implements AutoCloseable {
    private final Path directory;
    private final Cancellation cancellation;
    private final FutureTask<O> task;

    /**
     * Starts work.
     *
     * @param name of its thread
     * @param directory that it writes into
     * @param lock on the directory, given back at the end
     * @param cancellation by which it can be ended
     * @param work to be done
     */
    BackgroundTask(String name, Path directory, DirectoryLock lock, Cancellation cancellation, Callable<O> work) {
        this.directory = directory;
        this.cancellation = cancellation;
        this.task = new FutureTask<>(() -> {
            try {
                return work.call();
            } finally {
                lock.close();
            }
        });
        new Thread(task, name).start();
    }

    /**
     * Starts work in a directory that is locked meanwhile.
     *
     * @throws io.dopaflow.analysis.store.FileException if another process is writing the directory
     */
    public static <O> BackgroundTask<O> start(
            String name, Path directory, Cancellation cancellation, Callable<O> work) {
        return new BackgroundTask<>(name, directory, DirectoryLock.take(directory), cancellation, work);
    }

    /** Where it is written. */
    public final Path directory() {
        return directory;
    }

    /** Asks it to end soon, after the cycle that it is in; its directory will be complete and say so. */
    public final void cancel() {
        cancellation.request();
    }

    /**
     * Waits at most so long for the end, and returns whether it has come.
     *
     * @throws InterruptedException if this thread is interrupted; the work goes on
     */
    public final boolean await(long duration, TimeUnit unit) throws InterruptedException {
        try {
            task.get(duration, unit);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /**
     * Waits for the outcome; the directory is complete then. A run that fails does not throw: its outcome says so.
     *
     * @throws io.dopaflow.analysis.store.FileException if the outcome could not be written
     * @throws InterruptedException if this thread is interrupted; the work goes on
     */
    public final O await() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof ExecutionException inner ? inner.getCause() : e.getCause();
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the work failed: " + cause, cause);
        }
    }

    /** Cancels it if it is still going on, and waits until its directory is complete. */
    @Override
    public final void close() {
        cancel();
        boolean interrupted = false;
        while (!task.isDone()) {
            try {
                await(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
