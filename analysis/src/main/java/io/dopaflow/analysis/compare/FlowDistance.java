package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.time.Duration;
import java.util.List;
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
        try {
            return new Walk(run, model, System.nanoTime() + limit.toNanos()).distance();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
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
        GradientFlow flow = new GradientFlow(new Gradient(model.network(), model.loss()), model.gradientFlowTime());
        SampleOrder order = model.sampleOrder();
        double[] z = model.initialTheta();
        try {
            for (long opportunity = 0; opportunity < model.opportunities(); opportunity++) {
                z = flow.end(z, model.samples().training().get(order.sampleAt(opportunity)));
            }
        } catch (ArithmeticException e) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Vectors.distance(theta, z) / Vectors.distance(z, model.initialTheta()));
    }

    private static final class Walk {
        private final RunReader run;
        private final LearningCycle model;
        private final long deadline;
        private final Gradient gradient;
        private final GradientFlow flow;
        private final SampleOrder order;
        private final int lastCycle;
        private double squaredDistances;
        private double squaredSteps;
        private Optional<Stretch> last = Optional.empty();

        Walk(RunReader run, LearningCycle model, long deadline) {
            this.run = run;
            this.model = model;
            this.deadline = deadline;
            this.gradient = new Gradient(model.network(), model.loss());
            this.flow = new GradientFlow(gradient, model.gradientFlowTime());
            this.order = model.sampleOrder();
            this.lastCycle = model.schedule().cyclesPerOpportunity() - 1;
        }

        Optional<FlowDistance> distance() {
            List<WeightSnapshot> snapshots = run.snapshots();
            if (snapshots.stream().noneMatch(snapshot -> snapshot.cycle() == lastCycle)) {
                return Optional.empty();
            }
            Stretch.each(run, lastCycle, this::accept);
            Stretch end = last.orElseThrow();
            double[] z = model.initialTheta();
            for (long opportunity = 0; opportunity <= end.opportunity(); opportunity++) {
                if (isLate()) {
                    return Optional.empty();
                }
                z = flow.end(z, sample(opportunity));
            }
            return Optional.of(new FlowDistance(
                    end.opportunity() + 1,
                    Vectors.distance(end.end(lastCycle).orElseThrow(), z),
                    Vectors.distance(z, model.initialTheta()),
                    squaredSteps > 0
                            ? OptionalDouble.of(Math.sqrt(squaredDistances / squaredSteps))
                            : OptionalDouble.empty(),
                    gradient.method()));
        }

        private void accept(Stretch stretch) {
            if (stretch.isWhole(lastCycle) && !isLate()) {
                double[] start = stretch.start().orElseThrow();
                double[] z = flow.end(start, sample(stretch.opportunity()));
                squaredSteps += square(Vectors.distance(z, start));
                squaredDistances +=
                        square(Vectors.distance(stretch.end(lastCycle).orElseThrow(), z));
            }
            if (stretch.end(lastCycle).isPresent()) {
                last = Optional.of(stretch);
            }
        }

        private static double square(double value) {
            return value * value;
        }

        private boolean isLate() {
            return System.nanoTime() > deadline;
        }

        private Sample sample(long opportunity) {
            return model.samples().training().get(order.sampleAt(opportunity));
        }
    }
}
