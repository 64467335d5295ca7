package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is said before a run whose weights theory expects to diverge. */
final class Forewarning {

    private Forewarning() {}

    /** The warning, with numbers and what to do; nothing where the run is expected to do well. */
    static Optional<String> of(LearningCycle model) {
        Rehearsal rehearsal = new Rehearsal(model, Rehearsal.BRIEF);
        if (rehearsal.staysOnCourse()) {
            return Optional.empty();
        }
        OptionalLong cycles = model.schedule() instanceof CycleSchedule.MultiUpdate
                ? rehearsal.sufficientCycles()
                : OptionalLong.empty();
        List<String> advice = new ArrayList<>();
        cycles.ifPresent(enough -> advice.add("raise learning.cycles to about " + Text.count(enough)));
        rehearsal
                .sufficientTime()
                .ifPresent(time -> advice.add("lower learning.flow_time to about " + Text.number(time)));
        return Optional.of((cycles.isPresent() ? tooFew(model, rehearsal) : tooLong(model))
                + (advice.isEmpty() ? "" : "; " + String.join(", or ", advice)));
    }

    private static String tooFew(LearningCycle model, Rehearsal rehearsal) {
        return Text.count(model.schedule().cycles(), "cycle") + " are too few for "
                + Text.count(model.network().synapseCount(), "synapse") + " and " + flow(model)
                + ": at the start the noise of a step is " + Text.number(rehearsal.startError())
                + " times its length, and the weights are expected to diverge";
    }

    private static String tooLong(LearningCycle model) {
        return flow(model) + " is too long"
                + (model.schedule() instanceof CycleSchedule.MultiUpdate
                        ? ", even for a thousand times as many cycles"
                        : " for single updates")
                + ": the weights are expected to diverge";
    }

    private static String flow(LearningCycle model) {
        return "a flow time of T = " + Text.number(model.gradientFlowTime()) + " per learning opportunity";
    }
}
