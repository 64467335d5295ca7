package io.dopaflow.models.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds what is wrong with the loops of a rule by themselves; what their rounds do is for {@link RuleCheck}. */
final class LoopCheck {
    private final List<Phase> phases;
    private final List<String> names;
    private final List<Loop> loops;
    private final List<RuleProblem> problems = new ArrayList<>();

    LoopCheck(List<Phase> phases, List<Loop> loops) {
        this.phases = phases;
        this.names = phases.stream().map(Phase::name).toList();
        this.loops = loops;
    }

    List<RuleProblem> problems() {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < loops.size(); i++) {
            Loop loop = loops.get(i);
            String place = "loops[" + i + "]";
            checkPhases(place + ".phases", loop, taken);
            for (String name : new TreeMap<>(loop.first()).keySet()) {
                if (!loop.phases().contains(name)) {
                    problem(place + ".first." + name, name, "phases of the loop: " + String.join(", ", loop.phases()));
                }
            }
            checkFirstRound(place, loop);
        }
        return problems;
    }

    private void checkPhases(String place, Loop loop, Set<String> taken) {
        for (int k = 0; k < loop.phases().size(); k++) {
            String name = loop.phases().get(k);
            String at = place + "[" + k + "]";
            int position = names.indexOf(name);
            if (position < 0) {
                problem(at, name, "phases of the rule: " + String.join(", ", names));
            } else if (!taken.add(name)) {
                problem(at, name + " once more", "each phase in one loop, once");
            } else if (k > 0 && position != names.indexOf(loop.phases().get(k - 1)) + 1) {
                problem(at, name, "the phase that follows " + loop.phases().get(k - 1) + " in the rule");
            }
        }
    }

    /** What is sent in the first round cannot be of the round before. */
    private void checkFirstRound(String place, Loop loop) {
        for (Phase phase : phases) {
            if (!loop.phases().contains(phase.name())) {
                continue;
            }
            for (Map.Entry<Group, Expression> sent : new TreeMap<>(LoopedPhases.sentFirst(phase, loop)).entrySet()) {
                String group = sent.getKey().name().toLowerCase(Locale.ROOT);
                sent.getValue()
                        .factors()
                        .filter(LoopCheck::isOfRoundBefore)
                        .findFirst()
                        .ifPresent(factor -> problem(
                                place + ".first",
                                "nothing for " + group + " neurons in " + phase.name() + ", which send " + factor,
                                "what they send in the first round, before which there is none"));
            }
        }
    }

    private static boolean isOfRoundBefore(Factor factor) {
        return factor.quantity()
                .filter(quantity -> quantity.phase().endsWith(Loop.PREVIOUS))
                .isPresent();
    }

    private void problem(String place, String found, String allowed) {
        problems.add(new RuleProblem(place, found, allowed));
    }
}
