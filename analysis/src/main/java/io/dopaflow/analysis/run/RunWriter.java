package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes the tables of a run directory while the run goes on. Any number of threads may call it.
 *
 * <p>Rows gather in batches; full batches go through one bounded queue to one thread, which writes them to Parquet files
 * every two seconds or so. When the disk is slower than the run the queue is full and callers wait: memory is bounded,
 * whatever the length of the run. After a failure (a full disk, say) whatever was written stays readable, the callback
 * given at construction is called once, and every later call throws an exception with the same message and file.
 *
 * <p>Times are picoseconds of virtual time. Numbers must be finite. {@link #close} sorts every table into one file.
 */
public final class RunWriter implements CycleRecorder, AutoCloseable {

    /** Batches that may wait; with those being filled and those of the open parts it bounds the heap to some 40 MB. */
    private static final int QUEUE_CAPACITY = 16;

    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(2);

    private final RowQueue queue = new RowQueue(QUEUE_CAPACITY);
    private final BatchPool pool = new BatchPool();
    private final Map<RunTable, TableBuffer> buffers = new EnumMap<>(RunTable.class);
    private final TableBuffer spikes = buffer(RunTable.SPIKES);
    private final TableBuffer arrivals = buffer(RunTable.ARRIVALS);
    private final TableBuffer rewards = buffer(RunTable.REWARDS);
    private final TableBuffer weights = buffer(RunTable.WEIGHTS);
    private final WriterThread writer;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    /**
     * Starts to write; returns at once, while the writer thread gets ready.
     *
     * @param directory of the run
     * @param onFailure called once, on the writer thread, when nothing more can be written
     */
    public RunWriter(RunDirectory directory, Consumer<RunDirectoryException> onFailure) {
        this(directory, () -> new DuckDbSink(directory), onFailure, FLUSH_INTERVAL);
    }

    RunWriter(
            RunDirectory directory,
            RowSink.Factory sink,
            Consumer<RunDirectoryException> onFailure,
            Duration flushInterval) {
        writer =
                new WriterThread(directory, sink, queue, pool, List.copyOf(buffers.values()), onFailure, flushInterval);
        writer.start();
    }

    private TableBuffer buffer(RunTable table) {
        TableBuffer buffer = new TableBuffer(table, queue, pool);
        buffers.put(table, buffer);
        return buffer;
    }

    /** Describes the network; once for a run. */
    public void network(Network network) {
        queue.put(new NetworkRows.Neurons(network));
        queue.put(new NetworkRows.Synapses(network));
    }

    /** A neuron's window opens or is read out, with the amplitude of its spike; cycles count from 0. */
    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
        requireFinite(amplitude, "amplitude of neuron", neuron);
        spikes.add(timePs, neuron, kind.ordinal(), Double.doubleToRawLongBits(amplitude), opportunity, cycle);
    }

    /** A spike arrives at a synapse's postsynaptic neuron. */
    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {
        arrivals.add(timePs, synapse, opportunity, cycle);
    }

    /** The reward of a cycle is broadcast. */
    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        requireFinite(loss, "loss of opportunity", opportunity);
        requireFinite(reward, "reward of opportunity", opportunity);
        rewards.add(timePs, opportunity, cycle, Double.doubleToRawLongBits(loss), Double.doubleToRawLongBits(reward));
    }

    /** A synapse's weight after a cycle; cycle -1 means as the opportunity starts. */
    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {
        requireFinite(theta, "theta of synapse", synapse);
        weights.add(timePs, opportunity, cycle, synapse, Double.doubleToRawLongBits(theta));
    }

    /**
     * The weights of all synapses after a cycle; cycle -1 means as the opportunity starts.
     *
     * @param theta log-weights by synapse id; copied
     */
    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] theta) {
        for (int synapse = 0; synapse < theta.length; synapse++) {
            requireFinite(theta[synapse], "theta of synapse", synapse);
        }
        weights.addWeights(timePs, opportunity, cycle, theta);
    }

    /** How well the network does. */
    public void progress(Progress progress) {
        queue.put(progress.asRows());
    }

    /**
     * Keeps a checkpoint, once all rows that were given before this call are on the disk. Waits like any other caller.
     *
     * @param checkpoint a state; no row of its cycles may come later
     * @param whenWritten called when it is kept, on the writer thread; never if that fails
     */
    public void checkpoint(Checkpoint checkpoint, Runnable whenWritten) {
        buffers.values().forEach(TableBuffer::handOver);
        queue.put(new CheckpointMark(checkpoint, whenWritten));
    }

    /** Rows in full batches that the writer thread has not taken yet. */
    public long rowsWaiting() {
        return queue.rowsWaiting();
    }

    /** Rows written so far. */
    public long rowsWritten() {
        return writer.rowsWritten();
    }

    /** How long the oldest rows that wait for the writer thread have waited, in nanoseconds; 0 when none wait. */
    public long lagNanos() {
        return queue.lagNanos();
    }

    /** What has made writing impossible, if anything has. */
    public Optional<RunDirectoryException> failure() {
        return queue.failure();
    }

    /**
     * Writes what is left and sorts each table into one file. May take a while after a long run. Callers must have
     * stopped before. Does nothing when called again.
     *
     * @throws RunDirectoryException if rows are missing from the files, or a table could not be brought into one file;
     *     what was written before can be read
     */
    @Override
    public void close() {
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try {
                buffers.values().forEach(TableBuffer::close);
            } finally {
                queue.close();
                writer.await();
            }
            queue.failure().ifPresent(failure -> {
                throw failure.again();
            });
        } finally {
            closing.unlock();
        }
    }

    private static void requireFinite(double value, String name, long id) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " " + id + " must be finite, was " + value);
        }
    }
}
