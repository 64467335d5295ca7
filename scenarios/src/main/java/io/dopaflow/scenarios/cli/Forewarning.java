package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.analysis.theory.StepAccuracy;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said before a run that theory expects to go astray. */
final class Forewarning {

    private Forewarning() {}

    /** The warning, with numbers and what to do; nothing where the run is expected to do well. */
    static Optional<String> of(Experiment experiment) {
        Rehearsal rehearsal = new Rehearsal(experiment);
        return switch (rehearsal.course()) {
            case STAYS -> Optional.empty();
            case OVERSHOOTS ->
                Optional.of(flow(experiment) + " is too long for any number of cycles: gradient descent"
                        + " with such steps goes astray" + advice(List.of(), rehearsal));
            case LOST_IN_NOISE -> Optional.of(noise(experiment) + advice(moreCycles(experiment, rehearsal), rehearsal));
        };
    }

    private static String flow(Experiment experiment) {
        return "the flow time T = " + Text.number(experiment.gradientFlowTime()) + " of a learning opportunity";
    }

    private static String noise(Experiment experiment) {
        int synapses = experiment.network().synapseCount();
        long cycles = experiment.rule().cycles();
        double error = StepAccuracy.of(experiment.noise(), synapses, cycles).relativeError();
        return Text.count(cycles, "cycle") + (cycles == 1 ? " is" : " are") + " too few for "
                + Text.count(synapses, "synapse") + " and " + flow(experiment) + ": its step carries "
                + Text.number(error) + " times its length in noise, and the weights are expected to go astray";
    }

    private static List<String> moreCycles(Experiment experiment, Rehearsal rehearsal) {
        List<String> advice = new ArrayList<>();
        if (experiment.rule() instanceof LearningRule.MultiUpdate) {
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
