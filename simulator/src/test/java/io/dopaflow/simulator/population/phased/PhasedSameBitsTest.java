package io.dopaflow.simulator.population.phased;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.task.Loss;
import io.dopaflow.simulator.RandomPhases;
import io.dopaflow.simulator.SamePhases;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models on random graphs have the bits of plain loops, however their synapses are divided among threads. */
@Tag("digest")
class PhasedSameBitsTest {
    private static final int MODELS = 100;

    static IntStream numbers() {
        return IntStream.range(0, MODELS);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void model_hasTheBitsOfPlainLoops_onAnyNumberOfThreads(int number) throws Exception {
        PhasedLearning model = RandomPhases.number(number);
        PhasedState end = onAnyNumberOfThreads(model);
        boolean singleClass =
                model.loss() == Loss.CROSS_ENTROPY && model.circuit().network().outputCount() == 1;
        assertThat(singleClass || !Arrays.equals(end.stored(), model.initial()))
                .as("weights change, unless there is but one class to tell")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void synapsesWithMemory_haveTheBitsOfPlainLoops_onAnyNumberOfThreads(int number) throws Exception {
        onAnyNumberOfThreads(RandomPhases.remembering(number));
    }

    private static PhasedState onAnyNumberOfThreads(PhasedLearning model) throws Exception {
        return SamePhases.onAll(
                model,
                List.of(
                        new PhasedPopulationEngine(1, 1),
                        new PhasedPopulationEngine(2, 1),
                        new PhasedPopulationEngine(8, 1)));
    }

    /** What is compared is of every form, and has feedback that skips levels and outputs of different depths. */
    @Test
    void models_haveWhatIsAsked() {
        List<PhasedLearning> models = numbers().mapToObj(RandomPhases::number).toList();
        assertThat(models.stream().map(PhasedLearning::form)).contains(WeightForm.values());
        assertThat(models.stream().map(PhasedLearning::batch)).contains(1, 2, 3, 4);
        assertThat(models.stream().map(model -> model.circuit().network().depth()))
                .contains(1, 2, 3, 4, 5);
        assertThat(models.stream().filter(PhasedSameBitsTest::skips)).hasSizeGreaterThan(MODELS / 2);
        assertThat(models.stream().filter(PhasedSameBitsTest::readsAtTwoDepths)).hasSizeGreaterThan(MODELS / 4);
    }

    private static boolean skips(PhasedLearning model) {
        Network network = model.circuit().network();
        return network.synapses().stream()
                .anyMatch(synapse -> network.depthOf(synapse.post()) > network.depthOf(synapse.pre()) + 1);
    }

    private static boolean readsAtTwoDepths(PhasedLearning model) {
        Network network = model.circuit().network();
        return Arrays.stream(network.outputs()).map(network::depthOf).distinct().count() > 1;
    }
}
