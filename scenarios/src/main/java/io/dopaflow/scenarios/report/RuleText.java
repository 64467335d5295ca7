package io.dopaflow.scenarios.report;

import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A learning rule in lines of text: what happens in each phase, what is told to all, and what each synapse does. */
final class RuleText {
    private RuleText() {}

    /** The lines. */
    static String of(Rule rule) {
        List<String> lines = new ArrayList<>();
        for (Phase phase : rule.phases()) {
            lines.add("phase " + phase.name() + ": " + word(phase.kind()) + " through " + phase.through());
        }
        for (Projection projection : rule.projections()) {
            lines.add("projection " + projection.name() + ": " + word(projection.wiring()));
        }
        for (Broadcast broadcast : rule.broadcasts()) {
            lines.add("broadcast " + broadcast.name() + ": " + told(broadcast));
        }
        new TreeMap<>(rule.updates())
                .forEach((name, update) ->
                        lines.add("update " + name + ": rate " + rule.rateOf(name) + ", sum of products " + update));
        return String.join("\n", lines);
    }

    private static String told(Broadcast broadcast) {
        if (broadcast.baseline() instanceof Baseline.TemporalDifference difference) {
            return "reward + " + difference.discount() + " value@" + difference.next() + " - value@"
                    + broadcast.phase();
        }
        if (broadcast.baseline() instanceof Baseline.Gain) {
            return "learning rate by the error of " + broadcast.phase();
        }
        return broadcast.isCoin() ? "coin" : "baseline - loss@" + broadcast.phase();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
