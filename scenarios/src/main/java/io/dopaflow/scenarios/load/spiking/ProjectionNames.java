package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.util.HashSet;
import java.util.Set;

/** Names the projections of one scenario, in their order. */
final class ProjectionNames {
    private final Set<String> taken = new HashSet<>();

    /** Whether the name that an entry gives its projection between two groups is not taken; takes the name of the pair otherwise. */
    boolean isOwn(ProjectionSettings entry, String source, String target) {
        return next(entry, source, target).equals(given(entry, source, target))
                || entry.name().isEmpty();
    }

    /** The name of the projection of an entry between two groups; with a number where it is taken. */
    String next(ProjectionSettings entry, String source, String target) {
        String name = given(entry, source, target);
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "#" + i;
        }
        return unique;
    }

    private static String given(ProjectionSettings entry, String source, String target) {
        boolean isPair = entry.from().size() * entry.to().size() == 1;
        String pair = source + "->" + target;
        return entry.name().map(name -> isPair ? name : name + ":" + pair).orElse(pair);
    }
}
