package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.learned.InnerLoop;
import io.dopaflow.analysis.learned.Task;
import io.dopaflow.analysis.learned.TaskFamilies;
import io.dopaflow.analysis.learned.TaskFamily;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.schema.phased.RuleSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search for rules learns in its own loop, an engine learns by the rule's file. */
class LearnedRulesTest {

    /** Through its file and back. */
    private static Rule filed(Rule rule) {
        Problems problems = new Problems();
        return RuleCatalog.read(RuleCatalog.write(new RuleSettings("", rule)), "rule.yaml", problems)
                .orElseThrow(() -> new AssertionError(problems.inOrder()))
                .rule();
    }

    private static double[] coefficients(TaskFamily family) {
        double[] coefficients = family.handMade().get(0).coefficients().clone();
        Arrays.setAll(
                coefficients,
                i -> coefficients[i]
                        + (i % 2 == 0 ? 0.1 : -0.1) * family.terms().get(i).size());
        return coefficients;
    }

    private static PhasedLearning model(TaskFamily family, Rule rule, Task task) {
        double[] initial = Arrays.copyOf(task.initial(), task.initial().length + task.feedback().length);
        System.arraycopy(task.feedback(), 0, initial, task.initial().length, task.feedback().length);
        return RuleLab.model(
                rule,
                family.learner().network(),
                initial,
                task.samples(),
                1,
                task.samples().size());
    }

    /** The same task with its samples in the order in which an engine presents them. */
    private static Task asPresented(Task task, PhasedLearning model) {
        SampleOrder order = model.sampleOrder();
        List<Sample> presented = IntStream.range(0, task.samples().size())
                .mapToObj(opportunity -> model.presented(order, opportunity))
                .toList();
        return new Task(task.initial(), task.feedback(), presented, task.goal());
    }

    private static double[] trained(TaskFamily family, PhasedLearning model) {
        return Arrays.copyOf(RuleLab.trained(model), family.learner().synapses());
    }

    private static double largest(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pca", "teachers"})
    void engine_learnsWhatTheLoopLearns(String name) {
        TaskFamily family = TaskFamilies.find(name).orElseThrow();
        double[] coefficients = coefficients(family);
        Task task = family.tasks().draw(new RandomStreams(2), 0);
        PhasedLearning model = model(family, filed(family.rule("any", coefficients)), task);
        InnerLoop loop = InnerLoop.plain(family);
        loop.run(coefficients, asPresented(task, model));
        double[] trained = trained(family, model);
        // Weights are about 1; sums in another order differ by their rounding.
        assertThat(largest(loop.weights(), trained)).isCloseTo(0, within(1e-12));
        assertThat(largest(task.initial(), trained)).isGreaterThan(0.1);
        for (int i = 0; i < coefficients.length; i++) {
            double[] mistaken = coefficients.clone();
            mistaken[i] *= 1 + 1e-6;
            PhasedLearning other = model(family, filed(family.rule("any", mistaken)), task);
            assertThat(largest(loop.weights(), trained(family, other)))
                    .as(family.terms().get(i).name())
                    .isGreaterThan(1e-10);
        }
    }
}
