package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.DirectoryLock;
import io.dopaflow.scenarios.run.Ongoing;
import io.dopaflow.simulator.engine.Cancellation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that goes on in a thread of its own and gives an outcome.
 *
 * @param <O> of the outcome
 */
public final class OngoingTask<O> implements Ongoing {
    private final Path directory;
    private final Cancellation cancellation;
    private final FutureTask<O> task;

    private OngoingTask(Path directory, Cancellation cancellation, FutureTask<O> task) {
        this.directory = directory;
        this.cancellation = cancellation;
        this.task = task;
    }

    /**
     * Starts work; until it ends, no other process can start any in the directory.
     *
     * @param name of its thread
     * @param directory that it writes into
     * @param cancellation by which it can be ended
     * @param work to be done
     * @param <O> of the outcome
     * @throws io.dopaflow.analysis.run.RunDirectoryException if another process is writing the directory
     */
    public static <O> OngoingTask<O> start(String name, Path directory, Cancellation cancellation, Callable<O> work) {
        DirectoryLock lock = DirectoryLock.take(directory);
        FutureTask<O> task = new FutureTask<>(() -> {
            try {
                return work.call();
            } finally {
                lock.close();
            }
        });
        OngoingTask<O> ongoing = new OngoingTask<>(directory, cancellation, task);
        new Thread(ongoing.task, name).start();
        return ongoing;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public void cancel() {
        cancellation.request();
    }

    @Override
    public boolean await(long duration, TimeUnit unit) throws InterruptedException {
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
     * Waits for the outcome; the directory is complete then.
     *
     * @throws io.dopaflow.analysis.run.RunDirectoryException if the results could not be written
     * @throws InterruptedException if this thread is interrupted; the work goes on
     */
    public O await() throws InterruptedException {
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
            throw new IllegalStateException("the work broke down: " + cause, cause);
        }
    }
}
