package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.estimator.EstimatedDescent;
import io.dopaflow.analysis.estimator.GradientEstimator;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Sgd;
import io.dopaflow.analysis.flow.Trajectory;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.NoiseShape;
import io.dopaflow.models.random.Purpose;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * The rules that a run is compared with. All get the samples in the run's order, from its initial weights, with the
 * gradient-flow time T a sample; estimates take the run's n evaluations a sample and perturb every parameter with
 * the root mean square of the run's jitter, A / sqrt(3). Random directions come from the seed, each rule with a stream of its own,
 * never from the jitter that the run had.
 */
public enum ComparedRule {
    /** Stochastic gradient descent by backpropagation, one step of size T a sample. */
    SGD("sgd", "SGD"),
    /**
     * Gradient descent by backpropagation on the loss of all samples: after each epoch as many equal steps as take n
     * evaluations a sample, together as long as a step of T for every sample.
     */
    GRADIENT_DESCENT("gd", "gradient descent"),
    /** A gradient flow for each sample in turn, what the others approximate. */
    FLOW("flow", "gradient flow"),
    /** {@link GradientEstimator#simultaneousPerturbation}. */
    SPSA("spsa", "SPSA", GradientEstimator::simultaneousPerturbation),
    /** {@link GradientEstimator#oneMeasurement}. */
    SPSA_ONE("spsa1", "SPSA, one measurement", GradientEstimator::oneMeasurement),
    /** {@link GradientEstimator#gaussianSmoothing}. */
    GAUSSIAN("gaussian", "Gaussian smoothing", GradientEstimator::gaussianSmoothing),
    /** {@link GradientEstimator#sphereSmoothing}. */
    SPHERE("sphere", "two points on a sphere", GradientEstimator::sphereSmoothing),
    /** {@link GradientEstimator#forwardGradient}. */
    FORWARD("forward", "forward gradient", smoothing -> GradientEstimator.forwardGradient());

    /** A gradient takes a pass forward and one back. */
    private static final int EVALUATIONS_OF_A_GRADIENT = 2;

    /** What a step of the integrator costs, about. */
    private static final int GRADIENTS_OF_A_FLOW = 20;

    private final String key;
    private final String title;
    private final Optional<DoubleFunction<GradientEstimator>> estimator;

    ComparedRule(String key, String title) {
        this.key = key;
        this.title = title;
        this.estimator = Optional.empty();
    }

    ComparedRule(String key, String title, DoubleFunction<GradientEstimator> estimator) {
        this.key = key;
        this.title = title;
        this.estimator = Optional.of(estimator);
    }

    /** The rule's word on the command line and in files. */
    public String key() {
        return key;
    }

    /** The rule's name in figures. */
    public String title() {
        return title;
    }

    /** The rule of that word. */
    public static Optional<ComparedRule> of(String key) {
        return Arrays.stream(values()).filter(rule -> rule.key.equals(key)).findFirst();
    }

    /**
     * Evaluations of the loss that a sample costs; a gradient counts as two. Empty for the flow, which stands for what no
     * number of evaluations improves.
     */
    public OptionalDouble evaluations(LearningCycle model) {
        if (this == FLOW) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((double) work(model));
    }

    /** Evaluations that computing a sample takes here. */
    long work(LearningCycle model) {
        if (this == FLOW) {
            return (long) GRADIENTS_OF_A_FLOW * EVALUATIONS_OF_A_GRADIENT;
        }
        if (this == GRADIENT_DESCENT) {
            return (long) EVALUATIONS_OF_A_GRADIENT * batchSteps(model);
        }
        return estimator(model).map(e -> steps(e, model) * e.evaluations()).orElse((long) EVALUATIONS_OF_A_GRADIENT);
    }

    /** Steps of gradient descent an epoch. */
    private static int batchSteps(LearningCycle model) {
        return Math.max(1, model.schedule().cycles() / EVALUATIONS_OF_A_GRADIENT);
    }

    private static long steps(GradientEstimator estimator, LearningCycle model) {
        return Math.max(1L, model.schedule().cycles() / estimator.evaluations());
    }

    /**
     * The trace of the noise that theory predicts for a sample, in units of (T^2 / n) ||g||^2; empty where it is not
     * in proportion to the gradient.
     */
    public OptionalDouble noise(LearningCycle model) {
        int d = model.network().synapseCount();
        Optional<GradientEstimator> used = estimator(model);
        if (used.isEmpty()) {
            return OptionalDouble.of(0.0);
        }
        Optional<NoiseShape> shape = used.get().noise(d);
        double cyclesOfAStep = model.schedule().cycles() / (double) steps(used.get(), model);
        return shape.isPresent() ? OptionalDouble.of(cyclesOfAStep * shape.get().trace(d)) : OptionalDouble.empty();
    }

    private Optional<GradientEstimator> estimator(LearningCycle model) {
        double smoothing = model.timing().halfWindow() / Math.sqrt(3.0);
        return estimator.map(e -> e.apply(smoothing));
    }

    /** What the rule makes of each sample of a run. */
    Trajectory.Rule rule(LearningCycle model) {
        double time = model.gradientFlowTime();
        Optional<GradientEstimator> used = estimator(model);
        if (used.isPresent()) {
            SampleObjective objective = new SampleObjective(model);
            EstimatedDescent descent = new EstimatedDescent(
                    used.get(),
                    model.network().synapseCount(),
                    time,
                    model.schedule().cycles(),
                    model.streams().stream(Purpose.COMPARED_RULE, ordinal()));
            return (theta, sample) -> descent.opportunity(objective.of(sample), theta);
        }
        Gradient gradient = new Gradient(model.network(), model.loss());
        return switch (this) {
            case SGD -> new Sgd(gradient, time)::step;
            case GRADIENT_DESCENT -> new BatchDescent(model, batchSteps(model));
            default -> new GradientFlow(gradient, time)::end;
        };
    }
}
