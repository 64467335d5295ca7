package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.plasticity.Histories;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a cell by the projections from its group whose synapses are rewired. Synapses remember their own cells, but one that has no synapse now may get one at the
 * next rewiring.
 */
final class Axons {
    private final List<Axon> axons = new ArrayList<>(0);
    private final long unit;
    private final SynapticTime time;
    private final int number;

    private record Axon(Wiring.Changing changing, long axonal, Histories histories) {}

    /**
     * What is remembered.
     *
     * @param projection its place in the network
     * @param number of the cell within its group
     */
    record State(int projection, int number, Remembered remembered) {}

    /** Of a cell as a run starts. */
    Axons(SpikingSimulation simulation, Wiring wiring, SynapticTime time, int group, int number) {
        SpikingNetwork network = simulation.network();
        this.unit = network.time().unitPs();
        this.time = time;
        this.number = number;
        for (int c = 0; c < wiring.changing().size(); c++) {
            Wiring.Changing changing = wiring.changing().get(c);
            Projection projection = network.projections().get(changing.projection());
            if (projection.from() == group && projection.model().rewiring().isPresent()) {
                Histories histories = Histories.of(
                        projection.model().plasticity(), projection.model().shortTerm(), time, 1, 0);
                if (!simulation.start().isStart()) {
                    List<Remembered> all =
                            simulation.start().plasticity().get(c).sources();
                    histories.restore(List.of(all.get(number)), List.of(), List.of());
                }
                axons.add(new Axon(changing, projection.model().axonalPs() / unit, histories));
            }
        }
    }

    /** The cell has emitted a spike. */
    void spiked(long timePs) {
        for (int i = 0; i < axons.size(); i++) {
            Axon axon = axons.get(i);
            axon.histories.sources().add(0, timePs / unit + axon.axonal);
        }
    }

    /** All has arrived up to a time: the rest is forgotten. */
    void reach(long nowPs) {
        for (int i = 0; i < axons.size(); i++) {
            Axon axon = axons.get(i);
            axon.histories.sources().forget(needed(axon, nowPs));
        }
    }

    private long needed(Axon axon, long nowPs) {
        long now = nowPs / unit;
        return axon.changing.span().sourcesNeeded(now, axon.changing.span().settled(time, now));
    }

    /** What is remembered when all has arrived up to a time. */
    List<State> states(long nowPs) {
        return axons.stream()
                .map(axon -> new State(
                        axon.changing.projection(),
                        number,
                        axon.histories.sources().remembered(0, needed(axon, nowPs))))
                .toList();
    }
}
