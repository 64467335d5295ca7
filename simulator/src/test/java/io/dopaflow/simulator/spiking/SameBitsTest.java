package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.record.SimulationState;
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
import io.dopaflow.simulator.population.spiking.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same network has the same bits: spikes, states, counts; on either engine, on any number of shards and threads, with messages in any
 * order, resumed or not.
 */
@Tag("digest")
class SameBitsTest {
    private static final int SOME = 30;
    private static final int ALL = 200;

    /** What comes out of a run. */
    private record Outcome(NetworkLog log, SpikingState end) {

        void isThatOf(Outcome other) {
            assertThat(log.spikes()).isEqualTo(other.log.spikes());
            assertThat(log.states()).isEqualTo(other.log.states());
            assertThat(end.neurons()).isEqualTo(other.end.neurons());
            assertThat(end.digests()).isEqualTo(other.end.digests());
            assertThat(end.spikes()).isEqualTo(other.end.spikes());
            assertThat(end.synapticEvents()).isEqualTo(other.end.synapticEvents());
        }
    }

    private static Outcome run(Engine engine, SpikingNetwork network) throws Exception {
        NetworkLog log = new NetworkLog();
        SpikingSimulation simulation = new SpikingSimulation(network, RandomNetworks.plan(network), log);
        return new Outcome(
                log, SpikingState.of(engine.run(RunRequest.of(simulation)).end()));
    }

    static LongStream some() {
        return LongStream.range(0, SOME);
    }

    static LongStream others() {
        return LongStream.range(SOME, ALL);
    }

    @ParameterizedTest
    @MethodSource("some")
    void network_hasTheSameBitsOnEveryEngine(long seed) throws Exception {
        compare(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("others")
    void manyNetworks_haveTheSameBitsOnEveryEngine(long seed) throws Exception {
        compare(seed);
    }

    private static void compare(long seed) throws Exception {
        SpikingNetwork network = RandomNetworks.of(seed);
        Outcome one = run(Shards.engine(1, 1), network);
        run(Shards.engine(2, 2), network).isThatOf(one);
        run(Shards.engine(2, 3), network).isThatOf(one);
        run(Shards.engine(2, 8), network).isThatOf(one);
        run(new SpikingActorEngine(1), network).isThatOf(one);
        run(Disordered.engine(2, seed), network).isThatOf(one);
        Random random = new Random(seed);
        resumed(Shards.engine(1, 2), new SpikingActorEngine(2), network, random).isThatOf(one);
        resumed(new SpikingActorEngine(2), Shards.engine(2, 3), network, random).isThatOf(one);
    }

    /** Interrupted at some checkpoint, gone on with by another engine, twice from the same state. */
    private static Outcome resumed(Engine first, Engine second, SpikingNetwork network, Random random)
            throws Exception {
        NetworkLog log = new NetworkLog();
        SpikingPlan plan = RandomNetworks.plan(network);
        SpikingState middle = stateOf(first, network, random.nextInt(6), new NetworkLog());
        // At the start nothing has happened yet, at time 0 neither.
        until(first, network, middle.isStart() ? -1 : middle.timePs(), log);
        SpikingSimulation rest = new SpikingSimulation(network, plan, new NetworkLog(), middle);
        SpikingState once = SpikingState.of(second.run(RunRequest.of(rest)).end());
        SpikingSimulation again = new SpikingSimulation(network, plan, log, middle);
        SpikingState twice = SpikingState.of(second.run(RunRequest.of(again)).end());
        assertThat(once.digests()).isEqualTo(twice.digests());
        return new Outcome(log, twice);
    }

    /** Records what happens up to a time. */
    private static void until(Engine engine, SpikingNetwork network, long timePs, NetworkLog log) throws Exception {
        NetworkLog whole = new NetworkLog();
        engine.run(RunRequest.of(new SpikingSimulation(network, RandomNetworks.plan(network), whole)));
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
    }

    private static SpikingState stateOf(Engine engine, SpikingNetwork network, int skipped, NetworkLog log)
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
        engine.run(RunRequest.of(new SpikingSimulation(network, RandomNetworks.plan(network), log))
                .tellingStatesTo(all));
        return states.isEmpty() ? SpikingState.startOf(network) : states.get(states.size() / 2);
    }

    @Test
    void networks_areAlive() throws Exception {
        long spikes = 0;
        for (long seed = 0; seed < SOME; seed++) {
            spikes += run(Shards.engine(1, 1), RandomNetworks.of(seed)).end().spikes();
        }
        assertThat(spikes).isGreaterThan(50 * SOME);
    }
}
