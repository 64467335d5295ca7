package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.NoiseShape.EvenPart;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Weights on their way through the samples, at the price of some gradients where a run has n cycles. A step of flow time
 * dt, of T for each learning opportunity, is that of Heun (1900),
 *
 * <pre>theta' = theta - dt g(theta) + x,   theta + x - dt (g(theta) + g(theta')) / 2,</pre>
 *
 * so short that the gradient hardly turns on it, but for weights that learn no shorter than a cycle, where it is plain, theta'.
 * The flow has x = 0. What learning adds it takes from what the loss is at jittered weights theta + U and theta - U, of
 * which a few pairs are tried:
 *
 * <pre>x = - dt (g(theta + U) + g(theta - U) - 2 g(theta)) / 2 + sqrt((T dt / n) N_vv) xi,   xi = +-1 for each synapse.</pre>
 *
 * The first is the bias of smoothing, which leads away from where the loss is curved. N is the noise of the rule: its isotropic
 * part is the mean square of the difference of the losses that the rule compares, over A^2 / 3. Taken from the losses themselves
 * it holds at any A, near a minimum, and where a loss is compared with that of another sample. For one thread.
 */
final class RehearsedPath {
    private static final double LONGEST_STEP = 0.25;
    private static final double LARGEST_TURN = 0.5;
    private static final double SHORTEST_SHARE = 1e-3;
    private static final double OUT_OF_SIGHT = 50;
    private static final int PAIRS = 2;

    private final Gradient gradient;
    private final RehearsedRule rehearsed;
    private final UniformRandomProvider random;
    private final double[] theta;
    private final double[] slope;
    private final double[] ahead;
    private final double[] shifted;
    private final double[] bend;
    private double lastStep = Double.POSITIVE_INFINITY;
    private double reference = Double.NaN;
    private long seen;
    private long gradients;
    private boolean isInSight = true;

    /**
     * Begins at the model's initial weights.
     *
     * @param number of the path: each has random numbers of its own
     */
    RehearsedPath(LearningCycle model, Gradient gradient, RehearsedRule rehearsed, int number) {
        this.gradient = gradient;
        this.rehearsed = rehearsed;
        this.random = model.streams().stream(Purpose.REHEARSAL, number);
        this.theta = model.initialTheta().clone();
        this.slope = new double[theta.length];
        this.ahead = new double[theta.length];
        this.shifted = new double[theta.length];
        this.bend = new double[theta.length];
    }

    /** The log-weights; a view. */
    double[] theta() {
        return theta;
    }

    /** Goes to other weights. */
    void moveTo(double[] weights) {
        System.arraycopy(weights, 0, theta, 0, theta.length);
    }

    /** Whether the weights have stayed in every sensible range. */
    boolean isInSight() {
        return isInSight;
    }

    /** The work so far, in gradients. */
    long gradients() {
        return gradients;
    }

    /** Follows the gradient flow of a sample for some time. */
    void flow(Sample sample, double time) {
        follow(sample, time, Double.POSITIVE_INFINITY);
    }

    /** Learns from a sample as n cycles do. */
    void learn(Sample sample, double time, double cycles) {
        follow(sample, time, cycles);
    }

    private void follow(Sample sample, double time, double cycles) {
        double shortest = Math.max(time / cycles, SHORTEST_SHARE * time);
        for (double left = time; isInSight && left > 1e-9 * time; ) {
            double loss = gradient.at(theta, sample, slope);
            gradients++;
            double length = Vectors.norm(slope);
            double step = Math.min(left, Math.max(shortest, Math.min(2 * lastStep, LONGEST_STEP / length)));
            while (isTurning(sample, step, length) && step > shortest) {
                step = Math.max(shortest, step / 2);
            }
            lastStep = step;
            left -= step;
            if (cycles < Double.POSITIVE_INFINITY) {
                addLearning(sample, loss, step, time * step / cycles);
            }
            double turned = step * cycles <= time ? 0 : step / 2;
            for (int v = 0; v < theta.length; v++) {
                theta[v] = shifted[v] - turned * (ahead[v] - slope[v]);
                isInSight &= Math.abs(theta[v]) < OUT_OF_SIGHT;
            }
        }
    }

    /** Looks ahead; whether the gradient is another one there. */
    private boolean isTurning(Sample sample, double step, double length) {
        Arrays.setAll(shifted, v -> theta[v] - step * slope[v]);
        gradient.at(shifted, sample, ahead);
        gradients++;
        return Vectors.distance(slope, ahead) > LARGEST_TURN * length;
    }

    /** Adds bias and noise to the weights ahead, where the gradient answers to it. */
    private void addLearning(Sample sample, double loss, double step, double share) {
        double isotropic = jittered(sample, loss);
        double own = rehearsed.shape().alongGradient() - rehearsed.shape().diagonal();
        long bits = 0;
        for (int v = 0; v < theta.length; v++) {
            bits = v % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
            double size = Math.sqrt(share * Math.max(0, isotropic + own * slope[v] * slope[v]));
            shifted[v] = theta[v] - step * (slope[v] + bend[v]) + ((bits & 1) == 0 ? size : -size);
        }
        gradient.at(shifted, sample, ahead);
        gradients++;
    }

    /**
     * Takes the gradient at jittered weights beside that without jitter. In its own coordinate a component is smoothed by a
     * density proportional to A^2 - x^2, to leading order: it is weighted by the ratio of that to the jitter's.
     *
     * @return the isotropic part of the noise, i (||g||^2 + S) to the second order
     */
    private double jittered(Sample sample, double loss) {
        double a = rehearsed.halfWindow();
        Arrays.fill(bend, 0);
        double odd = 0;
        double sum = 0;
        double even = 0;
        double last = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            double[] jitter = random.doubles(theta.length, -a, a).toArray();
            last = at(jitter, 1, sample);
            double other = at(jitter, -1, sample);
            double mean = (last + other) / 2 - loss;
            odd += (last - other) * (last - other) / 4 / PAIRS;
            sum += mean / PAIRS;
            even += mean * mean / PAIRS;
        }
        double square = odd;
        if (rehearsed.rule() instanceof CycleSchedule.SingleUpdate
                && rehearsed.rule().baseline().cyclesPerUpdate() == 1) {
            square = seen == 0
                    ? 0
                    : (last - reference)
                            * (last - reference)
                            / rehearsed.shape().isotropic();
            reference = seen == 0 ? last : rehearsed.rule().baseline().after(reference, last, seen);
            seen++;
        } else if (rehearsed.shape().even() == EvenPart.FLUCTUATES_AND_SHIFTS) {
            square += even;
        } else if (rehearsed.shape().even() == EvenPart.FLUCTUATES) {
            square += (even - sum * sum) * PAIRS / (PAIRS - 1);
        }
        return rehearsed.shape().isotropic() * 3 * square / (a * a);
    }

    private double at(double[] jitter, int side, Sample sample) {
        Arrays.setAll(shifted, v -> theta[v] + side * jitter[v]);
        double loss = gradient.at(shifted, sample, ahead);
        gradients++;
        for (int v = 0; v < theta.length; v++) {
            double u = jitter[v] / rehearsed.halfWindow();
            bend[v] += 1.5 * (1 - u * u) * (ahead[v] - slope[v]) / (2 * PAIRS);
        }
        return loss;
    }
}
