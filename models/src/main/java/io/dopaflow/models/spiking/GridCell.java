package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.neuron.GridGroup;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.PoissonSteps;
import java.util.List;
import java.util.Optional;

/** A neuron on a grid with what it gets for itself. */
public final class GridCell implements Cell {
    private final GridGroup neuron;
    private final long stepPs;
    private final List<Train> trains;
    private final List<CurrentSource> currents;
    private final Optional<IntrinsicCurrent> intrinsic;
    private final Optional<Episodes> episodes;
    private final boolean isScored;
    private final int[] spiking = new int[1];
    private final Arriving arriving = Arriving.at(1);
    private long step;
    private long ownArrivals;

    /**
     * A random train into the neuron.
     *
     * @param weight of its synapse
     * @param delaySteps from a spike to its arrival
     */
    record Train(PoissonSteps.Counter train, double weight, long delaySteps) {}

    /**
     * A cell.
     *
     * @param neuron a group of one
     * @param episodes if the run is divided into them
     * @param isScored whether synapses onto the neuron learn from its score
     * @param step what has happened up to its end has happened
     */
    GridCell(
            GridGroup neuron,
            long stepPs,
            List<Train> trains,
            List<CurrentSource> currents,
            Optional<IntrinsicCurrent> intrinsic,
            Optional<Episodes> episodes,
            boolean isScored,
            long step) {
        this.neuron = neuron;
        this.stepPs = stepPs;
        this.trains = List.copyOf(trains);
        this.currents = List.copyOf(currents);
        this.intrinsic = intrinsic;
        this.episodes = episodes;
        this.isScored = isScored;
        this.step = step;
    }

    @Override
    public void advance(long untilPs, Arrivals arrivals, SpikeSink sink) {
        arrivals.sort();
        while (step < untilPs / stepPs) {
            step++;
            for (int i = 0; i < trains.size(); i++) {
                take(trains.get(i));
            }
            arrivals.take(step * stepPs, arriving.excitatory(), arriving.inhibitory());
            if (!currents.isEmpty() || intrinsic.isPresent()) {
                neuron.inject(0, current((step - 1) * stepPs));
            }
            boolean spikes = neuron.step(arriving, spiking) > 0;
            if (spikes) {
                intrinsic.ifPresent(IntrinsicCurrent::spiked);
                sink.spike(step * stepPs);
            }
            if (isScored) {
                sink.stretch(
                        (step - 1) * stepPs,
                        step * stepPs,
                        neuron.score(0),
                        neuron.decay(0),
                        spikes ? StretchEnd.SPIKE : StretchEnd.EVENT);
            }
            if (episodes.isPresent() && episodes.get().restartsAt(step * stepPs)) {
                neuron.restart(0);
            }
        }
    }

    private void take(Train train) {
        long emitted = step - train.delaySteps;
        if (emitted >= 1) {
            int spikes = train.train.count(emitted);
            arriving.sums(train.weight)[0] += spikes * train.weight;
            ownArrivals += spikes;
        }
    }

    private double current(long at) {
        double sum = 0;
        for (CurrentSource source : currents) {
            sum += source.at(at);
        }
        if (intrinsic.isPresent()) {
            if (intrinsic.get().changesAt(at)) {
                intrinsic.get().change();
            }
            sum += intrinsic.get().current();
        }
        return sum;
    }

    @Override
    public double value(int variable) {
        return neuron.value(0, variable);
    }

    @Override
    public NeuronState state() {
        NeuronState own = neuron.state(0);
        return intrinsic.map(current -> current.with(own)).orElse(own);
    }

    @Override
    public void restore(NeuronState state) {
        neuron.restore(0, intrinsic.map(current -> current.restore(state)).orElse(state));
    }

    @Override
    public long restsUntil() {
        return step * stepPs;
    }

    @Override
    public long ownArrivals() {
        return ownArrivals;
    }
}
