package io.dopaflow.analysis.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.AbstractRule;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.theory.ThinningBound;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupDistanceTest {
    private static final Network NETWORK = new LayeredNetwork(
                    List.of("x1", "x2"),
                    List.of(new LayeredNetwork.Layer(2, Activation.SIGMOID, SpikeCoding.GRADED)),
                    List.of("y"),
                    Activation.SIGMOID,
                    true)
            .build();

    private static Experiment experiment(int n, long seed) {
        return Experiments.withSeed(
                Experiments.of(NETWORK, new LearningRule.MultiUpdate(n), Loss.PSEUDO_HUBER, 0.2, 2.0, 1, 4), seed);
    }

    private static Sample sample(Experiment experiment) {
        return experiment.samples().train().get(experiment.sampleOrder().sampleAt(0));
    }

    private static GradientFlow flow(Experiment experiment) {
        return new GradientFlow(new Gradient(experiment.network(), experiment.loss()), experiment.gradientFlowTime());
    }

    /** Weights after each cycle, by the rule over plain arrays. */
    private static double[][] path(Experiment experiment) {
        AbstractRule rule = new AbstractRule(experiment);
        rule.cycle();
        double[][] path = new double[experiment.rule().cycles() + 1][];
        for (int l = 0; l < path.length; l++) {
            path[l] = rule.theta().clone();
            if (l + 1 < path.length) {
                rule.cycle();
            }
        }
        return path;
    }

    private static double[][] exactFlow(Experiment experiment) {
        int n = experiment.rule().cycles();
        double[] times = new double[n + 1];
        Arrays.setAll(times, l -> l / (double) n);
        return flow(experiment).at(experiment.initialTheta(), sample(experiment), times);
    }

    private static double sup(double[][] path, double[][] flow, int gap) {
        double sup = 0;
        for (int l = gap; l < path.length; l += gap) {
            sup = Math.max(sup, Vectors.distance(path[l], flow[l]));
            if (gap == 1) {
                sup = Math.max(sup, Vectors.distance(path[l - 1], flow[l]));
            }
        }
        return sup;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300, 5000})
    void sup_isTheLargestDistanceAtBothEndsOfEachCycle(int n) {
        Experiment experiment = experiment(n, 6);
        double[][] path = path(experiment);
        FlowTable table = FlowTable.of(flow(experiment), experiment.initialTheta(), sample(experiment), n, 1e-6);
        SupDistance distance = new SupDistance(table, experiment.initialTheta());
        for (int l = 1; l <= n; l++) {
            distance.add(l, path[l]);
        }
        double[][] flow = exactFlow(experiment);
        assertThat(table.error()).isLessThan(1e-6);
        assertThat(distance.sup()).isCloseTo(sup(path, flow, 1), within(table.error() + 1e-12));
        assertThat(distance.last()).isCloseTo(Vectors.distance(path[n], flow[n]), within(table.error() + 1e-12));
    }

    /** Where the weights stay, the flow runs away from them and the sup is at the end of the last cycle. */
    @Test
    void sup_includesTheEndOfACycleBeforeTheJump() {
        Experiment experiment = experiment(4, 6);
        FlowTable table = FlowTable.of(flow(experiment), experiment.initialTheta(), sample(experiment), 4, 1e-6);
        SupDistance distance = new SupDistance(table, experiment.initialTheta());
        for (int l = 1; l <= 3; l++) {
            distance.add(l, experiment.initialTheta());
        }
        distance.add(4, table.end());
        assertThat(distance.last()).isLessThan(1e-15);
        assertThat(distance.sup()).isCloseTo(Vectors.distance(table.end(), experiment.initialTheta()), within(1e-12));
    }

    @Test
    void interpolation_keepsWithinItsStatedError() {
        Experiment experiment = experiment(20_000, 6);
        for (double tolerance : new double[] {1e-4, 1e-8}) {
            FlowTable table =
                    FlowTable.of(flow(experiment), experiment.initialTheta(), sample(experiment), 20_000, tolerance);
            double[][] exact = exactFlow(experiment);
            double worst = 0;
            for (int l = 0; l <= 20_000; l += 7) {
                worst = Math.max(worst, Math.sqrt(table.squaredDistance(l, exact[l])));
            }
            assertThat(worst).isLessThanOrEqualTo(table.error());
            assertThat(table.error()).isLessThan(tolerance);
        }
    }

    /** The bound is exceeded with a probability of 1 %: here in none of 60 cases, and it is not idle either. */
    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100, 1000})
    void thinning_changesTheSupByLessThanItsBound(int gap) {
        double most = 0;
        double bound = 0;
        for (int seed = 0; seed < 60; seed++) {
            Experiment experiment = experiment(1000, seed);
            double[][] path = path(experiment);
            double[][] flow = exactFlow(experiment);
            bound = ThinningBound.of(experiment, experiment.initialTheta(), sample(experiment), gap, 0.01);
            double change = sup(path, flow, 1) - sup(path, flow, gap);
            assertThat(change).isBetween(0.0, bound);
            most = Math.max(most, change);
        }
        assertThat(bound).as("largest change %s", most).isLessThan(60 * most);
    }

    @Test
    void accumulatedTime_ofGradientDescentIsItsStepsAddedUp() {
        Experiment experiment = experiment(50, 6);
        Gradient gradient = new Gradient(NETWORK, experiment.loss());
        double[] theta = experiment.initialTheta().clone();
        double[] slope = new double[theta.length];
        AccumulatedTime time = new AccumulatedTime(gradient, sample(experiment), theta);
        for (int l = 0; l < 50; l++) {
            gradient.at(theta, sample(experiment), slope);
            Arrays.setAll(theta, i -> theta[i] - 0.03 * slope[i]);
            time.add(theta);
        }
        assertThat(time.value()).isCloseTo(1.5, within(1e-12));
    }
}
