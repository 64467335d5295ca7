package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * An experiment walked through in advance, at the price of one gradient where the run has n cycles: gradient descent with
 * the noise that theory predicts of n cycles. A step of flow time dt, of T for each learning opportunity, is
 *
 * <pre>theta - dt g + sqrt(i T dt / n) ||g|| xi,   xi = +-1 for each synapse,</pre>
 *
 * with the isotropic part i of the rule's noise, 2 for Christensen and Kallsen (2023). With the single-update rule the loss
 * is compared with that of another sample, which adds 3 (dL)^2 / A^2 to i ||g||^2.
 *
 * <p>In a bowl of curvature h the walk stays if n exceeds T h d ({@link StepAccuracy#stableFrom}). But what sends real tasks
 * astray is not the curvature that they begin with. In most directions the loss is flat, and nothing calls weights back:
 * each opportunity adds (T^2 / n) i ||g||^2 to the variance of every log-weight, larger weights have longer gradients,
 * and whether that feeds on itself before learning has made the gradients short is a question of the way. So the walk goes
 * the way, as far as {@value #WORK} weight changes.
 */
public final class Rehearsal {
    /** Weight changes of a walk: some 0.1 s. */
    static final long WORK = 600_000;

    private static final int SCORED = 30;
    private static final double REACH = 0.25;
    private static final double FAR = 1.0;
    private static final double OUT_OF_SIGHT = 50;
    private static final int MOST_WALKS = 4;
    private static final int DOUBLINGS = 10;

    private final Experiment experiment;
    private final Gradient gradient;
    private final List<Sample> scored;
    private final double startLoss;

    /** A rehearsal of the experiment. */
    public Rehearsal(Experiment experiment) {
        this.experiment = experiment;
        this.gradient = new Gradient(experiment.network(), experiment.loss());
        this.scored = StartCurvature.spread(experiment.samples().train(), SCORED);
        this.startLoss = loss(experiment.initialTheta());
    }

    /** How the experiment is expected to end. */
    public RehearsalOutcome course() {
        return course(experiment.gradientFlowTime(), experiment.rule().cycles());
    }

    /**
     * The fewest cycles, by doubling those of the experiment, with which it stays.
     *
     * @return empty if there are none up to a thousand times as many
     */
    public OptionalLong sufficientCycles() {
        long cycles = experiment.rule().cycles();
        for (int i = 0; i < DOUBLINGS; i++) {
            cycles *= 2;
            RehearsalOutcome course = course(experiment.gradientFlowTime(), cycles);
            if (course != RehearsalOutcome.LOST_IN_NOISE) {
                return course == RehearsalOutcome.STAYS ? OptionalLong.of(cycles) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The longest gradient-flow time, by halving that of the experiment, with which it stays.
     *
     * @return empty if there is none down to a thousandth
     */
    public OptionalDouble sufficientTime() {
        double time = experiment.gradientFlowTime();
        for (int i = 0; i < DOUBLINGS; i++) {
            time /= 2;
            if (course(time, experiment.rule().cycles()) == RehearsalOutcome.STAYS) {
                return OptionalDouble.of(time);
            }
        }
        return OptionalDouble.empty();
    }

    /** Several walks where they are short, as whether noise feeds on itself is a matter of chance near the limit. */
    private RehearsalOutcome course(double time, long cycles) {
        Walk quiet = walk(time, cycles, Optional.empty());
        if (!quiet.inSight
                || (loss(quiet.theta) > startLoss && distance(quiet.theta, experiment.initialTheta()) > FAR)) {
            return RehearsalOutcome.OVERSHOOTS;
        }
        long spent = 0;
        for (int seed = 1; seed <= MOST_WALKS && (seed == 1 || spent + spent / (seed - 1) <= WORK); seed++) {
            Walk noisy = walk(time, cycles, Optional.of(RandomSource.L64_X128_MIX.create((long) seed)));
            if (!noisy.inSight || (loss(noisy.theta) > startLoss && distance(noisy.theta, quiet.theta) > FAR)) {
                return RehearsalOutcome.LOST_IN_NOISE;
            }
            spent += noisy.work;
        }
        return RehearsalOutcome.STAYS;
    }

    private static double distance(double[] a, double[] b) {
        return Vectors.distance(a, b) / Math.sqrt(a.length);
    }

    private double loss(double[] theta) {
        double[] unused = new double[theta.length];
        double sum = 0;
        for (Sample sample : scored) {
            sum += gradient.at(theta, sample, unused);
        }
        return sum / scored.size();
    }

    /**
     * Where a walk led.
     *
     * @param theta log-weights at the end
     * @param inSight whether they stayed in every sensible range
     * @param work weight changes
     */
    private record Walk(double[] theta, boolean inSight, long work) {}

    /** A walk, without noise if there is nothing to draw it from. */
    private Walk walk(double time, long cycles, Optional<UniformRandomProvider> random) {
        SampleOrder order = experiment.sampleOrder();
        double[] theta = experiment.initialTheta().clone();
        double[] g = new double[theta.length];
        long most = Math.max(1, WORK / theta.length / configurations());
        long steps = 0;
        double previousLoss = Double.NaN;
        for (long opportunity = 0; opportunity < experiment.opportunities() && steps < most; opportunity++) {
            Sample sample = experiment.samples().train().get(order.sampleAt(opportunity));
            for (double left = time; left > 0 && steps < most; steps++) {
                double loss = gradient.at(theta, sample, g);
                double length = Vectors.norm(g);
                double dt = Math.min(left, Math.max(time / cycles, REACH / length));
                double variance = experiment.noise().isotropic() * length * length + unlike(loss, previousLoss);
                Arrays.setAll(g, i -> -dt * g[i]);
                random.ifPresent(source -> addNoise(g, Math.sqrt(time * dt / cycles * variance), source));
                if (!move(theta, g)) {
                    return new Walk(theta, false, steps * theta.length);
                }
                previousLoss = loss;
                left -= dt;
            }
        }
        return new Walk(theta, true, steps * theta.length);
    }

    /** What comparing the losses of two samples adds to the variance. */
    private double unlike(double loss, double previousLoss) {
        boolean otherSample = experiment.rule() instanceof LearningRule.SingleUpdate rule
                && rule.baseline().cyclesPerUpdate() == 1;
        if (!otherSample || Double.isNaN(previousLoss)) {
            return 0;
        }
        double difference = (loss - previousLoss) / experiment.timing().halfWindow();
        return 3 * difference * difference;
    }

    private static void addNoise(double[] step, double size, UniformRandomProvider random) {
        long bits = 0;
        for (int i = 0; i < step.length; i++) {
            bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
            step[i] += (bits & 1) == 0 ? size : -size;
        }
    }

    private static boolean move(double[] theta, double[] step) {
        boolean inSight = true;
        for (int i = 0; i < theta.length; i++) {
            theta[i] += step[i];
            inSight &= Math.abs(theta[i]) < OUT_OF_SIGHT;
        }
        return inSight;
    }

    /** How many times dearer a gradient is where it is taken by enumeration. */
    private long configurations() {
        return gradient.method() == Gradient.Method.ENUMERATION ? 1L << Gradient.MOST_ENUMERATED : 1;
    }
}
