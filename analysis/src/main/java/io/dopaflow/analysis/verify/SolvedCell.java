package io.dopaflow.analysis.verify;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.Cell;
import io.dopaflow.models.spiking.Cells;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikeDigest;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.plasticity.Concentration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A cell that is solved again, alone, beside the spikes of it that were recorded. */
final class SolvedCell {
    private final int id;
    private final Cell cell;
    private final List<Synapse> synapses = new ArrayList<>();
    private final List<ChangingInputs> changing = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals();
    private final LongStream.Builder solved = LongStream.builder();
    private final LongStream.Builder recorded = LongStream.builder();
    private long digest;

    /**
     * A synapse onto the cell.
     *
     * @param number in the order of ids
     * @param place among those of its projection
     * @param changing if it is not static: those of its projection
     */
    record Synapse(
            int source, long number, double weight, long delayPs, int place, Optional<ChangingInputs> changing) {}

    /**
     * At time 0.
     *
     * @param modulators of the network, with all that was released
     */
    SolvedCell(SpikingNetwork network, int id, List<Concentration> modulators) {
        this.id = id;
        int group = network.groupOf(id);
        int index = id - network.first(group);
        this.cell = new Cells(network, SpikingState.startOf(network))
                .of(group, index, index + 1)
                .get(0);
        // Synapses of drives come first; they are the cell's own.
        long number = network.drives().size();
        for (Projection projection : network.projections()) {
            if (projection.to() == group) {
                number = add(network, projection, index, number, modulators);
            }
        }
    }

    private long add(
            SpikingNetwork network, Projection projection, int index, long first, List<Concentration> modulators) {
        Afferents afferents =
                Afferents.of(network, projection, index, index + 1).inOrderOfIds();
        int firstSource = network.first(projection.from());
        Optional<ChangingInputs> inputs = projection.model().isStatic()
                ? Optional.empty()
                : Optional.of(new ChangingInputs(network, projection.model(), afferents, first, modulators));
        inputs.ifPresent(changing::add);
        long number = first;
        for (int place = 0; place < afferents.incoming().size(); place++) {
            synapses.add(new Synapse(
                    firstSource + afferents.incoming().source(place),
                    number++,
                    afferents.weight(place),
                    afferents.delayPs(place),
                    place,
                    inputs));
        }
        return number;
    }

    int id() {
        return id;
    }

    List<Synapse> synapses() {
        return synapses;
    }

    void hear(Synapse synapse, long timePs) {
        synapse.changing.ifPresentOrElse(
                inputs -> inputs.heard(synapse.place, timePs),
                () -> arrivals.add(timePs + synapse.delayPs, synapse.number, synapse.weight));
    }

    void hasSpiked(long timePs) {
        recorded.add(timePs);
        changing.forEach(inputs -> inputs.hasSpiked(timePs, arrivals));
    }

    /** Goes on; all spikes before a time have been told, and nothing that they cause arrives in between. */
    void advance(long untilPs, long toldPs) {
        changing.forEach(inputs -> inputs.tell(toldPs, untilPs, arrivals));
        cell.advance(untilPs, arrivals, time -> {
            solved.add(time);
            digest = SpikeDigest.with(digest, time);
        });
    }

    long digest() {
        return digest;
    }

    NeuronState state() {
        return cell.state();
    }

    /**
     * The two trains.
     *
     * @param recorded in ps
     * @param solved in ps
     */
    record Trains(long[] recorded, long[] solved) {
        /** The first time at which only one has a spike. */
        OptionalLong parting() {
            for (int i = 0; i < Math.max(recorded.length, solved.length); i++) {
                long one = i < recorded.length ? recorded[i] : Long.MAX_VALUE;
                long other = i < solved.length ? solved[i] : Long.MAX_VALUE;
                if (one != other) {
                    return OptionalLong.of(Math.min(one, other));
                }
            }
            return OptionalLong.empty();
        }
    }

    /** When all has been heard. */
    Trains trains() {
        return new Trains(recorded.build().toArray(), solved.build().toArray());
    }
}
