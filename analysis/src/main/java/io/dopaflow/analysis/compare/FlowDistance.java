package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Trajectory;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.models.cycle.LearningCycle;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a run ended from its gradient flow, in short: what a run reports as it ends.
 *
 * @param opportunities learning opportunities of the run that the flow went through
 * @param distance ||theta_K - Z_K|| of the emergent weights from the flow through all samples, from the same start
 * @param travelled ||Z_K - theta_0||
 * @param perOpportunity distance to the flow from the recorded start over the flow's step, both in root mean square over
 *     the learning opportunities whose start and end were recorded; empty if there are none or the flow stands still
 * @param method how gradients were taken
 */
public record FlowDistance(
        long opportunities, double distance, double travelled, OptionalDouble perOpportunity, Gradient.Method method) {

    /** Distance over distance travelled, of the whole run. */
    public double relative() {
        return distance / travelled;
    }

    /**
     * Computes the distances.
     *
     * @param run with at least the last weights
     * @param model what was executed
     * @param limit of time
     * @return empty if no weights were recorded, if the flow leaves the finite numbers, or if it takes longer
     */
    public static Optional<FlowDistance> of(RunReader run, LearningCycle model, Duration limit) {
        Gradient gradient = new Gradient(model.network(), model.loss());
        GradientFlow flow = new GradientFlow(gradient, model.gradientFlowTime());
        long deadline = System.nanoTime() + limit.toNanos();
        Sums sums = new Sums(model, (theta, sample) -> {
            if (System.nanoTime() > deadline) {
                throw new ArithmeticException("the flow takes longer than " + limit);
            }
            return flow.end(theta, sample);
        });
        try {
            OpportunityWeights.each(run, sums.lastCycle, sums::add);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
        return Double.isFinite(sums.distance) && sums.trajectory.opportunities() > 0
                ? Optional.of(sums.total(gradient.method()))
                : Optional.empty();
    }

    /**
     * Distance over distance travelled, of weights that are known without a run directory. Takes about a millisecond for
     * a learning opportunity of a small network.
     *
     * @param model what was executed, to its end
     * @param theta log-weights at its end, by synapse id
     * @return empty if the flow leaves the finite numbers
     */
    public static OptionalDouble relative(LearningCycle model, double[] theta) {
        double[] z = Trajectory.flow(model, new Gradient(model.network(), model.loss()))
                .advanceTo(model.opportunities());
        double distance = Vectors.distance(theta, z);
        return Double.isFinite(distance)
                ? OptionalDouble.of(distance / Vectors.distance(z, model.initialTheta()))
                : OptionalDouble.empty();
    }

    private static final class Sums {
        private final LearningCycle model;
        private final Trajectory.Rule flow;
        private final Trajectory trajectory;
        private final int lastCycle;
        private double squaredDistances;
        private double squaredSteps;
        private double distance;

        Sums(LearningCycle model, Trajectory.Rule flow) {
            this.model = model;
            this.flow = flow;
            this.trajectory = new Trajectory(model, flow);
            this.lastCycle = model.schedule().cyclesPerOpportunity() - 1;
        }

        void add(OpportunityWeights weights) {
            if (weights.isWhole(lastCycle)) {
                double[] start = weights.start().orElseThrow();
                double[] z = flow.learn(start, trajectory.sample(weights.opportunity()));
                squaredSteps += square(Vectors.distance(z, start));
                squaredDistances +=
                        square(Vectors.distance(weights.end(lastCycle).orElseThrow(), z));
            }
            if (weights.end(lastCycle).isPresent()) {
                distance =
                        Vectors.distance(weights.end(lastCycle).get(), trajectory.advanceTo(weights.opportunity() + 1));
            }
        }

        private static double square(double value) {
            return value * value;
        }

        FlowDistance total(Gradient.Method method) {
            return new FlowDistance(
                    trajectory.opportunities(),
                    distance,
                    Vectors.distance(trajectory.theta(), model.initialTheta()),
                    squaredSteps > 0
                            ? OptionalDouble.of(Math.sqrt(squaredDistances / squaredSteps))
                            : OptionalDouble.empty(),
                    method);
        }
    }
}
