package io.dopaflow.scenarios.learn;

import io.dopaflow.analysis.learned.RuleSearch;
import io.dopaflow.analysis.learned.RuleSearch.Generation;
import io.dopaflow.analysis.learned.SearchState;
import io.dopaflow.analysis.learned.TaskFamily;
import io.dopaflow.analysis.learned.Term;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.batch.MemberResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A search for a rule: each generation is a run, which goes on from the one before.
 *
 * @param search what is sought, and how
 */
public record SearchPlan(RuleSearch search) implements Batch<Generation> {
    /** The rule that was found, in the directory of the search. */
    public static final String RULE = "rule.yaml";

    /** The table of how it does on held-out tasks. */
    public static final String TABLE = "rule.txt";

    /** Figures, without the extension. */
    public static final String FIGURE = "search";

    private static final String MEAN = "_mean";
    private static final String SQUARE = "_square";

    /** The command that makes it. */
    public String command() {
        return "dopaflow learn-rule " + name() + " --by " + methodWord() + " --generations " + search.generations()
                + " --seed " + search.seed();
    }

    private String methodWord() {
        return search.method().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String kind() {
        return "search";
    }

    @Override
    public int formatVersion() {
        return 1;
    }

    @Override
    public String name() {
        return search.family().name();
    }

    @Override
    public String digest() {
        return ContentDigest.of(definition());
    }

    @Override
    public String definition() {
        TaskFamily family = search.family();
        StringBuilder text = new StringBuilder("# " + command() + "\n")
                .append("family: " + name() + "\n")
                .append("by: " + methodWord() + "\n")
                .append("generations: " + search.generations() + "\n")
                .append("seed: " + search.seed() + "\n")
                .append("tasks: " + family.effort().tasks() + "\n")
                .append("pairs: " + family.effort().pairs() + "\n")
                .append("penalty: " + family.penalty() + "\n")
                .append("bound: " + family.bound() + "\n")
                .append("start: " + Arrays.toString(family.start()) + "\n")
                .append("rate: " + family.frame().rate() + "\n")
                .append("terms:\n");
        for (Term term : family.terms()) {
            text.append("  - {update: " + term.update() + ", product: " + term.product() + ", size: " + term.size()
                    + "}\n");
        }
        return text.toString();
    }

    @Override
    public int size() {
        return search.generations();
    }

    @Override
    public long cycles(int member) {
        return 1;
    }

    @Override
    public Class<Generation> valueType() {
        return Generation.class;
    }

    @Override
    public List<ResultColumn<MemberResult<Generation>>> columns() {
        List<ResultColumn<MemberResult<Generation>>> columns = new ArrayList<>();
        columns.add(ResultColumn.bigint("member", MemberResult::number));
        columns.add(real("loss", Generation::loss));
        columns.add(real("diverged", generation -> (double) generation.diverged()));
        columns.add(real("steps", generation -> (double) generation.after().steps()));
        List<Term> terms = search.family().terms();
        for (int i = 0; i < terms.size(); i++) {
            int term = i;
            String name = terms.get(i).name();
            columns.add(real(name, generation -> generation.after().coefficients()[term]));
            columns.add(real(name + MEAN, generation -> generation.after().means()[term]));
            columns.add(real(name + SQUARE, generation -> generation.after().squares()[term]));
        }
        columns.add(ResultColumn.text("error", MemberResult::error));
        return columns;
    }

    private static ResultColumn<MemberResult<Generation>> real(String name, Function<Generation, Double> value) {
        return ResultColumn.real(name, result -> result.value().map(value));
    }

    @Override
    public MemberResult<Generation> result(int member, ParquetRows.Row row) {
        Optional<String> error = row.text("error");
        return new MemberResult<>(
                member, error.isPresent() ? Optional.empty() : Optional.of(generation(row)), "", 0, error);
    }

    private Generation generation(ParquetRows.Row row) {
        SearchState after =
                new SearchState(numbers(row, ""), numbers(row, MEAN), numbers(row, SQUARE), (int) number(row, "steps"));
        return new Generation(number(row, "loss"), (int) number(row, "diverged"), after);
    }

    private double[] numbers(ParquetRows.Row row, String suffix) {
        return search.family().terms().stream()
                .mapToDouble(term -> number(row, term.name() + suffix))
                .toArray();
    }

    private static double number(ParquetRows.Row row, String column) {
        return row.real(column).orElse(Double.NaN);
    }

    @Override
    public List<String> summaries() {
        return List.of(RULE, TABLE, FIGURE + ".png", FIGURE + ".svg", FIGURE + ".pdf");
    }
}
