package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.follow.BatchField;
import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * The recorded weights of a run of phased learning beside the gradient flow of its loss, beside gradient descent, and beside the
 * rule replayed. Flow and descent begin at the run's start and go through the same batches at the same rates: a batch is a flow
 * of time rate, or one step of it, along the mean gradient of its samples.
 *
 * @param points in order of time; the first is the start
 * @param difference the first synapse and moment at which the recorded weights are not those of the rule replayed; empty if they
 *     are the same to the last bit
 */
public record PhasedComparison(List<Point> points, Optional<String> difference) {
    /** More points would not be seen. */
    private static final int MOST_POINTS = 60;

    /** Copies the list. */
    public PhasedComparison {
        points = List.copyOf(points);
    }

    /**
     * Where the network's own synapses stand.
     *
     * @param opportunities done by then
     * @param path how far the flow has come from the start
     * @param toFlow distance of the recorded weights from the flow
     * @param descentToFlow distance of gradient descent from the flow
     * @param angle between the changes of the recorded weights and of the flow since the start, in degrees; NaN at the start
     * @param loss mean loss on the training samples, of the recorded weights
     * @param flowLoss the same on the flow
     * @param descentLoss the same of gradient descent
     */
    public record Point(
            long opportunities,
            double path,
            double toFlow,
            double descentToFlow,
            double angle,
            double loss,
            double flowLoss,
            double descentLoss) {}

    /**
     * Compares.
     *
     * @param model what the run executed
     * @param replay executes the rule
     * @param progress told the share that is done
     * @throws IllegalArgumentException if there is nothing to compare with; says what is allowed
     */
    public static PhasedComparison of(
            PhasedRunReader run, PhasedLearning model, PhasedReplay replay, DoubleConsumer progress) {
        require(model);
        List<PhasedRunReader.Moment> moments = thinned(run.moments());
        if (moments.size() < 2) {
            throw new IllegalArgumentException("the weights of all synapses were recorded at " + moments.size()
                    + " times; allowed: at least 2, see record.weights");
        }
        List<double[]> recorded = moments.stream().map(run::weights).toList();
        Courses courses = new Courses(model, recorded.get(0));
        List<Point> points = new ArrayList<>();
        long last = moments.get(moments.size() - 1).opportunities();
        for (int i = 0; i < moments.size(); i++) {
            courses.advanceTo(
                    moments.get(i).opportunities(), done -> progress.accept(done / (double) Math.max(1, last)));
            points.add(courses.point(recorded.get(i)));
        }
        return new PhasedComparison(points, difference(model, moments, recorded, replay));
    }

    private static void require(PhasedLearning model) {
        if (model.environment().isPresent()) {
            throw new IllegalArgumentException("a network in the environment "
                    + model.environment().get().word()
                    + "; allowed: one that learns from samples, as there is no gradient of their loss without them");
        }
        if (model.circuit().rule().objective() != Objective.LOSS) {
            throw new IllegalArgumentException("a rule that claims the objective "
                    + model.circuit().rule().objective() + "; allowed: a rule with objective: loss");
        }
        if (model.circuit().network().goesInSteps()) {
            throw new IllegalArgumentException(
                    "a network with binary or ternary neurons; allowed: neurons with a slope, as there is no gradient of a loss"
                            + " that goes in steps");
        }
        if (model.circuit().rule().firstAnswer().settling().isPresent()) {
            throw new IllegalArgumentException(
                    "a network that settles; allowed: one whose outputs answer in a forward wave");
        }
    }

    private static List<PhasedRunReader.Moment> thinned(List<PhasedRunReader.Moment> all) {
        int size = Math.min(all.size(), MOST_POINTS);
        List<PhasedRunReader.Moment> some = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            some.add(all.get(size == 1 ? 0 : (int) ((long) i * (all.size() - 1) / (size - 1))));
        }
        return some;
    }

    /** The rule from its seed, beside what was recorded. */
    private static Optional<String> difference(
            PhasedLearning model, List<PhasedRunReader.Moment> moments, List<double[]> recorded, PhasedReplay replay) {
        PhasedState state = PhasedState.startOf(model);
        for (int i = 0; i < moments.size(); i++) {
            long done = moments.get(i).opportunities();
            if (done > state.opportunities()) {
                state = replay.replay(new PhasedSimulation(
                        model.upTo(done),
                        PhasedPlan.weightsOnly(Long.MAX_VALUE),
                        new PhasedRecorder() {},
                        state,
                        EpochListener.NONE));
            }
            int synapse = Arrays.mismatch(recorded.get(i), state.stored());
            if (synapse >= 0) {
                return Optional.of(
                        model.circuit().label(synapse) + " after " + done + " learning opportunities: recorded "
                                + recorded.get(i)[synapse] + ", replayed " + state.stored()[synapse]);
            }
        }
        return Optional.empty();
    }

    /** Flow and descent on their way through the run. */
    private static final class Courses {
        private final PhasedLearning model;
        private final BatchField field;
        private final GradientFlow flow;
        private final SampleOrder order;
        private final double[] start;
        private double[] flowing;
        private final double[] stepping;
        private long batches;

        Courses(PhasedLearning model, double[] stored) {
            this.model = model;
            this.field = new BatchField(model);
            this.flow = new GradientFlow(field, 1);
            this.order = model.sampleOrder();
            this.start = Arrays.copyOf(stored, field.dimension());
            this.flowing = start.clone();
            this.stepping = start.clone();
        }

        void advanceTo(long opportunities, DoubleConsumer progress) {
            double[] gradient = new double[stepping.length];
            for (; (batches + 1) * model.batch() <= opportunities; batches++) {
                List<Sample> batch = new ArrayList<>();
                for (int i = 0; i < model.batch(); i++) {
                    batch.add(model.presented(order, batches * model.batch() + i));
                }
                field.over(batch);
                flowing = flow.end(flowing, batch.get(0));
                field.at(stepping, batch.get(0), gradient);
                for (int i = 0; i < stepping.length; i++) {
                    stepping[i] -= gradient[i];
                }
                progress.accept((batches + 1) * (double) model.batch());
            }
        }

        Point point(double[] recorded) {
            double[] own = Arrays.copyOf(recorded, start.length);
            double[] moved = difference(own, start);
            double[] path = difference(flowing, start);
            double cosine = Vectors.dot(moved, path) / (Vectors.norm(moved) * Vectors.norm(path));
            return new Point(
                    batches * model.batch(),
                    Vectors.norm(path),
                    Vectors.distance(own, flowing),
                    Vectors.distance(stepping, flowing),
                    Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine)))),
                    model.trainingScore(own).loss(),
                    model.trainingScore(flowing).loss(),
                    model.trainingScore(stepping).loss());
        }

        private static double[] difference(double[] a, double[] b) {
            double[] difference = a.clone();
            Arrays.setAll(difference, i -> difference[i] - b[i]);
            return difference;
        }
    }
}
