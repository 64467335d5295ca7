package io.dopaflow.models.spiking;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Incoming;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The rewirings of a network ({@link Rewiring}). At a settling the weights are judged, as they are at the synapses. A dendritic delay later everything has arrived that went through
 * the synapses up to then: at that time the state of the network is given other synapses, and the run goes on from it.
 */
public final class Rewirings {
    private final SpikingNetwork network;
    private final List<Rewired> rewired = new ArrayList<>();

    /**
     * A projection.
     *
     * @param changing its place among those that are not static
     * @param firstId the id of its first synapse
     * @param drawn its synapses before any rewiring, in the order of their ids
     */
    private record Rewired(
            Projection projection,
            Rewiring rule,
            int changing,
            long everyPs,
            long dendriticPs,
            long firstId,
            Incoming drawn) {

        long next(long afterPs) {
            return (Math.max(0, afterPs - dendriticPs) / everyPs + 1) * everyPs + dendriticPs;
        }

        boolean isDue(long timePs) {
            long at = timePs - dendriticPs;
            return at > 0 && at % everyPs == 0;
        }
    }

    /** Takes what is replaced. */
    @FunctionalInterface
    public interface Taker {
        /** A synapse, by its id, has another presynaptic cell. */
        void take(long synapse, int pre);
    }

    /** Of a network; draws its synapses if any of them are rewired. */
    public Rewirings(SpikingNetwork network) {
        this.network = network;
        if (network.projections().stream()
                .anyMatch(projection -> projection.model().rewiring().isPresent())) {
            long firstId = network.synapsesOfDrives();
            for (Projection projection : network.projections()) {
                Afferents drawn = Afferents.of(
                        network,
                        projection,
                        0,
                        network.groups().get(projection.to()).size());
                add(projection, drawn, firstId);
                firstId += drawn.incoming().size();
            }
        }
    }

    private void add(Projection projection, Afferents drawn, long firstId) {
        projection
                .model()
                .rewiring()
                .ifPresent(rule -> rewired.add(new Rewired(
                        projection,
                        rule,
                        network.changing().indexOf(network.projections().indexOf(projection)),
                        VirtualTime.fromMilliseconds(rule.everyMs()),
                        VirtualTime.fromMilliseconds(projection.delay().lowest())
                                - projection.model().axonalPs(),
                        firstId,
                        drawn.inOrderOfIds().incoming())));
    }

    /** The first time after another, in ps, at which synapses are rewired; the end of the network if there is none before it. */
    public long next(long afterPs) {
        long next = network.durationPs();
        for (Rewired one : rewired) {
            next = Math.min(next, one.next(afterPs));
        }
        return next;
    }

    /** The state from which a run goes on that has come to such a time. */
    public SpikingState rewire(SpikingState state, Taker taker) {
        List<PlasticityState> changed = new ArrayList<>(state.plasticity());
        for (Rewired one : rewired) {
            if (one.isDue(state.timePs())) {
                changed.set(one.changing, rewire(one, changed.get(one.changing), state.timePs(), taker));
            }
        }
        return state.with(changed);
    }

    private PlasticityState rewire(Rewired one, PlasticityState before, long timePs, Taker taker) {
        double[] weights = before.weights().clone();
        double[] own = before.own().clone();
        int[] wiring = before.wiring().length == 0
                ? one.drawn.sources()
                : before.wiring().clone();
        int firstPre = network.first(one.projection.from());
        boolean isRecurrent = one.projection.from() == one.projection.to();
        Free free = new Free(network.groups().get(one.projection.from()).size());
        RandomStreams streams = network.streams().derived(one.projection.id(), timePs);
        for (int target = 0; target < one.drawn.targets(); target++) {
            int from = one.drawn.from(target);
            int to = one.drawn.to(target);
            int place = nextWeak(weights, from, to, one.rule);
            if (place < to) {
                free.find(wiring, from, to, isRecurrent ? target : -1);
                UniformRandomProvider stream = streams.stream(Purpose.REWIRING, target);
                while (place < to && !free.isNone()) {
                    wiring[place] = free.draw(stream);
                    weights[place] = one.rule.initial();
                    if (own.length > 0) {
                        own[place] = 0;
                    }
                    taker.take(one.firstId + place, firstPre + wiring[place]);
                    place = nextWeak(weights, place + 1, to, one.rule);
                }
            }
        }
        return new PlasticityState(
                weights, own, before.settled(), before.sources(), before.targets(), before.rates(), wiring);
    }

    private static int nextWeak(double[] weights, int from, int to, Rewiring rule) {
        int place = from;
        while (place < to && weights[place] >= rule.below()) {
            place++;
        }
        return place;
    }

    /** The cells without a synapse onto a neuron. */
    private static final class Free {
        private final boolean[] taken;
        private final int[] cells;
        private int count;

        Free(int sources) {
            taken = new boolean[sources];
            cells = new int[sources];
        }

        void find(int[] wiring, int from, int to, int self) {
            for (int place = from; place < to; place++) {
                taken[wiring[place]] = true;
            }
            count = 0;
            for (int cell = 0; cell < cells.length; cell++) {
                if (!taken[cell] && cell != self) {
                    cells[count++] = cell;
                }
                taken[cell] = false;
            }
        }

        boolean isNone() {
            return count == 0;
        }

        int draw(UniformRandomProvider stream) {
            int drawn = stream.nextInt(count);
            int cell = cells[drawn];
            cells[drawn] = cells[--count];
            return cell;
        }
    }
}
