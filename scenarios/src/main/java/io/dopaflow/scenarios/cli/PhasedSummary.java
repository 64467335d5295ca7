package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.run.RunOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run of phased learning did and what came out. */
final class PhasedSummary extends RunSummary {
    private final PhasedLearning model;

    PhasedSummary(Terminal terminal, LoadedPhased scenario, RunOutcome outcome) {
        super(terminal, outcome);
        this.model = scenario.model();
    }

    private RunWork.OfPhases work() {
        return outcome().manifest().phasedWork();
    }

    @Override
    String reached() {
        return Text.count(work().opportunitiesDone()) + " of " + Text.count(work().opportunitiesPlanned())
                + " learning opportunities";
    }

    @Override
    void results() {
        Circuit circuit = model.circuit();
        Rule rule = circuit.rule();
        row(
                "rule",
                rule.name() + ", " + Text.count(circuit.phases(), "phase") + "; it claims to follow "
                        + words(rule.objective()));
        row(
                "synapses",
                circuit.wirings().stream()
                        .map(wiring -> Text.count(wiring.size()) + " of " + wiring.name())
                        .collect(Collectors.joining(", ")));
        if (model.environment().isPresent()) {
            steps(model.environment().get());
        } else {
            scores(model.samples(), model.target());
        }
        if (isSequence() && outcome().end().isPresent()) {
            tasks();
        }
    }

    /** What came of the steps in the second half of the run, and how near the outputs are to what they should read. */
    private void steps(Environment environment) {
        secondHalf().ifPresent(steps -> {
            if (steps.rewarded() > 0) {
                row(
                        "reward",
                        Text.number(steps.reward()) + " on average, of " + Text.count(steps.rewarded(), "reward")
                                + " in the second half");
            }
            if (!environment.measure().isEmpty()) {
                row("", environment.measure() + ": " + Text.number(steps.measure()) + " on average in the second half");
            }
        });
        if (!environment.hasTarget()) {
            outcome().end().ifPresent(end -> row("states", Text.score(end.training())));
        }
    }

    private Optional<PhasedRunReader.Steps> secondHalf() {
        try (PhasedRunReader reader = PhasedRunReader.open(outcome().directory())) {
            return reader.steps(2).stream().skip(1).findFirst();
        }
    }

    private boolean isSequence() {
        return model.tasks().tasks().size() > 1;
    }

    /** How well each task was done right after it was learnt, and how well at the end. */
    private void tasks() {
        try (PhasedRunReader run = PhasedRunReader.open(outcome().directory())) {
            List<PhasedRunReader.TaskScore> scores = run.tasks();
            long end = work().opportunitiesDone();
            for (int task = 1; task <= model.tasks().tasks().size(); task++) {
                int number = task;
                long own = task * model.tasks().each();
                String text = scores.stream()
                        .filter(score -> score.task() == number)
                        .filter(score -> score.opportunities() == own || score.opportunities() == end)
                        .map(score -> Text.score(score.heldOut())
                                + (score.opportunities() == end ? " at the end" : " after it"))
                        .collect(Collectors.joining("; "));
                if (!text.isEmpty()) {
                    row("task " + task, "held out " + text);
                }
            }
        }
    }

    private static String words(Objective objective) {
        return switch (objective) {
            case LOSS -> "the gradient of the loss";
            case EXPECTED_LOSS -> "the gradient of the expected loss of spiking neurons";
            case RECONSTRUCTION -> "the gradient of how well inputs are rebuilt";
            case LOG_LIKELIHOOD -> "the gradient of the log-likelihood of the inputs";
            case BOUND -> "the gradient of a bound of the log-likelihood of the inputs";
            case NONE -> "no gradient";
        };
    }

    @Override
    String done() {
        return Text.count(work().opportunitiesDone()) + " learning opportunities";
    }

    @Override
    String speed(double seconds) {
        return Text.number(1e6 * seconds / Math.max(1, work().opportunitiesDone())) + " us per learning opportunity";
    }

    @Override
    void finished() {
        if (model.environment().isEmpty()) {
            String whose = isSequence() ? "of the first task, " : "";
            outcome().end().ifPresent(end -> row("in short", whose + learnt(end)));
        }
        terminal().tell("@|bold next|@");
        if (model.environment().isPresent()) {
            next("plot", " reward", "how well it did in its environment");
        } else {
            next("plot", " accuracy", "how well it did after each epoch");
        }
        next("plot", " weights", "how synapses have changed; weight-histogram tells projections apart");
        if (InputChain.isOf(model.circuit())) {
            next("plot", " samples", "inputs that the network makes up");
        }
        next("spikes", " --counts", "spike counts per neuron and phase");
        next("report", "", "all of it on one page");
    }
}
