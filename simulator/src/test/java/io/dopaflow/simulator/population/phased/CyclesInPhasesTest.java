package io.dopaflow.simulator.population.phased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.CycleAsPhases;
import io.dopaflow.simulator.EventLog;
import io.dopaflow.simulator.PhasedLog;
import io.dopaflow.simulator.actor.phased.PhasedActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of learning cycles, said in phases, does what learning cycles do, but for rounding: they multiply weights where
 * phases in log-weights add to these. The engines of phased learning have the same bits.
 */
@Tag("digest")
class CyclesInPhasesTest {
    private static final int MODELS = 22;

    /** Of the largest value of a kind; what roundings of a few cycles add up to is thousands of times less. */
    private static final double TOLERANCE = 1e-9;

    static IntStream numbers() {
        return IntStream.range(0, MODELS);
    }

    /**
     * What both families tell of the same learning, cycle by cycle.
     *
     * @param amplitudes that hidden and output neurons send, by neuron
     * @param weights log-weights at the end of the cycle, by synapse
     */
    private record Told(
            List<Double> losses,
            List<Double> rewards,
            List<Double> amplitudes,
            List<Double> weights,
            List<Double> end) {
        void assertClose(Told expected, String engine) {
            assertClose(losses, expected.losses, "losses", engine);
            assertClose(rewards, expected.rewards, "rewards", engine);
            assertClose(amplitudes, expected.amplitudes, "amplitudes", engine);
            assertClose(weights, expected.weights, "log-weights", engine);
            assertClose(end, expected.end, "log-weights at the end", engine);
        }

        private static void assertClose(List<Double> found, List<Double> expected, String what, String engine) {
            double largest = expected.stream().mapToDouble(Math::abs).max().orElseThrow();
            assertThat(unboxed(found))
                    .as("%s of %s", what, engine)
                    .containsExactly(unboxed(expected), within(TOLERANCE * largest));
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void cycles_saidInPhases_doTheSame_butForRounding(int number) throws Exception {
        LearningCycle model = CycleAsPhases.random(number);
        Told expected = cycles(model);
        assertThat(expected.losses()).hasSize((int) model.cycles());
        PhasedLearning phases = CycleAsPhases.of(model);
        Told first = phases(new PhasedActorEngine(1), phases);
        for (Engine engine :
                List.of(new PhasedPopulationEngine(1, 1), new PhasedPopulationEngine(2, 1), new PhasedActorEngine(2))) {
            Told found = phases(engine, phases);
            found.assertClose(expected, engine.name());
            assertThat(found).as(engine.name()).isEqualTo(first);
        }
    }

    /** Columns that are longer than a block of the sum, and end within a vector. */
    @ParameterizedTest
    @CsvSource({"5, 3, 0.1", "8, 30, 1", "300, 2, 0.7", "4099, 3, 0.1", "8200, 1, 0.1"})
    void longColumns_doTheSame_butForRounding(int features, int outputs, double halfWindow) throws Exception {
        LearningCycle model = layer(features, outputs, halfWindow);
        Told expected = cycles(model);
        assertThat(expected.end()).isNotEqualTo(boxed(CycleState.startOf(model).theta()));
        PhasedLearning phases = CycleAsPhases.of(model);
        Told first = phases(new PhasedActorEngine(1), phases);
        for (Engine engine : List.of(new PhasedPopulationEngine(1, 1), new PhasedPopulationEngine(2, 1))) {
            Told found = phases(engine, phases);
            found.assertClose(expected, engine.name());
            assertThat(found.equals(first)).as(engine.name()).isTrue();
        }
    }

    private static LearningCycle layer(int features, int outputs, double halfWindow) {
        Network network = new LayeredNetwork(
                        names("x", features), List.of(), names("y", outputs), Activation.IDENTITY, false)
                .build();
        long tauPs = VirtualTime.fromMilliseconds(20);
        CycleTiming timing = new CycleTiming(tauPs, Math.round(tauPs * halfWindow), 0, tauPs, 1);
        SplittableRandom random = new SplittableRandom(features);
        return new LearningCycle(
                network,
                random.doubles(network.synapseCount(), -9, -5).toArray(),
                timing,
                new CycleSchedule.MultiUpdate(3),
                new ThreeFactorRule(
                        new StdpWindow(new IntegrationWindow(tauPs, timing.halfWindowPs())),
                        0.01,
                        StrictMath.exp(timing.halfWindow()),
                        Parametrisation.LOG_WEIGHT),
                Loss.PSEUDO_HUBER,
                new Target.Values(names("y", outputs)),
                new Split(
                        List.of(
                                new Sample(random.doubles(features).toArray(), new double[outputs]),
                                new Sample(random.doubles(features).toArray(), new double[outputs])),
                        List.of()),
                2,
                new RandomStreams(features));
    }

    private static List<String> names(String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> letter + i).toList();
    }

    /** What is compared has whatever could make a difference. */
    @Test
    void models_haveWhatIsAsked() throws Exception {
        List<LearningCycle> models = numbers().mapToObj(CycleAsPhases::random).toList();
        assertThat(models).allMatch(CycleAsPhases::isPossible);
        assertThat(models.stream().map(model -> model.schedule().cycles())).contains(1, 2, 3, 4, 5, 6);
        assertThat(models.stream().map(model -> model.network().depth())).contains(1, 2, 3, 4, 5);
        assertThat(models.stream().map(model -> model.plasticity().window().isStandard()))
                .contains(true, false);
        int learning = 0;
        for (LearningCycle model : models) {
            learning +=
                    cycles(model).end().equals(boxed(CycleState.startOf(model).theta())) ? 0 : 1;
        }
        // Where all outputs rectify and none is driven, nothing is learnt.
        assertThat(learning).isGreaterThanOrEqualTo(20);
        assertThat(models.stream().filter(CyclesInPhasesTest::skipsAndInhibits)).hasSizeGreaterThan(MODELS / 2);
    }

    private static boolean skipsAndInhibits(LearningCycle model) {
        Network network = model.network();
        return network.neurons().stream().anyMatch(neuron -> neuron.sign() == Sign.INHIBITORY)
                && network.synapses().stream()
                        .anyMatch(synapse -> network.depthOf(synapse.post()) > network.depthOf(synapse.pre()) + 1);
    }

    private static Told cycles(LearningCycle model) throws Exception {
        EventLog log = new EventLog();
        double[] end = CycleState.of(new CyclePopulationEngine()
                        .run(RunRequest.of(new CycleSimulation(model, RecordingPlan.full(1), log)))
                        .end())
                .theta();
        Comparator<EventLog.Event> inTime =
                Comparator.comparingLong(event -> model.runCycle(event.opportunity(), event.cycle()));
        return new Told(
                values(log.events(EventLog.Reward.class).sorted(inTime), EventLog.Reward::loss),
                values(log.events(EventLog.Reward.class).sorted(inTime), EventLog.Reward::reward),
                values(
                        log.events(EventLog.Spike.class)
                                .filter(spike -> spike.kind() == SpikeKind.READOUT
                                        && !model.network()
                                                .neuron(spike.neuron())
                                                .role()
                                                .isSource())
                                .sorted(inTime.thenComparing(event -> ((EventLog.Spike) event).neuron())),
                        EventLog.Spike::amplitude),
                values(
                        log.events(EventLog.Weight.class)
                                .filter(weight -> weight.cycle() >= 0)
                                .sorted(inTime.thenComparing(event -> ((EventLog.Weight) event).synapse())),
                        weight -> LogWeights.of(weight.weight())),
                boxed(end));
    }

    private static Told phases(Engine engine, PhasedLearning model) throws Exception {
        PhasedLog log = new PhasedLog();
        double[] end = PhasedState.of(engine.run(RunRequest.of(new PhasedSimulation(model, PhasedPlan.full(1), log)))
                        .end())
                .stored();
        Comparator<PhasedLog.Event> inTime = Comparator.comparingLong(PhasedLog.Event::opportunity);
        return new Told(
                values(log.events(PhasedLog.LossOf.class).sorted(inTime), PhasedLog.LossOf::loss),
                values(log.events(PhasedLog.Told.class).sorted(inTime), PhasedLog.Told::value),
                values(
                        log.events(PhasedLog.Spike.class)
                                .filter(spike -> !model.circuit()
                                        .network()
                                        .neuron(spike.unit())
                                        .role()
                                        .isSource())
                                .sorted(inTime.thenComparing(event -> ((PhasedLog.Spike) event).unit())),
                        PhasedLog.Spike::amplitude),
                values(
                        log.events(PhasedLog.Weight.class)
                                .filter(weight -> weight.opportunity() > 0)
                                .sorted(inTime.thenComparing(event -> ((PhasedLog.Weight) event).synapse())),
                        PhasedLog.Weight::stored),
                boxed(end));
    }

    private static <E> List<Double> values(Stream<E> events, ToDoubleFunction<E> value) {
        return events.mapToDouble(value).boxed().toList();
    }

    private static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
