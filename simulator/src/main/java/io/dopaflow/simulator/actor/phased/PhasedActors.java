package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The units and synapses of a run. Any actor finds here those that it tells something. None does so before the first sample
 * is presented, which is when all are there.
 */
final class PhasedActors {
    private final List<ActorRef<UnitActor.Message>> units = new ArrayList<>();
    private final List<ActorRef<SynapseActor.Message>> bySynapse = new ArrayList<>();
    private final List<ActorRef<SynapseActor.Message>> synapses = new ArrayList<>();
    private final List<ActorRef<SynapseActor.Message>> listeners = new ArrayList<>();
    private Optional<ActorRef<StructureActor.Message>> structure = Optional.empty();

    /** Takes what decides which synapses work. */
    void addStructure(ActorRef<StructureActor.Message> added) {
        structure = Optional.of(added);
    }

    /** What decides which synapses work; there where some may be silent. */
    ActorRef<StructureActor.Message> structure() {
        return structure.orElseThrow();
    }

    /** Takes the next unit. */
    void add(ActorRef<UnitActor.Message> unit) {
        units.add(unit);
    }

    /**
     * Takes the next synapse of the model, which has an actor of its own.
     *
     * @param listens whether it hears broadcasts
     */
    void add(ActorRef<SynapseActor.Message> synapse, boolean listens) {
        bySynapse.add(synapse);
        synapses.add(synapse);
        if (listens) {
            listeners.add(synapse);
        }
    }

    /** Takes the next synapse of the model, which is the other direction of an earlier one. */
    void addDirectionOf(int synapse) {
        bySynapse.add(bySynapse.get(synapse));
    }

    /** The actor of a unit. */
    ActorRef<UnitActor.Message> unit(int unit) {
        return units.get(unit);
    }

    /** The actor of a synapse, by its number in the whole model; one actor may have two directions. */
    ActorRef<SynapseActor.Message> synapse(int synapse) {
        return bySynapse.get(synapse);
    }

    /** All actors of synapses. */
    List<ActorRef<SynapseActor.Message>> synapses() {
        return synapses;
    }

    /** Those that hear broadcasts. */
    List<ActorRef<SynapseActor.Message>> listeners() {
        return listeners;
    }
}
