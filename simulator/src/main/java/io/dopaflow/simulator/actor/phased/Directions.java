package io.dopaflow.simulator.actor.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Projection.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which synapses of a circuit are directions of one and the same: a feedback synapse that works with the weight of a forward
 * one is its other direction.
 */
final class Directions {

    /**
     * A synapse, or one direction of it.
     *
     * @param wiring number of the projection
     * @param synapse its number in the projection
     */
    record Direction(int wiring, int synapse) {}

    private final Circuit circuit;
    private final Map<Integer, List<Direction>> backward = new HashMap<>();

    Directions(Circuit circuit) {
        this.circuit = circuit;
        for (int i = 1; i < circuit.wirings().size(); i++) {
            Wiring wiring = circuit.wirings().get(i);
            for (int synapse = 0; synapse < wiring.size(); synapse++) {
                Direction direction = new Direction(i, synapse);
                if (isOther(direction)) {
                    backward.computeIfAbsent(wiring.partner(synapse), none -> new ArrayList<>())
                            .add(direction);
                }
            }
        }
    }

    /** Whether it is the other direction of the forward synapse beside it. */
    boolean isOther(Direction direction) {
        return !(circuit.weights(direction.wiring()) instanceof Weights.Own)
                && circuit.wirings().get(direction.wiring()).hasPartner(direction.synapse());
    }

    /** All directions of a synapse that is no other's, its own first. */
    List<Direction> of(Direction own) {
        List<Direction> all = new ArrayList<>(List.of(own));
        if (own.wiring() == 0) {
            all.addAll(backward.getOrDefault(own.synapse(), List.of()));
        }
        return all;
    }
}
