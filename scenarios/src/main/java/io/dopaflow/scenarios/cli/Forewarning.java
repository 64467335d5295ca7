package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is said before a run whose weights theory expects to diverge. */
final class Forewarning {

    private Forewarning() {}

    /** The warning, with numbers and what to do; nothing where the run is expected to do well. */
    static Optional<String> of(Experiment experiment) {
        Rehearsal rehearsal = new Rehearsal(experiment, Rehearsal.BRIEF);
        if (rehearsal.staysOnCourse()) {
            return Optional.empty();
        }
        OptionalLong cycles = experiment.rule() instanceof LearningRule.MultiUpdate
                ? rehearsal.sufficientCycles()
                : OptionalLong.empty();
        List<String> advice = new ArrayList<>();
        cycles.ifPresent(enough -> advice.add("raise learning.cycles to about " + Text.count(enough)));
        rehearsal
                .sufficientTime()
                .ifPresent(time -> advice.add("lower learning.flow_time to about " + Text.number(time)));
        return Optional.of((cycles.isPresent() ? tooFew(experiment, rehearsal) : tooLong(experiment))
                + (advice.isEmpty() ? "" : "; " + String.join(", or ", advice)));
    }

    private static String tooFew(Experiment experiment, Rehearsal rehearsal) {
        return Text.count(experiment.rule().cycles(), "cycle") + " are too few for "
                + Text.count(experiment.network().synapseCount(), "synapse") + " and " + flow(experiment)
                + ": at the start the step carries " + Text.number(rehearsal.startError())
                + " times its length in noise, and the weights are expected to diverge";
    }

    private static String tooLong(Experiment experiment) {
        return flow(experiment) + " is too long"
                + (experiment.rule() instanceof LearningRule.MultiUpdate
                        ? ", even for a thousand times as many cycles"
                        : " for single updates")
                + ": the weights are expected to diverge";
    }

    private static String flow(Experiment experiment) {
        return "the flow time T = " + Text.number(experiment.gradientFlowTime()) + " of a learning opportunity";
    }
}
