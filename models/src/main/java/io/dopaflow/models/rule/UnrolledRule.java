package io.dopaflow.models.rule;

import io.dopaflow.models.rule.Broadcast.Baseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Turns repetitions into phases: each becomes phases and broadcasts of its own, an update the mean over them. */
final class UnrolledRule {
    private final Rule rule;

    UnrolledRule(Rule rule) {
        this.rule = rule;
    }

    Rule unrolled() {
        if (rule.repetitions() == 1) {
            return rule;
        }
        List<Phase> phases = new ArrayList<>();
        List<Broadcast> broadcasts = new ArrayList<>();
        for (int i = 0; i < rule.repetitions(); i++) {
            int repetition = i;
            UnaryOperator<String> own = name -> named(name, repetition);
            rule.phases().forEach(phase -> phases.add(phase.renamed(own, own)));
            rule.broadcasts().forEach(broadcast -> broadcasts.add(broadcast(broadcast, repetition)));
        }
        Map<String, Expression> updates = new HashMap<>();
        rule.updates().forEach((name, update) -> updates.put(name, mean(update)));
        return new Rule(
                rule.name(),
                rule.objective(),
                1,
                phases,
                rule.projections(),
                broadcasts,
                updates,
                rule.rate(),
                rule.rates(),
                rule.after(),
                rule.traces().stream()
                        .map(trace -> new Trace(trace.name(), mean(trace.change()), trace.initial()))
                        .toList(),
                rule.loops());
    }

    private static String named(String name, int repetition) {
        return name + "#" + (repetition + 1);
    }

    private static Factor factor(Factor factor, int repetition) {
        return factor instanceof Factor.Broadcast broadcast
                ? new Factor.Broadcast(named(broadcast.name(), repetition))
                : factor.ofPhase(phase -> named(phase, repetition));
    }

    private Expression mean(Expression update) {
        List<List<Factor>> products = new ArrayList<>();
        Factor share = new Factor.Constant(1.0 / rule.repetitions());
        for (int i = 0; i < rule.repetitions(); i++) {
            int repetition = i;
            for (List<Factor> product : update.products()) {
                List<Factor> factors = new ArrayList<>(List.of(share));
                product.forEach(factor -> factors.add(factor(factor, repetition)));
                products.add(factors);
            }
        }
        return new Expression(products);
    }

    private Broadcast broadcast(Broadcast broadcast, int repetition) {
        Broadcast own = broadcast.renamed(named(broadcast.name(), repetition), phase -> named(phase, repetition));
        return broadcast.baseline() instanceof Baseline.OtherRepetitions
                ? new Broadcast(own.name(), own.phase(), others(broadcast.phase(), repetition))
                : own;
    }

    private Baseline others(String phase, int repetition) {
        return new Baseline.OfPhases(IntStream.range(0, rule.repetitions())
                .filter(other -> other != repetition)
                .mapToObj(other -> named(phase, other))
                .toList());
    }
}
