package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.source.SpikeSource;

/** A cell whose spikes are given. On a grid it spikes at the end of a step. */
public final class GivenCell implements Cell {
    private final SpikeSource train;
    private final long unit;
    private long next;

    /**
     * A cell.
     *
     * @param unit of time, in ps
     * @param after its spikes after this time, in ps; from -1
     */
    GivenCell(SpikeSource train, long unit, long after) {
        this.train = train;
        this.unit = unit;
        this.next = train.next(after);
    }

    @Override
    public void advance(long untilPs, Arrivals arrivals, SpikeSink sink) {
        for (; next <= untilPs; next = train.next(next)) {
            sink.spike((next + unit - 1) / unit * unit);
        }
    }

    @Override
    public double value(int variable) {
        throw new IllegalArgumentException("a cell whose spikes are given has no variables");
    }

    @Override
    public NeuronState state() {
        return new NeuronState(new double[0], new long[0]);
    }

    @Override
    public void restore(NeuronState state) {
        // Its spikes are a function of time.
    }

    @Override
    public long restsUntil() {
        return next - 1;
    }

    @Override
    public long ownArrivals() {
        return 0;
    }
}
