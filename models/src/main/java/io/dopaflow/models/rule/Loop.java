package io.dopaflow.models.rule;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Phases that are gone through several times in a wave: rounds. Within it a phase of the loop means that of the same round; one
 * followed by {@value #PREVIOUS}, as in {@code post@up@prev}, that of the round before. Outside it means the last round.
 *
 * @param phases their names, as they follow one another in the rule; at least one
 * @param times rounds, at least 1
 * @param first what neurons send in the first round, by phase and group, where it differs from what they send in others
 */
public record Loop(List<String> phases, int times, Map<String, Map<Group, Expression>> first) {

    /** What follows the name of a phase for that of the round before. */
    public static final String PREVIOUS = "@prev";

    /** Copies the collections. */
    public Loop {
        phases = List.copyOf(phases);
        first = first.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + "; allowed: at least 1");
        }
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a loop has 0 phases; allowed: at least 1");
        }
    }
}
