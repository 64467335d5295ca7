package io.dopaflow.analysis.flow;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The learning rule (3.1) once more, over any loss function and with parts that can be exchanged, to show what each part
 * is good for.
 *
 * @param pairing whose jitter the reward is paired with
 * @param baseline what a cycle's loss is compared with
 * @param sharesJitter whether all synapses have the same jitter
 */
record RuleVariant(Pairing pairing, Baseline baseline, boolean sharesJitter) {

    enum Pairing {
        OWN,
        NEXT,
        PREVIOUS
    }

    enum Baseline {
        PREVIOUS_CYCLE,
        FIRST_CYCLE,
        NONE
    }

    static final RuleVariant ORIGINAL = new RuleVariant(Pairing.OWN, Baseline.PREVIOUS_CYCLE, false);

    RuleVariant with(Pairing other) {
        return new RuleVariant(other, baseline, sharesJitter);
    }

    RuleVariant with(Baseline other) {
        return new RuleVariant(pairing, other, sharesJitter);
    }

    RuleVariant withSharedJitter() {
        return new RuleVariant(pairing, baseline, true);
    }

    /** Where n updates lead from the start; cycle 0 gives the first loss to compare with. */
    double[] run(
            ToDoubleFunction<double[]> loss, double[] start, int n, double alpha, double a, SplittableRandom random) {
        double[] jitter = draw(start.length, a, random);
        return runFrom(loss.applyAsDouble(sum(start, jitter)), jitter, loss, start, n, alpha, a, random);
    }

    /** The same with a first loss from elsewhere. */
    double[] runFrom(
            double firstLoss,
            double[] firstJitter,
            ToDoubleFunction<double[]> loss,
            double[] start,
            int n,
            double alpha,
            double a,
            SplittableRandom random) {
        double[] theta = start.clone();
        double compared = firstLoss;
        double[] previous = firstJitter;
        double[] own = draw(theta.length, a, random);
        for (int l = 1; l <= n; l++) {
            double[] next = draw(theta.length, a, random);
            double now = loss.applyAsDouble(sum(theta, own));
            double reward = baseline == Baseline.NONE ? -now : compared - now;
            double[] paired = switch (pairing) {
                case OWN -> own;
                case NEXT -> next;
                case PREVIOUS -> previous;
            };
            for (int v = 0; v < theta.length; v++) {
                theta[v] += alpha * reward * 2 * Math.sinh(paired[v]);
            }
            compared = baseline == Baseline.PREVIOUS_CYCLE ? now : compared;
            previous = own;
            own = next;
        }
        return theta;
    }

    private double[] draw(int d, double a, SplittableRandom random) {
        double[] jitter = new double[d];
        double common = a * (2 * random.nextDouble() - 1);
        for (int v = 0; v < d; v++) {
            jitter[v] = sharesJitter ? common : a * (2 * random.nextDouble() - 1);
        }
        return jitter;
    }

    private static double[] sum(double[] x, double[] y) {
        double[] sum = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = x[i] + y[i];
        }
        return sum;
    }
}
