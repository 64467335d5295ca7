package io.dopaflow.simulator.cluster;

import io.dopaflow.models.spiking.SpikingRecorder;

/** What has been recorded and waits to be sent or handed on. Not safe for use by several threads. */
final class Recorded implements SpikingRecorder {
    private final Rows.Buffer spikes = new Rows.Buffer(0);
    private final Rows.Buffer states = new Rows.Buffer(1);
    private final Rows.Buffer synapses = new Rows.Buffer(2);
    private final Rows.Buffer released = new Rows.Buffer(1);
    private final Rows.Buffer concentrations = new Rows.Buffer(1);

    @Override
    public void spikes(long[] timesPs, int[] cells, int count) {
        for (int i = 0; i < count; i++) {
            spikes.add(timesPs[i], cells[i], 0, 0);
        }
    }

    @Override
    public void state(long timePs, int cell, int variable, double value) {
        states.add(timePs, (long) cell << Integer.SIZE | variable, value, 0);
    }

    @Override
    public void synapse(long timePs, long synapse, double weight, double eligibility) {
        synapses.add(timePs, synapse, weight, eligibility);
    }

    @Override
    public void released(long timePs, int modulator, double amount) {
        released.add(timePs, modulator, amount, 0);
    }

    @Override
    public void concentration(long timePs, int modulator, double value) {
        concentrations.add(timePs, modulator, value, 0);
    }

    /** Rows of the kinds of which there can be many. */
    int count() {
        return spikes.count() + states.count() + synapses.count();
    }

    Rows.Buffer spikes() {
        return spikes;
    }

    /**
     * Gives all away.
     *
     * @param untilPs up to which this is all
     */
    FromPart.Records take(long untilPs, long spikeCount, long synapticEvents) {
        return new FromPart.Records(
                untilPs,
                spikes.take(),
                states.take(),
                synapses.take(),
                released.take(),
                concentrations.take(),
                spikeCount,
                synapticEvents);
    }

    void addAll(FromPart.Records records) {
        spikes.addAll(records.spikes());
        states.addAll(records.states());
        synapses.addAll(records.synapses());
        released.addAll(records.released());
        concentrations.addAll(records.concentrations());
    }

    /**
     * Gives all but spikes away up to a time.
     *
     * @param handedPs what is not later than this is dropped
     */
    void takeUpTo(long untilPs, long handedPs, SpikingRecorder recorder) {
        states.takeUpTo(
                untilPs,
                later(
                        handedPs,
                        (timePs, entity, value, none) ->
                                recorder.state(timePs, (int) (entity >>> Integer.SIZE), (int) entity, value)));
        synapses.takeUpTo(untilPs, later(handedPs, recorder::synapse));
        released.takeUpTo(
                untilPs,
                later(
                        handedPs,
                        (timePs, modulator, amount, none) -> recorder.released(timePs, (int) modulator, amount)));
        concentrations.takeUpTo(
                untilPs,
                later(
                        handedPs,
                        (timePs, modulator, value, none) -> recorder.concentration(timePs, (int) modulator, value)));
    }

    private static Rows.Taker later(long handedPs, Rows.Taker taker) {
        return (timePs, entity, value, other) -> {
            if (timePs > handedPs) {
                taker.take(timePs, entity, value, other);
            }
        };
    }
}
