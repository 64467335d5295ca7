package io.dopaflow.simulator.spiking;

import static io.dopaflow.simulator.spiking.Networks.GRID;
import static io.dopaflow.simulator.spiking.Networks.PRECISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.record.RecordingFailedException;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.SpikeTimingRule;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.reward.RewardRule;
import io.dopaflow.simulator.Threads;
import io.dopaflow.simulator.actor.spiking.Disordered;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.Cut;
import io.dopaflow.simulator.population.spiking.Shards;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine promises of networks that learn, beside their bits: a run that cannot go on ends, and says what failed. */
@Timeout(60)
class PlasticContractTest {
    private static final long MS = 1_000_000_000L;
    private static final double LONG = 1e6;

    private final Threads threads = new Threads();

    static List<Engine> engines() {
        return List.of(
                new SpikingPopulationEngine(1),
                Shards.engine(2, 3),
                Cut.of(1, 1, 2, 1),
                new SpikingActorEngine(1),
                new SpikingActorEngine(2),
                Disordered.engine(2, 5));
    }

    @AfterEach
    void nothingKeepsRunning() {
        threads.assertNoneRunning();
    }

    private static SynapseModel stdp(SpikeTimingRule rule) {
        return SynapseModel.of(Plasticity.of(rule, 0, 1));
    }

    private static PairStdp additive() {
        return new PairStdp(Pairing.ALL_TO_ALL, 0.1, 1, 0, 0, 20, 20, 1);
    }

    private static SpikingNetwork pair(TimeMode time, SynapseModel model, double delay) {
        double[] pre = {10, 30, 50, 70};
        double[] post = {15, 45, 65, 90};
        return new PlasticPairs(pre, post, model, 0.5, delay, new double[] {20}, 50).network(time, LONG);
    }

    private static RunFailedException failure(Engine engine, SpikingNetwork network, SpikingRecorder recorder) {
        SpikingPlan plan = PlasticPairs.plan(network, 7);
        RunRequest request = RunRequest.of(new SpikingSimulation(network, plan, recorder));
        return catchThrowableOfType(RunFailedException.class, () -> engine.run(request));
    }

    /** A rule of one's own, which does something to what it changes at a postsynaptic spike. */
    private record Own(DoubleUnaryOperator change) implements SpikeTimingRule {
        @Override
        public Pairing pairing() {
            return Pairing.ALL_TO_ALL;
        }

        @Override
        public double tauPre() {
            return 20;
        }

        @Override
        public double tauPost() {
            return 20;
        }

        @Override
        public double atPost(double value, double pre, double slowPost) {
            return pre == 0 ? value : change.applyAsDouble(value);
        }

        @Override
        public double atPre(double value, double post, double slowPre) {
            return value;
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void ruleThatThrows_endsTheRunAndItsSynapseIsNamed(Engine engine) {
        Own own = new Own(value -> {
            throw new IllegalStateException("it does not like the spike");
        });
        for (TimeMode time : List.of(PRECISE, GRID)) {
            RunFailedException failure = failure(engine, pair(time, stdp(own), 1), SpikingRecorder.NONE);
            assertThat(failure.culprit()).isEqualTo("synapse pre[0]->post[0]");
            assertThat(failure.origin()).isEqualTo(Origin.MODEL);
            assertThat(failure)
                    .hasMessageContaining("it does not like the spike")
                    .hasMessageContaining("ms");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void weightThatIsNoNumber_endsTheRunAndItsSynapseIsNamed(Engine engine) {
        for (TimeMode time : List.of(PRECISE, GRID)) {
            RunFailedException failure =
                    failure(engine, pair(time, stdp(new Own(value -> Double.NaN)), 1), SpikingRecorder.NONE);
            assertThat(failure.culprit()).isEqualTo("synapse pre[0]->post[0]");
            assertThat(failure.origin()).isEqualTo(Origin.MODEL);
            assertThat(failure).hasMessageContaining("no number");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void recorderThatFailsAsWeightsAreRecorded_endsTheRunAndIsNamed(Engine engine) {
        SpikingRecorder full = new SpikingRecorder() {
            @Override
            public void spikes(long[] timesPs, int[] cells, int count) {}

            @Override
            public void state(long timePs, int cell, int variable, double value) {}

            @Override
            public void synapse(long timePs, long synapse, double weight, double eligibility) {
                if (timePs > 30 * MS) {
                    throw new RecordingFailedException("the disk is full");
                }
            }
        };
        for (TimeMode time : List.of(PRECISE, GRID)) {
            RunFailedException failure = failure(engine, pair(time, stdp(additive()), 1), full);
            assertThat(failure.culprit()).isEqualTo("recorder");
            assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
            assertThat(failure).hasMessageContaining("the disk is full").hasMessageContaining("ms");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void recorderThatFailsAsDopamineIsRecorded_endsTheRunAndIsNamed(Engine engine) {
        SpikingRecorder full = new SpikingRecorder() {
            @Override
            public void spikes(long[] timesPs, int[] cells, int count) {}

            @Override
            public void state(long timePs, int cell, int variable, double value) {}

            @Override
            public void released(long timePs, int modulator, double amount) {
                throw new RecordingFailedException("the disk is full");
            }
        };
        RunFailedException failure = failure(engine, rewarded((time, rewards) -> rewards.reward(time + MS, 1)), full);
        assertThat(failure.culprit()).isEqualTo("recorder");
        assertThat(failure.origin()).isEqualTo(Origin.SURROUNDINGS);
    }

    /** Answers a spike. */
    private interface Answer {
        void to(long timePs, RewardRule.Rewards rewards);
    }

    /** A rule of one's own that answers each spike of the second cell. */
    private record OwnReward(Answer answer) implements RewardRule {
        @Override
        public List<Integer> groups() {
            return List.of(2);
        }

        @Override
        public long leastDelayPs() {
            return MS;
        }

        @Override
        public Judge judge(RandomStreams streams) {
            return new Judge() {
                @Override
                public void spike(long timePs, int group, int number, Rewards rewards) {
                    answer.to(timePs, rewards);
                }

                @Override
                public void reached(long timePs, Rewards rewards) {}

                @Override
                public long[] memory() {
                    return new long[0];
                }

                @Override
                public void restore(long... memory) {}
            };
        }
    }

    private static SpikingNetwork rewarded(Answer answer) {
        TimingWindow window = new TimingWindow(Pairing.ALL_TO_ALL, 0.1, 0.1, 20, 20);
        SynapseModel model = SynapseModel.of(
                new Plasticity(window, 0, 1, Optional.of(new Eligibility(1000, 0, 0)), Optional.empty()));
        SpikingNetwork network = pair(PRECISE, model, 1);
        Modulator dopamine = new Modulator("dopamine", 50, List.of(new Release.ByReward(new OwnReward(answer))));
        return new SpikingNetwork(
                network.time(),
                network.durationPs(),
                network.streams(),
                network.groups(),
                network.drives(),
                network.projections(),
                List.of(dopamine),
                network.largestRate());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void rewardRuleThatThrows_endsTheRunAndItsModulatorIsNamed(Engine engine) {
        SpikingNetwork network = rewarded((time, rewards) -> {
            throw new IllegalStateException("it cannot judge");
        });
        RunFailedException failure = failure(engine, network, SpikingRecorder.NONE);
        assertThat(failure.culprit()).isEqualTo("modulator dopamine");
        assertThat(failure.origin()).isEqualTo(Origin.MODEL);
        assertThat(failure).hasMessageContaining("it cannot judge").hasMessageContaining("ms");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void rewardThatIsNotFinite_endsTheRunAndItsModulatorIsNamed(Engine engine) {
        for (double amount : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            SpikingNetwork network = rewarded((time, rewards) -> rewards.reward(time + MS, amount));
            RunFailedException failure = failure(engine, network, SpikingRecorder.NONE);
            assertThat(failure.culprit()).isEqualTo("modulator dopamine");
            assertThat(failure.origin()).isEqualTo(Origin.MODEL);
            assertThat(failure).hasMessageContaining(amount + "; allowed: finite");
        }
    }

    /** The engine has gone on by then; to drop or to shift the reward would be silent. */
    @ParameterizedTest
    @MethodSource("engines")
    void rewardThatComesTooSoon_endsTheRunAndItsModulatorIsNamed(Engine engine) {
        SpikingNetwork network = rewarded((time, rewards) -> rewards.reward(time, 1));
        RunFailedException failure = failure(engine, network, SpikingRecorder.NONE);
        assertThat(failure.culprit()).isEqualTo("modulator dopamine");
        assertThat(failure).hasMessageContaining("least delay");
    }

    /** An actor cannot transmit a weight that depends on what its neuron emits at the same time; it says so, and what to do. */
    @ParameterizedTest
    @MethodSource("engines")
    void withoutDendriticDelay_actorsRefuseAndSayWhy(Engine engine) throws Exception {
        SynapseModel axonal =
                new SynapseModel(Optional.of(Plasticity.of(additive(), 0, 1)), Optional.empty(), MS, false);
        double[] pre = {10};
        double[] post = {15};
        SpikingNetwork network = new PlasticPairs(pre, post, axonal, 0.5, 1, new double[0], 50).network(GRID, 100);
        if (engine.name().equals("population")) {
            assertThat(Networks.run(engine, network).end().plasticity()).hasSize(1);
            return;
        }
        RunFailedException failure = failure(engine, network, SpikingRecorder.NONE);
        assertThat(failure)
                .hasMessageContaining("dendritic delay of projection plastic")
                .hasMessageContaining("allowed");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void axonalDelayLongerThanADelay_isRefused(Engine engine) {
        SynapseModel axonal =
                new SynapseModel(Optional.of(Plasticity.of(additive(), 0, 1)), Optional.empty(), 2 * MS, false);
        RunFailedException failure = failure(engine, pair(GRID, axonal, 1), SpikingRecorder.NONE);
        assertThat(failure).hasMessageContaining("the axonal delay of projection plastic");
    }
}
