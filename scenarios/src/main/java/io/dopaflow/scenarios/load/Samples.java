package io.dopaflow.scenarios.load;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.MinMaxScaling;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.util.BitSet;
import java.util.Optional;

/**
 * Samples as the network learns them: split into those to train on and those held out, and both scaled by the former.
 *
 * @param split the samples
 * @param target what the outputs stand for, with its unit
 */
record Samples(Split split, Target target) {

    /** The samples; nothing if the split leaves a class, or everything, without training samples. */
    static Optional<Samples> of(DataSet data, TaskSettings task, RandomStreams streams, Report report) {
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
        Samples samples = new Samples(split, data.target());
        if (task.scale() == TaskSettings.Scaling.MIN_MAX) {
            samples = samples.scaled(MinMaxScaling.fit(split.training()), data.target());
        }
        if (data.target() instanceof Target.Values values && task.scaleTarget() == TaskSettings.Scaling.MIN_MAX) {
            MinMaxScaling scaling = MinMaxScaling.fitTarget(split.training());
            samples = samples.scaled(scaling, new Target.Values(values.names(), scaling.unit()));
        }
        return Optional.of(samples);
    }

    private Samples scaled(MinMaxScaling scaling, Target scaledTarget) {
        return new Samples(
                new Split(
                        split.training().stream().map(scaling::apply).toList(),
                        split.heldOut().stream().map(scaling::apply).toList()),
                scaledTarget);
    }

    private static Optional<Samples> tooMuch(TaskSettings task, String consequence, Report report) {
        report.wrong(
                "task.held_out",
                task.heldOut() + ", which leaves " + consequence,
                "a smaller fraction: at least one training sample of each class has to remain");
        return Optional.empty();
    }
}
