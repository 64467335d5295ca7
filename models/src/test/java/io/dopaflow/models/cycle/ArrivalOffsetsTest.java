package io.dopaflow.models.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.Perturbation;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.Jitter;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrivalOffsetsTest {
    private static final long TAU = 20_000_000_000L;
    private static final long HALF = TAU / 10;
    private static final int SYNAPSE = 3;

    static List<RewardBaseline> baselines() {
        return List.of(
                new RewardBaseline.PreviousCycle(),
                new RewardBaseline.RunningMean(0.1),
                new RewardBaseline.Unperturbed(),
                new RewardBaseline.AntitheticPair());
    }

    private static LearningCycle model(RewardBaseline baseline) {
        Network network =
                new LayeredNetwork(List.of("x", "z"), List.of(), List.of("y"), Activation.IDENTITY, false).build();
        ThreeFactorRule plasticity = new ThreeFactorRule(
                new StdpWindow(new IntegrationWindow(TAU, HALF)), 0.1, 1, Parametrisation.LOG_WEIGHT);
        return new LearningCycle(
                network,
                new double[4],
                new CycleTiming(TAU, HALF, TAU / 20, TAU, 1),
                new CycleSchedule.MultiUpdate(4, baseline),
                plasticity,
                Loss.SQUARED_ERROR,
                new Target.Values(List.of("y")),
                new Split(List.of(new Sample(new double[2], new double[1])), List.of()),
                20,
                new RandomStreams(9));
    }

    /** The draws of the stream, one a cycle, each as it is, mirrored in the next cycle, or unused. */
    private static long[] expected(LearningCycle model) {
        UniformRandomProvider stream = model.streams().stream(Purpose.JITTER, SYNAPSE);
        long[] offsets = new long[(int) model.cycles()];
        for (int runCycle = 0; runCycle < offsets.length; runCycle++) {
            long drawn = Jitter.offsetPs(stream.nextInt(), HALF);
            RewardBaseline baseline = model.schedule().baseline();
            if (baseline instanceof RewardBaseline.AntitheticPair && runCycle % 2 == 1) {
                drawn = -offsets[runCycle - 1];
            } else if (baseline instanceof RewardBaseline.Unperturbed && runCycle % 2 == 0) {
                drawn = 0;
            }
            offsets[runCycle] = drawn;
        }
        return offsets;
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void offsets_areThoseOfTheWave_fromWhereverTheyAreAskedFor(RewardBaseline baseline) {
        LearningCycle model = model(baseline);
        long[] expected = expected(model);
        assertThat(Arrays.stream(expected).distinct().count()).isGreaterThan(expected.length / 2);
        for (int first = 0; first < expected.length; first++) {
            ArrivalOffsets offsets = new ArrivalOffsets(model, SYNAPSE, first);
            for (int runCycle = first; runCycle < expected.length; runCycle++) {
                assertThat(offsets.next(model.cycleOf(runCycle)))
                        .as("cycle %d from %d", runCycle, first)
                        .isEqualTo(expected[runCycle]);
            }
        }
    }

    /** What an engine uses that draws for many cycles at once. */
    @ParameterizedTest
    @MethodSource("baselines")
    void offsets_areTheSignedDrawOfTheCycleThatThePerturbationNames(RewardBaseline baseline) {
        LearningCycle model = model(baseline);
        UniformRandomProvider stream = model.streams().stream(Purpose.JITTER, SYNAPSE);
        long[] expected = expected(model);
        long[] drawn = LongStream.range(0, expected.length)
                .map(runCycle -> Jitter.offsetPs(stream.nextInt(), HALF))
                .toArray();
        for (int runCycle = 0; runCycle < expected.length; runCycle++) {
            Perturbation perturbation = baseline.perturbation(model.cycleOf(runCycle));
            assertThat(perturbation.sign() * drawn[(int) perturbation.drawnCycle(runCycle)])
                    .isEqualTo(expected[runCycle]);
        }
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void lastDrawn_isTheDrawOfTheWaveBefore(RewardBaseline baseline) {
        LearningCycle model = model(baseline);
        UniformRandomProvider stream = model.streams().stream(Purpose.JITTER, SYNAPSE);
        ArrivalOffsets offsets = new ArrivalOffsets(model, SYNAPSE, 0);
        for (long runCycle = 0; runCycle < 10; runCycle++) {
            offsets.next(model.cycleOf(runCycle));
            long drawn = Jitter.offsetPs(stream.nextInt(), HALF);
            assertThat(offsets.lastDrawn()).isEqualTo(drawn);
            assertThat(new ArrivalOffsets(model, SYNAPSE, runCycle + 1).lastDrawn())
                    .isEqualTo(drawn);
        }
    }
}
