package io.dopaflow.scenarios.load;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.MinMaxScaling;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.schema.Scaling;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.util.BitSet;
import java.util.Optional;

/** Splits samples into those to train on and those held out, and scales both by the former. */
final class SampleSplitter {

    private SampleSplitter() {}

    /** The split; nothing if it leaves a class, or everything, without training samples. */
    static Optional<Split> split(DataSet data, TaskSettings task, RandomStreams streams, Report report) {
        Split split = Split.of(data, task.heldOut(), streams);
        if (split.training().isEmpty()) {
            return tooMuch(task, "no training sample", report);
        }
        if (data.target() instanceof Target.Classes classes) {
            BitSet seen = new BitSet();
            split.training().forEach(sample -> seen.set(sample.label()));
            int missing = seen.nextClearBit(0);
            if (missing < classes.names().size()) {
                return tooMuch(
                        task, "no training sample of class " + classes.names().get(missing), report);
            }
        }
        if (task.scale() == Scaling.NONE) {
            return Optional.of(split);
        }
        MinMaxScaling scaling = MinMaxScaling.fit(split.training());
        return Optional.of(new Split(
                split.training().stream().map(scaling::apply).toList(),
                split.heldOut().stream().map(scaling::apply).toList()));
    }

    private static Optional<Split> tooMuch(TaskSettings task, String consequence, Report report) {
        report.wrong(
                "task.held_out",
                task.heldOut() + ", which leaves " + consequence,
                "a smaller fraction: at least one training sample of each class has to remain");
        return Optional.empty();
    }
}
