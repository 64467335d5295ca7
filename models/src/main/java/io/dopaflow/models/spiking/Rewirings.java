package io.dopaflow.models.spiking;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The rewirings of a network ({@link io.dopaflow.models.spiking.plasticity.Rewiring}). At a settling the weights are judged, as they are at the synapses. A dendritic delay later everything
 * has arrived that went through the synapses up to then: at that time the state of the network is given other synapses, and the run goes on from it.
 */
public final class Rewirings {
    private final SpikingNetwork network;
    private final List<RewiredProjection> rewired;

    /** Takes what is replaced. */
    @FunctionalInterface
    public interface Taker {
        /** A synapse, by its id, has another presynaptic cell. */
        void take(long synapse, int pre);
    }

    /** Of a network; draws its synapses if any of them are rewired. */
    public Rewirings(SpikingNetwork network) {
        this.network = network;
        this.rewired = RewiredProjection.of(network);
    }

    /** The first time after another, in ps, at which synapses are rewired; the end of the network if there is none before it. */
    public long next(long afterPs) {
        long next = network.durationPs();
        for (RewiredProjection one : rewired) {
            next = Math.min(next, one.next(afterPs));
        }
        return next;
    }

    /** The state from which a run goes on that has come to such a time. */
    public SpikingState rewire(SpikingState state, Taker taker) {
        List<PlasticityState> changed = new ArrayList<>(state.plasticity());
        for (RewiredProjection one : rewired) {
            if (one.isDue(state.timePs())) {
                int changing = network.changing().indexOf(one.place());
                changed.set(changing, rewire(one, changed.get(changing), state.timePs(), taker));
            }
        }
        return state.with(changed);
    }

    private PlasticityState rewire(RewiredProjection one, PlasticityState before, long timePs, Taker taker) {
        double[] weights = before.weights().clone();
        double[] own = before.own().clone();
        int[] wiring =
                before.wiring().length == 0 ? one.sources() : before.wiring().clone();
        int firstPre = network.first(one.projection().from());
        BitSet weak = new BitSet();
        for (int synapse = 0; synapse < weights.length; synapse++) {
            weak.set(synapse, weights[synapse] < one.rule().below());
        }
        one.replace(timePs, weak, wiring, (synapse, source) -> {
            weights[synapse] = one.rule().initial();
            if (own.length > 0) {
                own[synapse] = 0;
            }
            taker.take(one.firstId() + synapse, firstPre + source);
        });
        return new PlasticityState(
                weights, own, before.settled(), before.sources(), before.targets(), before.rates(), wiring);
    }
}
