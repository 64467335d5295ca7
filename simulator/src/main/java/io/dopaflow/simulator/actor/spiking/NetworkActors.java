package io.dopaflow.simulator.actor.spiking;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.dopaflow.models.spiking.Cell;
import io.dopaflow.models.spiking.Cells;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.reward.Released;
import io.dopaflow.simulator.actor.ActorDecorator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The actors of a run: cells, synapses that learn, and modulators. Any of them finds here those that it tells something. None does so before its first
 * grant, which is given when all are there.
 */
final class NetworkActors {
    private final List<ActorRef<CellActor.Message>> cells = new ArrayList<>();
    private final List<ActorRef<SynapseActor.Message>> synapses = new ArrayList<>();
    private final List<ActorRef<ModulatorActor.Message>> modulators = new ArrayList<>();
    private final List<int[]> modulatorsOfGroup = new ArrayList<>();
    private SynapseHearers hearers = SynapseHearers.NOBODY;

    /** Starts all actors. */
    void start(NetworkContext run, Wiring wiring, ActorDecorator decorator, ActorContext<?> guardian) {
        SpikingSimulation simulation = run.simulation();
        LearningSynapses learning = new LearningSynapses(simulation, wiring);
        startCells(run, wiring, learning, decorator, guardian);
        hearers = SynapseHearers.of(simulation.network(), learning.all());
        for (LearningSynapses.One one : learning.all()) {
            SynapseActor behavior = new SynapseActor(run, one.ends(), one.synapse(), one.isModulated());
            String name = "synapse-" + one.ends().id();
            synapses.add(guardian.spawn(decorator.decorate(name, SynapseActor.Message.class, behavior), name));
        }
        startModulators(run, learning, decorator, guardian);
    }

    private void startCells(
            NetworkContext run,
            Wiring wiring,
            LearningSynapses learning,
            ActorDecorator decorator,
            ActorContext<?> guardian) {
        SpikingSimulation simulation = run.simulation();
        SpikingNetwork network = simulation.network();
        Cells maker = new Cells(network, simulation.start());
        for (int group = 0; group < network.groups().size(); group++) {
            int size = network.groups().get(group).size();
            List<Cell> made = maker.of(group, 0, size);
            for (int i = 0; i < size; i++) {
                int id = cells.size();
                FanIn fanIn = new FanIn(wiring.onto(group), i, wiring.hearers().sources(id), learning.onto(id));
                CellActor behavior = new CellActor(
                        run,
                        id,
                        group,
                        made.get(i),
                        fanIn,
                        new Axons(simulation, wiring, learning.time(), group, i),
                        simulation.plan().looks(group, i, simulation.start().timePs()));
                String name = "cell-" + id;
                cells.add(guardian.spawn(decorator.decorate(name, CellActor.Message.class, behavior), name));
            }
        }
    }

    private void startModulators(
            NetworkContext run, LearningSynapses learning, ActorDecorator decorator, ActorContext<?> guardian) {
        SpikingNetwork network = run.simulation().network();
        SpikingState start = run.simulation().start();
        SynapticTime time = network.synapticTime();
        List<Released> all = new ArrayList<>();
        for (int m = 0; m < network.modulators().size(); m++) {
            Released released = new Released(
                    network.modulators().get(m),
                    network.streams(),
                    m,
                    network.time().unitPs());
            Concentration concentration =
                    new Concentration(network.modulators().get(m).tauN(), time);
            if (!start.isStart()) {
                released.restore(start.modulators().get(m).released(), start.timePs());
                concentration.restore(start.modulators().get(m).concentration());
            }
            int sources = 0;
            for (int group = 0; group < network.groups().size(); group++) {
                sources += released.hears(group) ? network.groups().get(group).size() : 0;
            }
            ModulatorActor behavior =
                    new ModulatorActor(run, m, released, concentration, sources, learning.listeners(m));
            String name = "modulator-" + m;
            modulators.add(guardian.spawn(decorator.decorate(name, ModulatorActor.Message.class, behavior), name));
            all.add(released);
        }
        for (int group = 0; group < network.groups().size(); group++) {
            int heard = group;
            modulatorsOfGroup.add(IntStream.range(0, all.size())
                    .filter(m -> all.get(m).hears(heard))
                    .toArray());
        }
    }

    /** How many cells. */
    int cells() {
        return cells.size();
    }

    /** How many modulators. */
    int modulators() {
        return modulators.size();
    }

    /** How many actors there are that tell their state. */
    int size() {
        return cells.size() + synapses.size() + modulators.size();
    }

    void tell(int cell, CellActor.Message message) {
        cells.get(cell).tell(message);
    }

    void tellSynapse(int synapse, SynapseActor.Message message) {
        synapses.get(synapse).tell(message);
    }

    /** Tells synapses and modulators of the spikes of a cell; returns how many. */
    int tellOthers(int cell, int group, CellActor.Spikes spikes) {
        int end = hearers.from(cell + 1);
        for (int place = hearers.from(cell); place < end; place++) {
            synapses.get(hearers.at(place)).tell(spikes);
        }
        int[] heardBy = modulatorsOfGroup.get(group);
        for (int modulator : heardBy) {
            modulators.get(modulator).tell(spikes);
        }
        return end - hearers.from(cell) + heardBy.length;
    }

    void tellAll(CellActor.Grant grant) {
        cells.forEach(actor -> actor.tell(grant));
        synapses.forEach(actor -> actor.tell(grant));
        modulators.forEach(actor -> actor.tell(grant));
    }
}
