package io.dopaflow.analysis.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.AbstractRule;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.theory.ThinningBound;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupDistanceTest {
    private static final Network NETWORK = Experiments.network(2, SpikeCoding.GRADED, Activation.SIGMOID);

    private static LearningCycle model(int n, long seed) {
        return Experiments.withSeed(
                Experiments.of(NETWORK, new CycleSchedule.MultiUpdate(n), Loss.PSEUDO_HUBER, 0.2, 2.0, 1, 4), seed);
    }

    private static Sample sample(LearningCycle model) {
        return model.samples().training().get(model.sampleOrder().sampleAt(0));
    }

    private static GradientFlow flow(LearningCycle model) {
        return new GradientFlow(new Gradient(model.network(), model.loss()), model.gradientFlowTime());
    }

    /** Weights after each cycle, by the rule over plain arrays. */
    private static double[][] path(LearningCycle model) {
        AbstractRule rule = new AbstractRule(model);
        rule.cycle();
        double[][] path = new double[model.schedule().cycles() + 1][];
        for (int l = 0; l < path.length; l++) {
            path[l] = rule.theta();
            if (l + 1 < path.length) {
                rule.cycle();
            }
        }
        return path;
    }

    private static double[][] exactFlow(LearningCycle model) {
        int n = model.schedule().cycles();
        double[] times = new double[n + 1];
        Arrays.setAll(times, l -> l / (double) n);
        return flow(model).at(model.initialTheta(), sample(model), times);
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
        LearningCycle model = model(n, 6);
        double[][] path = path(model);
        FlowTable table = FlowTable.of(flow(model), model.initialTheta(), sample(model), n, 1e-6);
        SupDistance distance = new SupDistance(table, model.initialTheta());
        for (int l = 1; l <= n; l++) {
            distance.add(l, path[l]);
        }
        double[][] flow = exactFlow(model);
        assertThat(table.error()).isLessThan(1e-6);
        assertThat(distance.sup()).isCloseTo(sup(path, flow, 1), within(table.error() + 1e-12));
        assertThat(distance.last()).isCloseTo(Vectors.distance(path[n], flow[n]), within(table.error() + 1e-12));
    }

    /** Where the weights stay, the flow runs away from them and the sup is at the end of the last cycle. */
    @Test
    void sup_includesTheEndOfACycleBeforeTheJump() {
        LearningCycle model = model(4, 6);
        FlowTable table = FlowTable.of(flow(model), model.initialTheta(), sample(model), 4, 1e-6);
        SupDistance distance = new SupDistance(table, model.initialTheta());
        for (int l = 1; l <= 3; l++) {
            distance.add(l, model.initialTheta());
        }
        distance.add(4, table.end());
        assertThat(distance.last()).isLessThan(1e-15);
        assertThat(distance.sup()).isCloseTo(Vectors.distance(table.end(), model.initialTheta()), within(1e-12));
    }

    @Test
    void interpolation_keepsWithinItsStatedError() {
        LearningCycle model = model(20_000, 6);
        for (double tolerance : new double[] {1e-4, 1e-8}) {
            FlowTable table = FlowTable.of(flow(model), model.initialTheta(), sample(model), 20_000, tolerance);
            double[][] exact = exactFlow(model);
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
            LearningCycle model = model(1000, seed);
            double[][] path = path(model);
            double[][] flow = exactFlow(model);
            bound = ThinningBound.of(model, model.initialTheta(), sample(model), gap, 0.01);
            double change = sup(path, flow, 1) - sup(path, flow, gap);
            assertThat(change).isBetween(0.0, bound);
            most = Math.max(most, change);
        }
        assertThat(bound).as("largest change %s", most).isLessThan(60 * most);
    }

    @Test
    void accumulatedTime_ofGradientDescentIsItsStepsAddedUp() {
        LearningCycle model = model(50, 6);
        Gradient gradient = new Gradient(NETWORK, model.loss());
        double[] theta = model.initialTheta().clone();
        double[] slope = new double[theta.length];
        AccumulatedTime time = new AccumulatedTime(gradient, sample(model), theta);
        for (int l = 0; l < 50; l++) {
            gradient.at(theta, sample(model), slope);
            Arrays.setAll(theta, i -> theta[i] - 0.03 * slope[i]);
            time.add(theta);
        }
        assertThat(time.value()).isCloseTo(1.5, within(1e-12));
    }
}
