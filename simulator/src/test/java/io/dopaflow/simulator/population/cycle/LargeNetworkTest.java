package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.actor.cycle.CycleActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows longer than a block, many rows, and levels that several threads divide. */
@Tag("digest")
class LargeNetworkTest {
    private static final int FEATURES = 2100;

    @ParameterizedTest
    @CsvSource({"true, 0.2, GRADED", "false, 0.2, ALL_OR_NONE", "true, 1.6, GRADED"})
    void weights_areThoseOfTheActorEngine_onAnyNumberOfThreads(
            boolean consecutive, double halfWindow, SpikeCoding coding) throws Exception {
        LearningCycle model = model(consecutive ? layered(coding) : scattered(layered(coding)), halfWindow);
        double[] expected = weights(new CycleActorEngine(), model);
        assertThat(expected).isNotEqualTo(CycleState.startOf(model).weights());
        for (int threads : new int[] {1, 2, 8}) {
            for (boolean vectors : new boolean[] {true, false}) {
                Engine engine = new CyclePopulationEngine(threads, vectors, threads == 8 ? 1 : 8192);
                assertThat(weights(engine, model))
                        .as("%d threads, vectors %s", threads, vectors)
                        .isEqualTo(expected);
            }
        }
    }

    private static double[] weights(Engine engine, LearningCycle model) throws Exception {
        return CycleState.of(engine.run(RunRequest.of(
                                new CycleSimulation(model, RecordingPlan.weightsOnly(100), new CycleRecorder() {})))
                        .end())
                .weights();
    }

    /** Rows of 4202 synapses, more than a block and no multiple of 8. */
    private static Network layered(SpikeCoding coding) {
        return new LayeredNetwork(
                        IntStream.range(0, FEATURES).mapToObj(i -> "x" + i).toList(),
                        List.of(new Layer(5, Activation.SIGMOID, coding)),
                        List.of("a", "b"),
                        Activation.IDENTITY,
                        true)
                .build();
    }

    /** The same graph, its synapses numbered by presynaptic neuron. */
    private static Network scattered(Network network) {
        List<Synapse> synapses = new ArrayList<>();
        network.synapses().stream()
                .sorted(Comparator.comparingInt(Synapse::pre).thenComparingInt(Synapse::post))
                .forEach(s -> synapses.add(new Synapse(synapses.size(), s.pre(), s.post())));
        return Network.of(network.neurons(), synapses);
    }

    private static LearningCycle model(Network network, double halfWindow) {
        SplittableRandom random = new SplittableRandom(20261123);
        long tauPs = VirtualTime.fromMilliseconds(20);
        long halfPs = Math.round(halfWindow * tauPs);
        CycleTiming timing = new CycleTiming(tauPs, halfPs, 0, tauPs, network.depth());
        return new LearningCycle(
                network,
                random.doubles(network.synapseCount(), -5, -4).toArray(),
                timing,
                new CycleSchedule.MultiUpdate(4),
                new ThreeFactorRule(
                        new StdpWindow(new IntegrationWindow(tauPs, halfPs)),
                        0.05,
                        StrictMath.exp(timing.halfWindow()),
                        Parametrisation.LOG_WEIGHT),
                Loss.SQUARED_ERROR,
                new Target.Values(List.of("a", "b")),
                new Split(List.of(new Sample(random.doubles(FEATURES).toArray(), new double[] {0.5, -0.5})), List.of()),
                2,
                new RandomStreams(20261123));
    }
}
