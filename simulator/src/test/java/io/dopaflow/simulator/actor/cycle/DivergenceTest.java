package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import org.junit.jupiter.api.Test;

/** Learning that leaves the finite numbers stops, and says what to do. */
class DivergenceTest {

    @Test
    void weightTooLarge_isNamedWithAdvice() {
        RunFailedException failure = failure(
                new LayeredExperiment().learningRate(1e6).opportunities(100).build());
        assertThat(failure.culprit()).startsWith("synapse ");
        assertThat(failure).message().containsPattern("its log-weight became -?[0-9]{4,}");
        assertAdvises(failure);
    }

    @Test
    void weightThatLosesMoreThanAll_isNamedWithAdvice() {
        RunFailedException failure = failure(new LayeredExperiment()
                .learningRate(1e4)
                .parametrisation(Parametrisation.MULTIPLICATIVE)
                .opportunities(100)
                .build());
        assertThat(failure.culprit()).startsWith("synapse ");
        assertThat(failure.getMessage()).containsPattern("its log-weight became (NaN|-Infinity)");
        assertAdvises(failure);
    }

    @Test
    void potentialTooLarge_isNamedWithAdvice() {
        RunFailedException failure = failure(new LayeredExperiment()
                .hidden(Activation.RECTIFIED_LINEAR, SpikeCoding.GRADED)
                .initialTheta(synapse -> 600)
                .build());
        assertThat(failure.culprit()).startsWith("neuron no").isNotEqualTo("neuron x+");
        assertThat(failure).hasMessageContaining("its potential became");
        assertAdvises(failure);
    }

    @Test
    void lossThatIsNotFinite_isNamedWithAdvice() {
        DivergedException diverged = catchThrowableOfType(
                DivergedException.class, () -> DivergedException.requireFinite("the loss", Double.NaN));
        assertThat(diverged).hasMessageStartingWith("the loss became NaN");
    }

    private static void assertAdvises(RunFailedException failure) {
        assertThat(failure).hasCauseInstanceOf(DivergedException.class);
        assertThat(failure.getMessage())
                .contains("the learning diverged", "learning.cycles", "learning.flow_time", "learning.learning_rate");
        assertThat(failure.when()).matches("in learning opportunity \\d+, cycle \\d+");
    }

    private static RunFailedException failure(LearningCycle model) {
        RunRequest request =
                RunRequest.of(new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {}));
        RunFailedException failure =
                catchThrowableOfType(RunFailedException.class, () -> new CycleActorEngine().run(request));
        assertThat(failure).isNotNull();
        return failure;
    }
}
