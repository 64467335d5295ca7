package io.dopaflow.simulator.actor.spiking;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.dopaflow.models.spiking.Cell;
import io.dopaflow.models.spiking.Cells;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.simulator.actor.ActorDecorator;
import java.util.ArrayList;
import java.util.List;

/**
 * The actors of a run, by their cells. Any of them finds here those that it tells of its spikes. None does so before its first grant, which
 * is given when all are there.
 */
final class CellActors {
    private final List<ActorRef<CellActor.Message>> actors = new ArrayList<>();

    /** Starts the actors of all cells. */
    void start(NetworkContext run, Wiring wiring, ActorDecorator decorator, ActorContext<?> guardian) {
        SpikingSimulation simulation = run.simulation();
        SpikingNetwork network = simulation.network();
        Cells maker = new Cells(network, simulation.start());
        for (int group = 0; group < network.groups().size(); group++) {
            int size = network.groups().get(group).size();
            List<Cell> made = maker.of(group, 0, size);
            for (int i = 0; i < size; i++) {
                int id = actors.size();
                Behavior<CellActor.Message> behavior = new CellActor(
                        run,
                        id,
                        group,
                        made.get(i),
                        wiring.fanIn(group, i, id),
                        simulation.plan().looks(group, i, simulation.start().timePs()));
                String name = "cell-" + id;
                actors.add(guardian.spawn(decorator.decorate(name, CellActor.Message.class, behavior), name));
            }
        }
    }

    int size() {
        return actors.size();
    }

    void tell(int cell, CellActor.Message message) {
        actors.get(cell).tell(message);
    }

    void tellAll(CellActor.Message message) {
        actors.forEach(actor -> actor.tell(message));
    }
}
