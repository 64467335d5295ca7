package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The synapses of a run that are actors, as it starts. */
final class LearningSynapses {
    private final SpikingNetwork network;
    private final SpikingState start;
    private final SynapticTime time;
    private final LateSpikes late;
    private final List<One> all = new ArrayList<>();
    private final Map<Integer, List<FanIn.Learning>> byTarget = new HashMap<>();
    private final List<List<Integer>> listeners = new ArrayList<>();

    /** A synapse. */
    record One(SynapseActor.Ends ends, LearningSynapse synapse, boolean isModulated) {}

    LearningSynapses(SpikingSimulation simulation, Wiring wiring) {
        this.network = simulation.network();
        this.start = simulation.start();
        this.time = network.synapticTime();
        this.late = new LateSpikes(start);
        network.modulators().forEach(modulator -> listeners.add(new ArrayList<>()));
        for (int c = 0; c < wiring.changing().size(); c++) {
            Optional<PlasticityState> state = start.isStart()
                    ? Optional.empty()
                    : Optional.of(start.plasticity().get(c));
            add(wiring.changing().get(c), state);
        }
    }

    private void add(Wiring.Changing changing, Optional<PlasticityState> state) {
        Projection projection = network.projections().get(changing.projection());
        Optional<Integer> modulator = modulator(projection.model());
        Afferents synapses = changing.synapses().synapses();
        int first = network.first(projection.to());
        int targets = network.groups().get(projection.to()).size();
        int[] rank = new int[synapses.incoming().size()];
        int[] order = synapses.order();
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        for (int target = 0; target < targets; target++) {
            int end = synapses.incoming().to(target);
            for (int place = synapses.incoming().from(target); place < end; place++) {
                int source = synapses.incoming().source(place);
                int id = all.size();
                LearningSynapse synapse = projection.model().score().isPresent()
                        ? scored(changing, projection.model().score().get(), place, source, state)
                        : timed(changing, projection.model(), place, source, target, state);
                long ordinal = changing.firstOrder() + rank[place];
                SynapseActor.Ends ends = new SynapseActor.Ends(
                        id,
                        changing.projection(),
                        place,
                        changing.firstId() + place,
                        changing.synapses().firstSource() + source,
                        first + target,
                        ordinal);
                all.add(new One(ends, synapse, modulator.isPresent()));
                byTarget.computeIfAbsent(first + target, cell -> new ArrayList<>())
                        .add(new FanIn.Learning(id, synapse, ordinal, modulator.isPresent()));
                modulator.ifPresent(m -> listeners.get(m).add(id));
            }
        }
    }

    private static Optional<Integer> modulator(SynapseModel model) {
        return model.score()
                .map(ScoreRule::modulator)
                .or(() -> model.plasticity().flatMap(Plasticity::eligibility).map(Eligibility::modulator));
    }

    private LearningSynapse scored(
            Wiring.Changing changing, ScoreRule rule, int place, int source, Optional<PlasticityState> state) {
        Onto onto = changing.synapses();
        long unit = network.time().unitPs();
        ScoredSynapse synapse = new ScoredSynapse(new ScoredSynapse.Place(
                rule,
                onto.synapses().delayPs(place) / unit,
                onto.synapses().weight(place),
                network.episodes().orElseThrow(),
                onto.losses(),
                network.time()));
        state.ifPresent(
                some -> synapse.restore(some, place, late.of(onto.firstSource() + source), start.timePs() / unit));
        return synapse;
    }

    private LearningSynapse timed(
            Wiring.Changing changing,
            SynapseModel model,
            int place,
            int source,
            int target,
            Optional<PlasticityState> state) {
        Optional<Integer> modulator = modulator(model);
        Optional<Double> tauN = modulator.map(m -> network.modulators().get(m).tauN());
        Optional<Remembered> jumps =
                state.isPresent() ? modulator.map(m -> start.modulators().get(m).concentration()) : Optional.empty();
        Afferents synapses = changing.synapses().synapses();
        long unit = network.time().unitPs();
        TimedSynapse synapse = new TimedSynapse(
                new TimedSynapse.Place(
                        model,
                        changing.span(),
                        synapses.delayPs(place) / unit,
                        model.axonalPs() / unit,
                        synapses.weight(place)),
                time,
                tauN);
        state.ifPresent(some -> synapse.restore(some, place, source, target, jumps, start.timePs() / unit));
        return synapse;
    }

    /** The time of synapses, whose decays all share. */
    SynapticTime time() {
        return time;
    }

    List<One> all() {
        return all;
    }

    /** Those onto a cell. */
    List<FanIn.Learning> onto(int cell) {
        return byTarget.getOrDefault(cell, List.of());
    }

    /** The actors of those that listen to a modulator. */
    List<Integer> listeners(int modulator) {
        return listeners.get(modulator);
    }
}
