package io.dopaflow.analysis.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.learned.RuleSearch.Generation;
import io.dopaflow.analysis.learned.RuleSearch.Method;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RuleSearchTest {
    private static final int FRESH_TASKS = 400;

    private static TaskFamily family(String name) {
        return TaskFamilies.find(name).orElseThrow();
    }

    private static List<Generation> generations(RuleSearch search, int count, int threads) throws InterruptedException {
        List<Generation> all = new ArrayList<>();
        SearchState state = search.start();
        for (int i = 0; i < count; i++) {
            Generation generation = search.generation(i, state, threads);
            all.add(generation);
            state = generation.after();
        }
        return all;
    }

    private static double[] found(RuleSearch search) throws InterruptedException {
        List<Generation> all = generations(search, search.generations(), 2);
        return all.get(all.size() - 1).after().coefficients();
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void numberOfThreads_changesNoBit(Method method) throws InterruptedException {
        RuleSearch search = new RuleSearch(family("teachers"), method, 3, 5);
        List<Generation> one = generations(search, 3, 1);
        List<Generation> three = generations(search, 3, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(three.get(i).loss()).isEqualTo(one.get(i).loss());
            assertThat(three.get(i).after().coefficients())
                    .isEqualTo(one.get(i).after().coefficients());
            assertThat(three.get(i).after().squares())
                    .isEqualTo(one.get(i).after().squares());
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void eachGeneration_hasNewTasks_andEachSeed(Method method) throws InterruptedException {
        RuleSearch search = new RuleSearch(family("teachers"), method, 3, 5);
        RuleSearch other = new RuleSearch(family("teachers"), method, 3, 6);
        double loss = search.generation(0, search.start(), 1).loss();
        assertThat(search.generation(0, search.start(), 1).loss()).isEqualTo(loss);
        assertThat(search.generation(1, search.start(), 1).loss()).isNotEqualTo(loss);
        assertThat(other.generation(0, search.start(), 1).loss()).isNotEqualTo(loss);
    }

    private static SearchState after(DoubleUnaryOperator change) {
        TaskFamily pca = family("pca");
        SearchState state = SearchState.startOf(pca);
        for (int generation = 0; generation < 3; generation++) {
            Evolution evolution = new Evolution(pca, new RandomStreams(1), generation);
            double[] losses = evolution.members(state).stream()
                    .mapToDouble(member -> Math.hypot(member[0] - 1, member[1] + 1))
                    .map(change)
                    .toArray();
            state = evolution.after(state, losses, 0.1);
        }
        return state;
    }

    /** Only the order of losses counts, so that no outlier and no scale does. */
    @Test
    void evolution_isTheSame_forAnyGrowingFunctionOfTheLoss() {
        double[] coefficients = after(loss -> loss).coefficients();
        assertThat(after(StrictMath::exp).coefficients()).isEqualTo(coefficients);
        assertThat(after(loss -> loss < 1 ? loss : 1000 * loss).coefficients()).isEqualTo(coefficients);
        assertThat(after(loss -> -loss).coefficients()).isNotEqualTo(coefficients);
        double[] start = family("pca").start();
        assertThat(Math.hypot(coefficients[0] - 1, coefficients[1] + 1))
                .as("it goes down")
                .isLessThan(Math.hypot(start[0] - 1, start[1] + 1));
    }

    @Test
    void variations_areOpposite() {
        TaskFamily pca = family("pca");
        SearchState start = SearchState.startOf(pca);
        List<double[]> members = new Evolution(pca, new RandomStreams(1), 0).members(start);
        assertThat(members).hasSize(2 * pca.effort().pairs());
        for (int i = 0; i < members.size(); i += 2) {
            for (int k = 0; k < start.coefficients().length; k++) {
                assertThat(members.get(i)[k] + members.get(i + 1)[k])
                        .isCloseTo(2 * start.coefficients()[k], within(1e-15));
            }
        }
    }

    @Test
    void gradientOfLoopsThatDiverge_isNotFollowed_coefficientsShrink() throws InterruptedException {
        RuleSearch search = new RuleSearch(family("pca"), Method.GRADIENT, 10, 1);
        double[] wild = new double[10];
        Arrays.fill(wild, 500);
        SearchState before = new SearchState(wild, new double[10], new double[10], 4);
        Generation generation = search.generation(4, before, 1);
        assertThat(generation.diverged()).isPositive();
        assertThat(generation.after().coefficients()).containsOnly(450);
        assertThat(generation.after().steps()).isEqualTo(4);
    }

    /** Neither a little more nor less of any rate is better. */
    @ParameterizedTest
    @CsvSource({"feedback-alignment, 0", "feedback-alignment, 7", "readout-only, 7"})
    void rulesMadeByHand_areTuned(String name, int term) throws InterruptedException {
        TaskFamily teachers = family("teachers");
        double[] tuned = teachers.handMade().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow()
                .coefficients();
        List<double[]> rules = new ArrayList<>();
        for (double factor : new double[] {1, 0.6, 1 / 0.6}) {
            double[] rule = tuned.clone();
            rule[term] *= factor;
            rules.add(rule);
        }
        try (TaskPool pool = new TaskPool(teachers, false, 2)) {
            double[] losses = new double[rules.size()];
            pool.learn(new RandomStreams(3), 150, rules)
                    .forEach(task ->
                            Arrays.setAll(losses, i -> losses[i] + task.get(i).loss()));
            assertThat(losses[0]).isLessThan(losses[1]).isLessThan(losses[2]);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Method.class)
    void searchOnPca_findsOja(Method method) throws InterruptedException {
        double[] found = found(new RuleSearch(family("pca"), method, method.generations(family("pca")), 1));
        double squares = Arrays.stream(found).map(value -> value * value).sum();
        double cosine = (found[0] - found[1]) / Math.sqrt(2 * squares);
        // Gradients leave some of terms whose mean moves no weight.
        assertThat(cosine).isGreaterThan(method == Method.EVOLUTION ? 0.98 : 0.9);
    }

    /** The tasks are new also to who chose the settings of the search. */
    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Method.class)
    void ruleFoundOnTeachers_isBetterThanFeedbackAlignment(Method method) throws InterruptedException {
        TaskFamily teachers = family("teachers");
        double[] found = found(new RuleSearch(teachers, method, 80, 4));
        List<Judgement> judgements = Judgement.of(teachers, "found", found, 4, FRESH_TASKS, 2);
        assertThat(judgements)
                .extracting(Judgement::rule)
                .containsExactly("found", "feedback-alignment", "readout-only");
        assertThat(judgements.stream().skip(1)).allSatisfy(judgement -> {
            Judgement.Estimate difference = judgement.against().orElseThrow().loss();
            assertThat(difference.mean()).isLessThan(-2 * difference.standardError());
        });
    }
}
