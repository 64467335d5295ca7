package io.dopaflow.models.spiking;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.spiking.connection.Incoming;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A projection whose synapses are replaced now and then, and who takes the places of those that are. Its synapses are numbered in the order of their ids, which stay; presynaptic
 * cells within their group.
 */
public final class RewiredProjection {
    private final SpikingNetwork network;
    private final Projection projection;
    private final int place;
    private final Rewiring rule;
    private final long everyPs;
    private final long dendriticPs;
    private final long firstId;
    private final Incoming drawn;

    private RewiredProjection(SpikingNetwork network, int place, Rewiring rule, long firstId, Afferents drawn) {
        this.network = network;
        this.projection = network.projections().get(place);
        this.place = place;
        this.rule = rule;
        this.everyPs = VirtualTime.fromMilliseconds(rule.everyMs());
        this.dendriticPs = VirtualTime.fromMilliseconds(projection.delay().lowest())
                - projection.model().axonalPs();
        this.firstId = firstId;
        this.drawn = drawn.inOrderOfIds().incoming();
    }

    /** All of a network, in order; draws its synapses if there are any. */
    public static List<RewiredProjection> of(SpikingNetwork network) {
        List<RewiredProjection> all = new ArrayList<>();
        if (network.isRewired()) {
            long firstId = network.synapsesOfDrives();
            for (int p = 0; p < network.projections().size(); p++) {
                Projection projection = network.projections().get(p);
                int targets = network.groups().get(projection.to()).size();
                Afferents drawn = Afferents.of(network, projection, 0, targets);
                if (projection.model().rewiring().isPresent()) {
                    Rewiring rule = projection.model().rewiring().get();
                    all.add(new RewiredProjection(network, p, rule, firstId, drawn));
                }
                firstId += drawn.incoming().size();
            }
        }
        return all;
    }

    /** What it is a projection of. */
    public Projection projection() {
        return projection;
    }

    /** Its place in the network. */
    public int place() {
        return place;
    }

    /** How its synapses are replaced. */
    public Rewiring rule() {
        return rule;
    }

    /** The id of its first synapse. */
    public long firstId() {
        return firstId;
    }

    /** How many synapses it has. */
    public int size() {
        return drawn.size();
    }

    /** The presynaptic cell of each synapse before any is replaced. */
    public int[] sources() {
        return drawn.sources();
    }

    /** The postsynaptic neuron of a synapse, numbered within its group. */
    public int target(int synapse) {
        int low = 0;
        int high = drawn.targets() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (drawn.to(middle) > synapse) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The first synapse of a neuron; of the number behind the last one, the number of all. */
    public int first(int target) {
        return target == drawn.targets() ? drawn.size() : drawn.from(target);
    }

    /** The first time after another, in ps, at which synapses are replaced, were the network to run for ever. */
    public long next(long afterPs) {
        return (Math.max(0, afterPs - dendriticPs) / everyPs + 1) * everyPs + dendriticPs;
    }

    /** Whether synapses are replaced at a time. */
    public boolean isDue(long timePs) {
        long judged = judgedPs(timePs);
        return judged > 0 && judged % everyPs == 0;
    }

    /** The time at the synapses whose weights decide on what is replaced at a time: a dendritic delay before. */
    public long judgedPs(long timePs) {
        return timePs - dendriticPs;
    }

    /**
     * The cells without a synapse onto a neuron, ascending.
     *
     * @param wiring the presynaptic cell of each synapse
     */
    public int[] free(int target, IntUnaryOperator wiring) {
        BitSet free = new BitSet();
        free.set(0, network.groups().get(projection.from()).size());
        if (projection.from() == projection.to()) {
            free.clear(target);
        }
        for (int synapse = first(target); synapse < first(target + 1); synapse++) {
            free.clear(wiring.applyAsInt(synapse));
        }
        return free.stream().toArray();
    }

    /** Takes a synapse that is replaced, and its presynaptic cell from now on. */
    @FunctionalInterface
    public interface Taker {
        /** Both are numbered in the projection. */
        void take(int synapse, int source);
    }

    /**
     * Replaces synapses by others, each from a cell that is drawn among those that are free. The weak ones of a neuron are replaced in their order, until no cell is free.
     *
     * @param timePs at which it is due
     * @param weak the synapses that are to be replaced
     * @param wiring the presynaptic cell of each synapse; changed
     */
    public void replace(long timePs, BitSet weak, int[] wiring, Taker taker) {
        for (int synapse = weak.nextSetBit(0); synapse >= 0; ) {
            int target = target(synapse);
            int[] free = free(target, synapseOfTarget -> wiring[synapseOfTarget]);
            int count = free.length;
            UniformRandomProvider stream =
                    network.streams().derived(projection.id(), timePs).stream(Purpose.REWIRING, target);
            for (; synapse >= 0 && synapse < first(target + 1); synapse = weak.nextSetBit(synapse + 1)) {
                if (count > 0) {
                    int drawnCell = stream.nextInt(count);
                    wiring[synapse] = free[drawnCell];
                    free[drawnCell] = free[--count];
                    taker.take(synapse, wiring[synapse]);
                }
            }
        }
    }
}
