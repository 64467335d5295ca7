package io.dopaflow.analysis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RecordedRun;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A small run of which everything was recorded, and copies of it that a test changes. */
abstract class ChangedRun {
    static final CycleSchedule RULE = new CycleSchedule.MultiUpdate(3);
    static final Network NETWORK = Experiments.network(2, SpikeCoding.GRADED, Activation.IDENTITY);
    static final LearningCycle EXPERIMENT = Experiments.of(NETWORK, RULE, Loss.PSEUDO_HUBER, 0.3, 0.01, 4, 3);

    @TempDir
    private static Path shared;

    static RecordedRun original;

    @TempDir
    Path temporary;

    @BeforeAll
    static void record() {
        original = RecordedRun.write(shared.resolve("run"), EXPERIMENT, RecordedRun.Plan.FULL);
    }

    static Verification verify(RecordedRun run, LearningCycle model) {
        try (RunReader reader = RunReader.open(run.path())) {
            return Verifier.verify(reader, model, run.plan(), fraction -> {});
        }
    }

    static Disagreement refuted(RecordedRun run) {
        Verification verification = verify(run, EXPERIMENT);
        assertThat(verification).isInstanceOf(Verification.Refuted.class);
        return ((Verification.Refuted) verification).disagreement();
    }

    RecordedRun copy() throws Exception {
        return original.copyTo(temporary.resolve("copy"));
    }
}
