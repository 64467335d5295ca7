package io.dopaflow.models.plasticity;

/**
 * What the loss of a cycle is compared with: the reward is R = b - L with the baseline b. Whatever is independent of the
 * cycle's own jitter leaves the drift as it is, -alpha kappa(A) grad L per update; baselines differ in the noise that they
 * add and in the cycles that they cost.
 *
 * <p>For a linear loss of gradient g, jitter U with variance s = A^2 / 3 and kappa = 2 s, an update without a baseline's
 * noise changes synapse v by -2 alpha (g.U) U_v, with mean -alpha kappa g_v and covariance
 * (alpha kappa)^2 [||g||^2 I + g g' - (6/5) diag(g^2)], where 6/5 = 3 - E[U^4] / s^2. The baseline's own fluctuation, of
 * variance r s ||g||^2 and independent of U, adds r (alpha kappa)^2 ||g||^2 I. Over n such updates with T = n alpha kappa
 * that is (T^2 / n) [(1 + r) ||g||^2 I + g g' - (6/5) diag(g^2)].
 *
 * <p>Where the gradient is small, the curvature H of the loss decides: the even part of a loss, Q = U'HU/2, has the variance
 * A^2 S / 3 with S = A^2 (sum H_ii^2 / 15 + sum_{i != j} H_ij^2 / 6), and to the next order ||g||^2 + S stands for ||g||^2
 * in what is isotropic. Antithetic pairs have none of it; the unperturbed loss misses the mean of Q as well, which adds
 * A^2 (tr H)^2 / 12 to S.
 */
public sealed interface RewardBaseline {

    /** Cycles that one update takes: 2 where each update has a baseline cycle of its own. */
    default int cyclesPerUpdate() {
        return 1;
    }

    /** The mean of an update in units of -alpha kappa(A) times the gradient. */
    default double driftPerUpdate() {
        return 1;
    }

    /** How spikes are displaced in a cycle of a learning opportunity, numbered from 0. */
    default Perturbation perturbation(int cycle) {
        return Perturbation.DRAWN;
    }

    /**
     * The baseline after a cycle.
     *
     * @param baselineLoss the baseline before it
     * @param loss of the cycle
     * @param seen losses that the baseline has been made of so far, at least 1
     */
    default double after(double baselineLoss, double loss, long seen) {
        return loss;
    }

    /** Whether the baseline is the loss of the cycle before and forgets all others. */
    default boolean isLastLoss() {
        return true;
    }

    /** The noise relative to the drift, counted by the cycles that learning takes. */
    NoiseShape noise();

    /**
     * The loss of the cycle before (Christensen and Kallsen 2023, equation (3.1)). It fluctuates as much as the present
     * one, r = 1: relative noise (2 d - 1/5) / n.
     */
    record PreviousCycle() implements RewardBaseline {
        @Override
        public NoiseShape noise() {
            return new NoiseShape(2, 1, NoiseShape.UNIFORM, NoiseShape.EvenPart.FLUCTUATES);
        }
    }

    /**
     * A running mean m of the losses, so that the reward is a reward-prediction error, as dopamine is thought to signal
     * (Schultz, Dayan and Montague 1997): m changes by max(rate, 1 / (seen + 1)) (L - m), so that it is the plain mean
     * until that is the slower. Its variance is rate / (2 - rate) of a loss's once it has forgotten its start: relative
     * noise (d (1 + rate / (2 - rate)) - 1/5) / n, half of the previous cycle's for a small rate. It lags behind a loss
     * that falls by about 1 / rate cycles' worth, which adds no drift.
     *
     * @param rate weight of the newest loss, above 0, at most 1, where the mean is the previous loss
     */
    record RunningMean(double rate) implements RewardBaseline {
        /** Validates the rate. */
        public RunningMean {
            if (!(rate > 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate is " + rate + "; allowed: above 0, at most 1");
            }
        }

        @Override
        public double after(double baselineLoss, double loss, long seen) {
            return baselineLoss + Math.max(rate, 1.0 / (seen + 1.0)) * (loss - baselineLoss);
        }

        @Override
        public boolean isLastLoss() {
            return false;
        }

        @Override
        public NoiseShape noise() {
            return new NoiseShape(1 + rate / (2 - rate), 1, NoiseShape.UNIFORM, NoiseShape.EvenPart.FLUCTUATES);
        }
    }

    /**
     * The loss without jitter, from a cycle of its own before each updating one, in which every spike arrives in the
     * middle of its window. It does not fluctuate, r = 0, and costs as many cycles as the updates: relative noise
     * (2 d - 2/5) / n in cycles, (d - 1/5) / n if it came free.
     */
    record Unperturbed() implements RewardBaseline {
        @Override
        public int cyclesPerUpdate() {
            return 2;
        }

        @Override
        public Perturbation perturbation(int cycle) {
            return cycle % 2 == 0 ? Perturbation.ABSENT : Perturbation.DRAWN;
        }

        @Override
        public NoiseShape noise() {
            return new NoiseShape(2, 2, 2 * NoiseShape.UNIFORM, NoiseShape.EvenPart.FLUCTUATES_AND_SHIFTS);
        }
    }

    /**
     * The loss of the mirrored cycle: cycles come in pairs, the second with the jitter -U of the first, and learn from the
     * second (antithetic variates). The reward L(theta + U) - L(theta - U) holds each displacement twice, so that an
     * update moves by 2 alpha kappa(A), and everything even in U, curvature included, cancels. Its covariance is four
     * times that of an update without baseline, for half as many updates: relative noise (2 d - 2/5) / n in cycles.
     *
     * <p>For graded spikes. A synapse from an all-or-none neuron that fires with probability p has carried a spike in both
     * cycles only with that probability, given that it has in the second: it moves by (1 + p) alpha kappa(A).
     */
    record AntitheticPair() implements RewardBaseline {
        @Override
        public int cyclesPerUpdate() {
            return 2;
        }

        @Override
        public double driftPerUpdate() {
            return 2;
        }

        @Override
        public Perturbation perturbation(int cycle) {
            return cycle % 2 == 0 ? Perturbation.DRAWN : Perturbation.MIRRORED;
        }

        @Override
        public NoiseShape noise() {
            return new NoiseShape(2, 2, 2 * NoiseShape.UNIFORM, NoiseShape.EvenPart.CANCELS);
        }
    }
}
