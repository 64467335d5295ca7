package io.dopaflow.simulator.cluster;

import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.population.spiking.PartState;
import io.dopaflow.simulator.population.spiking.Wish;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Collects what a part of a network records, and sends it to the coordinator now and then. */
final class PartRecorder implements SpikingRecorder, ProgressListener, Checkpoints {
    private static final int MANY = 16_384;
    private static final long OFTEN_NANOS = 100_000_000;

    private final RunCounters counters;
    private final Consumer<FromPart> coordinator;
    private final AtomicReference<Wish> wish = new AtomicReference<>(Wish.NONE);
    private final Recorded rows = new Recorded();
    private long completePs = -1;
    private long sentNanos = System.nanoTime();

    PartRecorder(RunCounters counters, Consumer<FromPart> coordinator) {
        this.counters = counters;
        this.coordinator = coordinator;
    }

    @Override
    public synchronized void spikes(long[] timesPs, int[] cells, int count) {
        rows.spikes(timesPs, cells, count);
    }

    @Override
    public synchronized void state(long timePs, int cell, int variable, double value) {
        rows.state(timePs, cell, variable, value);
    }

    @Override
    public synchronized void synapse(long timePs, long synapse, double weight, double eligibility) {
        rows.synapse(timePs, synapse, weight, eligibility);
    }

    @Override
    public synchronized void released(long timePs, int modulator, double amount) {
        rows.released(timePs, modulator, amount);
    }

    @Override
    public synchronized void concentration(long timePs, int modulator, double value) {
        rows.concentration(timePs, modulator, value);
    }

    /** Told within each window, before synapses are looked at: complete is what the window before has told. */
    @Override
    public synchronized void onProgress(long milliseconds) {
        if (rows.count() >= MANY || System.nanoTime() - sentNanos > OFTEN_NANOS) {
            send(completePs);
        }
        completePs = Math.max(-1, milliseconds * VirtualTime.PICOSECONDS_PER_MILLISECOND);
    }

    /** Sends all there is. */
    synchronized void flush(long untilPs) {
        send(untilPs);
    }

    private void send(long untilPs) {
        sentNanos = System.nanoTime();
        coordinator.accept(rows.take(untilPs, counters.spikes(), counters.synapticEvents()));
    }

    /** The coordinator wishes for something. */
    void want(Wish wanted) {
        wish.set(wanted);
    }

    @Override
    public boolean isDue() {
        return wish.compareAndSet(Wish.CHECKPOINT, Wish.NONE);
    }

    @Override
    public void take(SimulationState state) {
        PartState part = PartState.of(state);
        flush(part.timePs());
        coordinator.accept(new FromPart.State(part));
    }
}
