package io.dopaflow.analysis.learned;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.learned.InnerLoop.Outcome;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InnerLoopTest {
    private static final RandomStreams STREAMS = new RandomStreams(11);

    static Stream<TaskFamily> families() {
        return TaskFamilies.all().stream();
    }

    /** The first rule made by hand, with some of every term. */
    private static double[] coefficients(TaskFamily family) {
        UniformRandomProvider random = STREAMS.stream(Purpose.VARIATION, 0);
        double[] coefficients = family.handMade().get(0).coefficients().clone();
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] += 0.1 * family.terms().get(i).size() * Draws.normal(random);
        }
        return coefficients;
    }

    private static double loss(TaskFamily family, Task task, double[] coefficients, int changed, double by) {
        double[] other = coefficients.clone();
        other[changed] += by;
        return InnerLoop.plain(family).run(other, task).loss();
    }

    /** A difference of the fourth order, whose error is that of the fourth power of its step, and of rounding over it. */
    private static double difference(TaskFamily family, Task task, double[] coefficients, int changed, double step) {
        double near =
                loss(family, task, coefficients, changed, step) - loss(family, task, coefficients, changed, -step);
        double far = loss(family, task, coefficients, changed, 2 * step)
                - loss(family, task, coefficients, changed, -2 * step);
        return (8 * near - far) / (12 * step);
    }

    /**
     * How far derivatives are from differences, beside the largest of them: with the best of three steps, as some tasks bend
     * much more than others.
     */
    private static double distance(double[] gradient, TaskFamily family, Task task, double[] coefficients) {
        double most = 0;
        double size = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < gradient.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            for (double step : new double[] {1e-3, 1e-4, 1e-5}) {
                double difference = difference(
                        family,
                        task,
                        coefficients,
                        i,
                        step * family.terms().get(i).size());
                best = Math.min(best, Math.abs(gradient[i] - difference));
            }
            most = Math.max(most, best);
        }
        return most / size;
    }

    @ParameterizedTest
    @MethodSource("families")
    void derivatives_areThoseOfCentralDifferences(TaskFamily family) {
        double[] coefficients = coefficients(family);
        for (int number = 0; number < 3; number++) {
            Task task = family.tasks().draw(STREAMS, number);
            Outcome outcome = InnerLoop.withDerivatives(family).run(coefficients, task);
            assertThat(outcome.diverged()).isFalse();
            assertThat(distance(outcome.gradient(), family, task, coefficients)).isLessThan(1e-9);
            // A mistake in one of many derivatives would be seen.
            double[] wrong = outcome.gradient().clone();
            wrong[wrong.length - 1] +=
                    1e-7 * Arrays.stream(wrong).map(Math::abs).max().orElseThrow();
            assertThat(distance(wrong, family, task, coefficients)).isGreaterThan(1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void derivatives_changeNoBitOfTheNumbers(TaskFamily family) {
        Task task = family.tasks().draw(STREAMS, 7);
        InnerLoop plain = InnerLoop.plain(family);
        InnerLoop dual = InnerLoop.withDerivatives(family);
        double[] coefficients = coefficients(family);
        Outcome outcome = plain.run(coefficients, task);
        assertThat(outcome.loss())
                .isEqualTo(dual.run(coefficients, task).loss())
                .isPositive();
        assertThat(plain.weights()).isEqualTo(dual.weights());
        assertThat(plain.run(coefficients, task))
                .as("again")
                .satisfies(again -> assertThat(again.loss()).isEqualTo(outcome.loss()));
    }

    @ParameterizedTest
    @MethodSource("families")
    void loopThatDiverges_hasTheBound_andNoDirection(TaskFamily family) {
        double[] wild = new double[family.terms().size()];
        Arrays.fill(wild, 1e4);
        Outcome outcome =
                InnerLoop.withDerivatives(family).run(wild, family.tasks().draw(STREAMS, 0));
        assertThat(outcome.diverged()).isTrue();
        assertThat(outcome.loss()).isEqualTo(family.bound());
        assertThat(outcome.gradient()).containsOnly(0);
    }

    /** Oja's neuron finds the direction; its weights have length 1 there. */
    @Test
    void oja_findsTheDirection() {
        TaskFamily pca = TaskFamilies.find("pca").orElseThrow();
        double[] oja = pca.handMade().get(0).coefficients();
        double mean = Stream.iterate(0, number -> number + 1)
                .limit(100)
                .mapToDouble(number -> InnerLoop.plain(pca)
                        .run(oja, pca.tasks().draw(STREAMS, number))
                        .loss())
                .average()
                .orElseThrow();
        double[] other = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(mean).isBetween(0.02, 0.05);
        assertThat(InnerLoop.plain(pca).run(other, pca.tasks().draw(STREAMS, 0)).diverged())
                .as("Hebb's growth without an end")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("families")
    void rule_hasTheTermsThatCount(TaskFamily family) {
        double[] coefficients = coefficients(family);
        Rule rule = family.rule("any", coefficients);
        long products = rule.updates().values().stream()
                .mapToLong(update -> update.products().size())
                .sum();
        assertThat(products).isEqualTo(family.terms().size());
        coefficients[0] = 0;
        assertThat(family.rule("any", coefficients).updates().toString())
                .isNotEqualTo(rule.updates().toString());
        assertThat(family.terms()).extracting(Term::name).doesNotHaveDuplicates();
        assertThat(family.terms()).allSatisfy(term -> assertThat(term.name()).matches("[a-z][a-z_]*"));
    }

    @Test
    void tasks_areAllDifferent_andThoseOfEqualStreamsEqual() {
        TaskFamily teachers = TaskFamilies.find("teachers").orElseThrow();
        Task task = teachers.tasks().draw(STREAMS, 3);
        assertThat(teachers.tasks().draw(STREAMS, 3).initial()).isEqualTo(task.initial());
        List<Task> others =
                List.of(teachers.tasks().draw(STREAMS, 4), teachers.tasks().draw(STREAMS.derived(1), 3));
        assertThat(others).allSatisfy(other -> {
            assertThat(other.initial()).isNotEqualTo(task.initial());
            assertThat(other.feedback()).isNotEqualTo(task.feedback());
            assertThat(other.samples().get(0).features())
                    .isNotEqualTo(task.samples().get(0).features());
        });
    }
}
