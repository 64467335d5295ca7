package io.dopaflow.models.phased;

import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.rule.RuleProblem;
import io.dopaflow.models.rule.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a rule fits the environment that a network acts in, or that there is none. */
public final class EnvironmentFit {
    private final Rule rule;
    private final int outputs;
    private final Optional<Environment> environment;
    private final List<RuleProblem> problems = new ArrayList<>();

    private EnvironmentFit(Rule rule, int outputs, Optional<Environment> environment) {
        this.rule = rule;
        this.outputs = outputs;
        this.environment = environment;
    }

    /**
     * What does not fit.
     *
     * @param outputs of the network
     * @param environment empty for a network that learns from samples
     */
    public static List<RuleProblem> problems(Rule rule, int outputs, Optional<Environment> environment) {
        EnvironmentFit fit = new EnvironmentFit(rule, outputs, environment);
        fit.checkBroadcasts();
        fit.checkPhases();
        fit.checkErrors();
        return fit.problems;
    }

    static void require(Circuit circuit, Optional<Environment> environment) {
        List<RuleProblem> found = problems(circuit.rule(), circuit.network().outputCount(), environment);
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(
                    found.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        }
    }

    private void problem(String place, String found, String allowed) {
        problems.add(new RuleProblem(place, found, allowed));
    }

    private void checkBroadcasts() {
        boolean chooses = rule.firstAnswer().noise() instanceof Phase.Disturbance.Chosen;
        for (Broadcast broadcast : rule.broadcasts()) {
            String place = "broadcasts." + broadcast.name();
            if (broadcast.baseline() instanceof Baseline.TemporalDifference) {
                if (environment.filter(own -> !own.hasTarget()).isEmpty()) {
                    problem(
                            place + ".td",
                            "the error of a value" + where("samples, which give no reward"),
                            "task.environment: chain | bandit | waiting, which reward");
                } else if (outputs > 1 && !chooses) {
                    problem(
                            place + ".td",
                            "the error of a value with " + outputs + " outputs, none of which is chosen",
                            "one output, or a choice as the noise of " + broadcast.phase());
                }
            } else if (broadcast.baseline() instanceof Baseline.Gain) {
                checkGain(place + ".learning-rate");
            } else if (!broadcast.isCoin()) {
                checkLoss(place, broadcast);
            }
        }
    }

    private void checkGain(String place) {
        if (outputs > 1) {
            problem(place, "one learning rate for " + outputs + " outputs", "a network with one output");
        }
        environment
                .filter(own -> !own.hasTarget())
                .ifPresent(own -> problem(
                        place,
                        "a learning rate by errors in the environment " + own.word() + ", which tells none",
                        "task.environment: jumping-mean, or samples"));
    }

    /** A step has one reward, and it is that of the first answer. */
    private void checkLoss(String place, Broadcast broadcast) {
        boolean other = !broadcast.phase().equals(rule.firstAnswer().name())
                || broadcast.baseline() instanceof Baseline.OfPhase
                || broadcast.baseline() instanceof Baseline.OfPhases
                || broadcast.baseline() instanceof Baseline.OtherRepetitions
                || broadcast.baseline() instanceof Baseline.PreviousWave;
        if (other && environment.isPresent()) {
            problem(
                    place,
                    "losses of several phases" + where(""),
                    "the loss of " + rule.firstAnswer().name()
                            + ", the first answer, with the baseline zero or running-mean");
        }
    }

    private String where(String without) {
        return environment
                .map(own -> " in the environment " + own.word())
                .orElse(without.isEmpty() ? "" : " with " + without);
    }

    private void checkPhases() {
        if (environment.isPresent() && rule.repetitions() > 1) {
            problem("repetitions", rule.repetitions() + where(""), "1: a step is taken once");
        }
        for (int i = 0; i < rule.phases().size(); i++) {
            Phase phase = rule.phases().get(i);
            String place = "phases[" + i + "]";
            boolean chooses = phase.noise() instanceof Phase.Disturbance.Chosen;
            boolean acts = environment.filter(Environment::isActedOn).isPresent();
            if (chooses && !acts) {
                problem(
                        place + ".noise",
                        "a choice" + where("samples, in which nothing can be done"),
                        "task.environment: bandit | waiting, in which one can act; or another noise");
            } else if (acts
                    && !chooses
                    && phase.name().equals(rule.firstAnswer().name())) {
                problem(
                        place + ".noise",
                        "no choice" + where(""),
                        "noise: choice or {greedy: 0.1}, so that one of the outputs acts");
            }
            if (environment.isPresent() && phase.kind() == Phase.Kind.SETTLE) {
                problem(place + ".kind", "settle" + where(""), "phases of other kinds");
            }
        }
        rule.projections().stream()
                .filter(projection -> projection.wiring() == Projection.Wiring.LATERAL_AND_LABELS)
                .filter(projection -> environment.isPresent())
                .forEach(projection ->
                        problem("projections." + projection.name(), "labels" + where(""), "wiring: lateral"));
    }

    private void checkErrors() {
        String first = rule.firstAnswer().name();
        boolean told = environment.filter(own -> !own.hasTarget()).isEmpty();
        rule.updates()
                .forEach((name, update) -> update.factors()
                        .flatMap(factor -> factor.quantity().stream())
                        .filter(quantity -> quantity.symbol() == Symbol.ERROR)
                        .filter(quantity -> !told
                                || (environment.isPresent() && !quantity.phase().equals(first)))
                        .findFirst()
                        .ifPresent(quantity -> problem(
                                "update." + name,
                                quantity + where(""),
                                told
                                        ? "error@" + first + ", the first answer"
                                        : "reward and noise@" + first + ": no output is told what it should read")));
        for (int i = 0; i < rule.phases().size(); i++) {
            Phase phase = rule.phases().get(i);
            if (!told && phase.kind() == Phase.Kind.FEEDBACK && sendsError(phase)) {
                problem(
                        "phases[" + i + "].sends.output",
                        "errors" + where(""),
                        "what outputs know: post, drive and noise of " + first);
            }
        }
    }

    private boolean sendsError(Phase phase) {
        return phase.sends(Group.OUTPUT, rule.firstAnswer().name())
                .factors()
                .flatMap(factor -> factor.quantity().stream())
                .anyMatch(quantity -> quantity.symbol() == Symbol.ERROR);
    }
}
