package io.dopaflow.models.rule;

import java.util.List;
import java.util.stream.Collectors;

/** A rule that cannot be run: has everything that is wrong with it. */
public final class InvalidRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<RuleProblem> problems;

    InvalidRuleException(List<RuleProblem> problems) {
        super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the rule. */
    public List<RuleProblem> problems() {
        return problems;
    }
}
