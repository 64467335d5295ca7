package io.dopaflow.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.Plasticity;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.random.Jitter;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.models.time.CycleTiming;
import java.util.Arrays;
import java.util.List;
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

    private static Experiment experiment(RewardBaseline baseline) {
        Network network =
                new LayeredNetwork(List.of("x", "z"), List.of(), List.of("y"), Activation.IDENTITY, false).build();
        Plasticity plasticity =
                new Plasticity(new StdpWindow(new IntegrationWindow(TAU, HALF)), 0.1, 1, Parametrisation.LOG_WEIGHT);
        return new Experiment(
                network,
                new double[4],
                new CycleTiming(TAU, HALF, TAU / 20, TAU, 1),
                new LearningRule.MultiUpdate(4, baseline),
                plasticity,
                Loss.SQUARED_ERROR,
                new Target.Values(List.of("y")),
                new Split(List.of(new Sample(new double[2], new double[1])), List.of()),
                20,
                new RandomStreams(9));
    }

    /** The draws of the stream, one a wave, each as it is, mirrored in the next wave, or unused. */
    private static long[] expected(Experiment experiment) {
        UniformRandomProvider stream = experiment.streams().stream(Purpose.JITTER, SYNAPSE);
        long[] offsets = new long[(int) experiment.waves()];
        for (int wave = 0; wave < offsets.length; wave++) {
            long drawn = Jitter.offsetPs(stream.nextInt(), HALF);
            RewardBaseline baseline = experiment.rule().baseline();
            if (baseline instanceof RewardBaseline.AntitheticPair && wave % 2 == 1) {
                drawn = -offsets[wave - 1];
            } else if (baseline instanceof RewardBaseline.Unperturbed && wave % 2 == 0) {
                drawn = 0;
            }
            offsets[wave] = drawn;
        }
        return offsets;
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void offsets_areThoseOfTheWave_fromWhereverTheyAreAskedFor(RewardBaseline baseline) {
        Experiment experiment = experiment(baseline);
        long[] expected = expected(experiment);
        assertThat(Arrays.stream(expected).distinct().count()).isGreaterThan(expected.length / 2);
        for (int first = 0; first < expected.length; first++) {
            ArrivalOffsets offsets = new ArrivalOffsets(experiment, SYNAPSE, first);
            for (int wave = first; wave < expected.length; wave++) {
                assertThat(offsets.next(experiment.cycleOf(wave)))
                        .as("wave %d from %d", wave, first)
                        .isEqualTo(expected[wave]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void lastDrawn_isTheDrawOfTheWaveBefore(RewardBaseline baseline) {
        Experiment experiment = experiment(baseline);
        UniformRandomProvider stream = experiment.streams().stream(Purpose.JITTER, SYNAPSE);
        ArrivalOffsets offsets = new ArrivalOffsets(experiment, SYNAPSE, 0);
        for (long wave = 0; wave < 10; wave++) {
            offsets.next(experiment.cycleOf(wave));
            long drawn = Jitter.offsetPs(stream.nextInt(), HALF);
            assertThat(offsets.lastDrawn()).isEqualTo(drawn);
            assertThat(new ArrivalOffsets(experiment, SYNAPSE, wave + 1).lastDrawn())
                    .isEqualTo(drawn);
        }
    }
}
