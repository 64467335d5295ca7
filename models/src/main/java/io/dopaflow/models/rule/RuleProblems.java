package io.dopaflow.models.rule;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong so far. */
final class RuleProblems {
    private final List<RuleProblem> all = new ArrayList<>();

    void add(String place, String found, String allowed) {
        all.add(new RuleProblem(place, found, allowed));
    }

    List<RuleProblem> all() {
        return all;
    }
}
