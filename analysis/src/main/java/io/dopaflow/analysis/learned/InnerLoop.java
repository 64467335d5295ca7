package io.dopaflow.analysis.learned;

import io.dopaflow.analysis.learned.Duals.Places;
import io.dopaflow.analysis.learned.Task.Goal;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A learner that learns one task after the other by the rule of given coefficients, and the derivatives of what comes of it
 * by them: forward mode, so that memory does not grow with the number of samples. It does what the engines do with the
 * family's rule on the learner's network, in batches of one sample, with the loss {@code squared-error}; sums are in another
 * order, so that the last digits differ. For one thread.
 */
public final class InnerLoop {
    /** A readout of more has no way back. */
    private static final double LARGEST = 1e6;

    private final TaskFamily family;
    private final Learner learner;
    private final int parameters;
    private final Duals numbers;
    private final int coefficients;
    private final int weights;
    private final int carried;
    private final int hidden;
    private final int post;
    private final int slope;
    private final int apical;
    private final int error;
    private final int reward;
    private final int baseline;
    private final int scratch;
    private final int loss;
    private final double baselineRate;
    private final UpdateSum hiddenUpdate;
    private final UpdateSum outputUpdate;

    private InnerLoop(TaskFamily family, int parameters) {
        this.family = family;
        this.learner = family.learner();
        this.parameters = parameters;
        this.baselineRate = baselineRate(family.frame().broadcasts());
        Places places = new Places();
        this.coefficients = places.next(family.terms().size());
        this.weights = places.next(learner.synapses());
        this.carried = places.next(learner.inputs() + 1);
        this.hidden = places.next(learner.hidden() + 1);
        this.post = places.next();
        this.slope = places.next(learner.hidden() + 1);
        this.apical = places.next();
        this.error = places.next();
        this.reward = places.next();
        this.baseline = places.next();
        this.scratch = places.next();
        this.loss = places.next();
        OptionalInt told = family.frame().broadcasts().isEmpty() ? OptionalInt.empty() : OptionalInt.of(reward);
        this.hiddenUpdate = update(
                places,
                Rule.HIDDEN,
                new UpdateSum.Known(Map.of(Symbol.POST, post, Symbol.SLOPE, scratch, Symbol.APICAL, apical), told));
        this.outputUpdate =
                update(places, Rule.OUTPUT, new UpdateSum.Known(Map.of(Symbol.POST, post, Symbol.ERROR, error), told));
        this.numbers = new Duals(places, parameters);
    }

    /** Without derivatives. */
    public static InnerLoop plain(TaskFamily family) {
        return new InnerLoop(family, 0);
    }

    /** With the derivatives by all coefficients. */
    public static InnerLoop withDerivatives(TaskFamily family) {
        return new InnerLoop(family, family.terms().size());
    }

    private UpdateSum update(Places places, String name, UpdateSum.Known known) {
        return new UpdateSum(
                places,
                family.terms(),
                name,
                coefficients,
                known,
                family.frame().rate());
    }

    private static double baselineRate(List<Broadcast> broadcasts) {
        if (broadcasts.isEmpty()) {
            return 0;
        }
        if (broadcasts.size() == 1 && broadcasts.get(0).baseline() instanceof Baseline.RunningMean mean) {
            return mean.rate();
        }
        throw new IllegalArgumentException(
                "broadcasts are " + broadcasts + "; allowed: none, or one against a running mean");
    }

    /**
     * What came of a task.
     *
     * @param loss at the end, at most the family's bound
     * @param diverged whether it is the bound
     * @param gradient its derivatives by the coefficients; all 0 where the loop has diverged, empty without derivatives
     */
    public record Outcome(double loss, boolean diverged, double[] gradient) {}

    /** Learns a task from its beginning. */
    public Outcome run(double[] given, Task task) {
        for (int i = 0; i < given.length; i++) {
            numbers.setParameter(coefficients + i, given[i], i);
        }
        for (int i = 0; i < learner.synapses(); i++) {
            numbers.set(weights + i, task.initial()[i]);
        }
        numbers.set(carried + learner.inputs(), 1);
        numbers.set(hidden + learner.hidden(), 1);
        boolean isFirst = true;
        for (Sample sample : task.samples()) {
            answer(sample);
            if (!(Math.abs(numbers.value(error)) <= LARGEST)) {
                return diverged();
            }
            tellReward(isFirst);
            learn(task.feedback());
            isFirst = false;
        }
        judge(task.goal());
        double value = numbers.value(loss);
        double[] gradient = gradient();
        boolean finite = Arrays.stream(gradient).allMatch(Double::isFinite);
        return value < family.bound() && finite ? new Outcome(value, false, gradient) : diverged();
    }

    private Outcome diverged() {
        return new Outcome(family.bound(), true, new double[parameters]);
    }

    private double[] gradient() {
        double[] gradient = new double[parameters];
        Arrays.setAll(gradient, i -> numbers.derivative(loss, i));
        return gradient;
    }

    /** What the synapses store, in order of the network, after the task that was learnt last. */
    public double[] weights() {
        double[] values = new double[learner.synapses()];
        Arrays.setAll(values, i -> numbers.value(weights + i));
        return values;
    }

    /** Presents a sample; the error is what the output has answered, less the target. */
    private void answer(Sample sample) {
        for (int i = 0; i < learner.inputs(); i++) {
            numbers.set(carried + i, sample.features()[i]);
        }
        int fanIn = learner.hiddenFanIn();
        for (int neuron = 0; neuron < learner.hidden(); neuron++) {
            sum(scratch, weights + neuron * fanIn, carried, fanIn);
            numbers.tanh(hidden + neuron, slope + neuron, scratch);
        }
        sum(post, outputWeights(), below(), learner.outputFanIn());
        numbers.copy(error, post);
        numbers.set(scratch, sample.target()[0]);
        numbers.addScaled(error, scratch, -1);
    }

    private int outputWeights() {
        return weights + learner.hidden() * learner.hiddenFanIn();
    }

    private int below() {
        return learner.hidden() == 0 ? carried : hidden;
    }

    private void sum(int to, int firstWeight, int firstPre, int fanIn) {
        numbers.set(to, 0);
        for (int i = 0; i < fanIn; i++) {
            numbers.addProduct(to, firstWeight + i, firstPre + i);
        }
    }

    /** How much smaller the loss is than its running mean, which begins with the first loss. */
    private void tellReward(boolean isFirst) {
        numbers.copy(scratch, error);
        numbers.multiply(scratch, error);
        numbers.scale(scratch, 0.5);
        if (isFirst) {
            numbers.copy(baseline, scratch);
        }
        numbers.copy(reward, baseline);
        numbers.addScaled(reward, scratch, -1);
        numbers.addScaled(baseline, reward, -baselineRate);
    }

    private void learn(double[] feedback) {
        int output = outputWeights();
        outputUpdate.prepare(numbers);
        for (int i = 0; i < learner.outputFanIn(); i++) {
            outputUpdate.change(numbers, output + i, below() + i);
        }
        int fanIn = learner.hiddenFanIn();
        for (int neuron = 0; neuron < learner.hidden(); neuron++) {
            numbers.copy(post, hidden + neuron);
            numbers.copy(scratch, slope + neuron);
            numbers.set(apical, 0);
            numbers.addScaled(apical, error, feedback[neuron]);
            hiddenUpdate.prepare(numbers);
            for (int i = 0; i < fanIn; i++) {
                hiddenUpdate.change(numbers, weights + neuron * fanIn + i, carried + i);
            }
        }
    }

    private void judge(Goal goal) {
        numbers.set(loss, 0);
        if (goal instanceof Goal.Direction direction) {
            judge(direction.unit());
        } else if (goal instanceof Goal.Answers answers) {
            double mean = answers.samples().stream()
                            .mapToDouble(sample -> sample.target()[0])
                            .sum()
                    / answers.samples().size();
            double variance = 0;
            for (Sample sample : answers.samples()) {
                double difference = sample.target()[0] - mean;
                variance += difference * difference;
                answer(sample);
                numbers.addProduct(loss, error, error);
            }
            numbers.scale(loss, 1 / variance);
        }
    }

    private void judge(double[] unit) {
        double along = 0;
        for (int i = 0; i < unit.length; i++) {
            along += numbers.value(weights + i) * unit[i];
        }
        for (int i = 0; i < unit.length; i++) {
            numbers.set(scratch, along < 0 ? unit[i] : -unit[i]);
            numbers.addScaled(scratch, weights + i, 1);
            numbers.addProduct(loss, scratch, scratch);
        }
    }
}
