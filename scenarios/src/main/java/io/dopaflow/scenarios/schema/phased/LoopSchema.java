package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Loop;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The keys of a loop. */
final class LoopSchema {
    private static final int MOST_PHASES = 20;
    private static final int MOST_ROUNDS = 1000;
    private static final int MOST_LOOPS = 20;

    private static final Key<Loop, List<String>> PHASES = Key.required(
            "phases",
            new ListType<>(Words.NAME, "names of phases", 1, MOST_PHASES),
            Loop::phases,
            "The phases of a round, as they follow one another in the rule.");

    private static final Key<Loop, Long> TIMES =
            Key.required("times", Types.wholeNumber(1, MOST_ROUNDS), loop -> (long) loop.times(), "How many rounds.");

    private static final Key<Loop, List<Named<Map<Group, Expression>>>> FIRST = Key.defaulted(
            "first",
            new NamedType<>(PhaseSchema.SENT_BY_GROUP, "what neurons send by group", 0),
            List.of(),
            LoopSchema::first,
            "What neurons send in the first round, by phase, where they send something else than in others: what is said of"
                    + " a round before, as in post@up@prev, there is not yet.");

    static final ListType<Loop> TYPE = new ListType<>(
            MappingType.of(
                    List.of(PHASES, TIMES, FIRST),
                    values -> new Loop(
                            values.get(PHASES),
                            values.get(TIMES).intValue(),
                            values.get(FIRST).stream()
                                    .collect(Collectors.toMap(Named::name, Named::value, (one, other) -> other)))),
            "loops",
            0,
            MOST_LOOPS);

    private LoopSchema() {}

    private static List<Named<Map<Group, Expression>>> first(Loop loop) {
        return new TreeMap<>(loop.first())
                .entrySet().stream()
                        .map(entry -> new Named<>(entry.getKey(), entry.getValue()))
                        .toList();
    }
}
