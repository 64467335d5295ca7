package io.dopaflow.scenarios.learn;

import io.dopaflow.analysis.learned.Judgement;
import io.dopaflow.analysis.learned.RuleSearch.Generation;
import io.dopaflow.analysis.learned.SearchState;
import io.dopaflow.analysis.learned.TaskFamily;
import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.schema.phased.RuleSettings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What came of a search.
 *
 * @param generations that were done
 * @param judgements of the rule that was found and of those made by hand, on held-out tasks; none where the search was ended
 *     before its end
 */
public record SearchOutcome(BatchOutcome<Generation> generations, List<Judgement> judgements) {
    /** Tasks that no generation had. */
    public static final int HELD_OUT = 400;

    /** So many digits of a coefficient are kept: more mean nothing. */
    private static final MathContext DIGITS = new MathContext(4);

    /** Copies the list. */
    public SearchOutcome {
        judgements = List.copyOf(judgements);
    }

    /** Judges the rule that was found, and writes it into the directory. */
    static SearchOutcome of(SearchPlan plan, BatchOutcome<Generation> generations, int threads)
            throws InterruptedException {
        if (generations.cancelled()) {
            return new SearchOutcome(generations, List.of());
        }
        SearchState end =
                generations.results().get(plan.size() - 1).value().orElseThrow().after();
        double[] found = Arrays.stream(end.coefficients())
                .map(value -> new BigDecimal(value).round(DIGITS).doubleValue())
                .toArray();
        TaskFamily family = plan.search().family();
        Rule rule = family.rule("learned-" + family.name(), found);
        List<Judgement> judgements =
                Judgement.of(family, rule.name(), found, plan.search().seed(), HELD_OUT, threads);
        String text = "# Found by: " + plan.command() + "\n"
                + RuleCatalog.write(new RuleSettings(description(plan, judgements), rule));
        AtomicFile.write(generations.directory().resolve(SearchPlan.RULE), text);
        return new SearchOutcome(generations, judgements);
    }

    private static String description(SearchPlan plan, List<Judgement> judgements) {
        TaskFamily family = plan.search().family();
        return "A learned rule: its coefficients were sought on the tasks " + family.name() + ".\n"
                + "Tasks: " + family.summary() + ".\n"
                + "Found by: " + plan.command() + "\n"
                + "Mean loss on " + HELD_OUT + " held-out tasks (standard error): "
                + judgements.stream().map(SearchOutcome::words).collect(Collectors.joining(", "))
                + ".\n";
    }

    private static String words(Judgement judgement) {
        return String.format(
                Locale.ROOT,
                "%s %.4f (%.4f)",
                judgement.rule(),
                judgement.loss().mean(),
                judgement.loss().standardError());
    }
}
