package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.plan.Accuracy;
import io.dopaflow.analysis.plan.Rehearsal;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said before a run that theory expects to go astray. */
final class Forewarning {

    private Forewarning() {}

    /** The warning, with numbers and what to do; nothing where the run is expected to do well. */
    static Optional<String> of(LearningCycle model) {
        Rehearsal rehearsal = new Rehearsal(model);
        return switch (rehearsal.course()) {
            case STAYS -> Optional.empty();
            case OVERSHOOTS ->
                Optional.of(flow(model) + " is too long for any number of cycles: gradient descent"
                        + " with such steps goes astray" + advice(List.of(), rehearsal));
            case LOST_IN_NOISE -> Optional.of(noise(model) + advice(moreCycles(model, rehearsal), rehearsal));
        };
    }

    private static String flow(LearningCycle model) {
        return "the flow time T = " + Text.number(model.gradientFlowTime()) + " of a learning opportunity";
    }

    private static String noise(LearningCycle model) {
        int synapses = model.network().synapseCount();
        long cycles = model.schedule().cycles();
        double error = Accuracy.of(model.noise(), synapses, cycles).relativeError();
        return Text.count(cycles, "cycle") + (cycles == 1 ? " is" : " are") + " too few for "
                + Text.count(synapses, "synapse") + " and " + flow(model) + ": its step carries "
                + Text.number(error) + " times its length in noise, and the weights are expected to go astray";
    }

    private static List<String> moreCycles(LearningCycle model, Rehearsal rehearsal) {
        List<String> advice = new ArrayList<>();
        if (model.schedule() instanceof CycleSchedule.MultiUpdate) {
            rehearsal
                    .sufficientCycles()
                    .ifPresent(cycles -> advice.add("raise learning.cycles to about " + Text.count(cycles)));
        }
        return advice;
    }

    private static String advice(List<String> before, Rehearsal rehearsal) {
        List<String> advice = new ArrayList<>(before);
        rehearsal
                .sufficientTime()
                .ifPresent(time -> advice.add("lower learning.flow_time to about " + Text.number(time)));
        return advice.isEmpty() ? "" : "; " + String.join(", or ", advice);
    }
}
