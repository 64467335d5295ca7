package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The states of the synapses of a projection at one time, as they come in. */
final class PlasticityGathering {
    private final SpikingNetwork network;
    private final Wiring.Changing changing;
    private final double[] weights;
    private final double[] own;
    private final int kept;
    private final Remembered[] sources;
    private final Remembered[] targets;
    private final Remembered[] rates;
    private final int firstTarget;
    private final int[] wiring;

    /**
     * Nothing has come in.
     *
     * @param wiring of the projection; see {@link PlasticityState#wiring}
     */
    PlasticityGathering(SpikingNetwork network, Wiring.Changing changing, int... wiring) {
        this.wiring = wiring;
        Projection projection = network.projections().get(changing.projection());
        SynapseModel model = projection.model();
        Optional<Plasticity> plasticity = model.plasticity();
        this.network = network;
        this.changing = changing;
        this.firstTarget = network.first(projection.to());
        int size = model.learns() ? changing.synapses().synapses().incoming().size() : 0;
        this.weights = new double[size];
        this.kept = model.kept();
        this.own = new double[size * kept];
        int to = network.groups().get(projection.to()).size();
        boolean remembers = model.score().isEmpty();
        this.sources =
                nothing(remembers ? network.groups().get(projection.from()).size() : 0);
        this.targets = nothing(plasticity.isPresent() ? to : 0);
        this.rates = nothing(plasticity.flatMap(Plasticity::scaling).isPresent() ? to : 0);
    }

    private static Remembered[] nothing(int cells) {
        Remembered[] all = new Remembered[cells];
        Arrays.fill(all, Remembered.NOTHING);
        return all;
    }

    void take(NetworkGuardian.SynapseState told) {
        int number = told.ends().number();
        LearningSynapse.State state = told.state();
        if (weights.length > 0) {
            weights[number] = state.weight();
        }
        System.arraycopy(state.own(), 0, own, number * kept, kept);
        if (sources.length > 0) {
            sources[told.ends().pre() - changing.synapses().firstSource()] = state.source();
        }
        int target = told.ends().post() - firstTarget;
        state.targets().forEach(some -> targets[target] = some);
        state.rates().forEach(some -> rates[target] = some);
    }

    void take(Axons.State told) {
        sources[told.number()] = told.remembered();
    }

    PlasticityState state(long timePs) {
        long now = timePs / network.time().unitPs();
        return new PlasticityState(
                weights,
                own,
                changing.span().settled(network.synapticTime(), now),
                List.of(sources),
                List.of(targets),
                List.of(rates),
                wiring);
    }
}
