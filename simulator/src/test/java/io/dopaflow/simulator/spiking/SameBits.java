package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.simulator.actor.spiking.Disordered;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.Cut;
import io.dopaflow.simulator.population.spiking.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs of a network that must have the same bits. */
final class SameBits {
    private SameBits() {}

    /** What comes out of a run. */
    record Outcome(NetworkLog log, SpikingState end) {

        void isThatOf(Outcome other) {
            assertThat(log.spikes()).isEqualTo(other.log.spikes());
            assertThat(log.states()).isEqualTo(other.log.states());
            assertThat(end.neurons()).isEqualTo(other.end.neurons());
            assertThat(end.digests()).isEqualTo(other.end.digests());
            assertThat(end.spikes()).isEqualTo(other.end.spikes());
            assertThat(end.synapticEvents()).isEqualTo(other.end.synapticEvents());
            assertThat(log.synapses()).isEqualTo(other.log.synapses());
            assertThat(log.rewired()).isEqualTo(other.log.rewired());
            assertThat(log.released()).isEqualTo(other.log.released());
            assertThat(log.concentrations()).isEqualTo(other.log.concentrations());
            assertThat(end.plasticity()).hasSameSizeAs(other.end.plasticity());
            for (int p = 0; p < end.plasticity().size(); p++) {
                PlasticityState one = end.plasticity().get(p);
                PlasticityState another = other.end.plasticity().get(p);
                assertThat(one.weights()).isEqualTo(another.weights());
                assertThat(one.own()).isEqualTo(another.own());
                assertThat(one.wiring()).isEqualTo(another.wiring());
                assertThat(one.settled()).isEqualTo(another.settled());
            }
        }
    }

    static Outcome run(Engine engine, SpikingNetwork network, SpikingPlan plan) throws Exception {
        NetworkLog log = new NetworkLog();
        SpikingSimulation simulation = new SpikingSimulation(network, plan, log);
        return new Outcome(
                log, SpikingState.of(engine.run(RunRequest.of(simulation)).end()));
    }

    /** Runs a network in many ways, of which each must give the bits of the first; returns that. */
    static Outcome compare(SpikingNetwork network, SpikingPlan plan, long seed) throws Exception {
        Outcome one = run(Shards.engine(1, 1), network, plan);
        run(Shards.engine(2, 2), network, plan).isThatOf(one);
        run(Shards.engine(2, 3), network, plan).isThatOf(one);
        run(Shards.engine(2, 8), network, plan).isThatOf(one);
        run(new SpikingActorEngine(1), network, plan).isThatOf(one);
        run(Disordered.engine(2, seed), network, plan).isThatOf(one);
        run(Cut.atRandom(seed), network, plan).isThatOf(one);
        Random random = new Random(seed);
        resumed(Shards.engine(1, 2), new SpikingActorEngine(2), network, plan, random)
                .isThatOf(one);
        resumed(new SpikingActorEngine(2), Shards.engine(2, 3), network, plan, random)
                .isThatOf(one);
        return one;
    }

    /** Interrupted at some checkpoint, gone on with by another engine, twice from the same state. */
    private static Outcome resumed(Engine first, Engine second, SpikingNetwork network, SpikingPlan plan, Random random)
            throws Exception {
        NetworkLog log = new NetworkLog();
        SpikingState middle = stateOf(first, network, plan, random.nextInt(6));
        // At the start nothing has happened yet, at time 0 neither.
        until(first, network, plan, middle.isStart() ? -1 : middle.timePs(), log);
        SpikingSimulation rest = new SpikingSimulation(network, plan, new NetworkLog(), middle);
        SpikingState once = SpikingState.of(second.run(RunRequest.of(rest)).end());
        SpikingSimulation again = new SpikingSimulation(network, plan, log, middle);
        SpikingState twice = SpikingState.of(second.run(RunRequest.of(again)).end());
        assertThat(once.digests()).isEqualTo(twice.digests());
        return new Outcome(log, twice);
    }

    /** Records what happens up to a time. */
    private static void until(Engine engine, SpikingNetwork network, SpikingPlan plan, long timePs, NetworkLog log)
            throws Exception {
        NetworkLog whole = new NetworkLog();
        engine.run(RunRequest.of(new SpikingSimulation(network, plan, whole)));
        for (NetworkLog.Spike spike : whole.spikes()) {
            if (spike.timePs() <= timePs) {
                log.spikes(new long[] {spike.timePs()}, new int[] {spike.cell()}, 1);
            }
        }
        for (NetworkLog.State state : whole.states()) {
            if (state.timePs() <= timePs) {
                log.state(state.timePs(), state.cell(), state.variable(), state.value());
            }
        }
        for (NetworkLog.Synapse one : whole.synapses()) {
            if (one.timePs() <= timePs) {
                log.synapse(one.timePs(), one.synapse(), one.weight(), one.eligibility());
            }
        }
        for (NetworkLog.Rewired one : whole.rewired()) {
            if (one.timePs() <= timePs) {
                log.rewired(one.timePs(), one.synapse(), one.pre());
            }
        }
        for (NetworkLog.Amount one : whole.released()) {
            if (one.timePs() <= timePs) {
                log.released(one.timePs(), one.modulator(), one.value());
            }
        }
        for (NetworkLog.Amount one : whole.concentrations()) {
            if (one.timePs() <= timePs) {
                log.concentration(one.timePs(), one.modulator(), one.value());
            }
        }
    }

    private static SpikingState stateOf(Engine engine, SpikingNetwork network, SpikingPlan plan, int skipped)
            throws RunFailedException, InterruptedException {
        List<SpikingState> states = new ArrayList<>();
        Checkpoints all = new Checkpoints() {
            private int asked;

            @Override
            public boolean isDue() {
                return asked++ % (skipped + 1) == skipped;
            }

            @Override
            public void take(SimulationState state) {
                states.add(SpikingState.of(state));
            }
        };
        engine.run(RunRequest.of(new SpikingSimulation(network, plan, new NetworkLog()))
                .tellingStatesTo(all));
        return states.isEmpty() ? SpikingState.startOf(network) : states.get(states.size() / 2);
    }
}
