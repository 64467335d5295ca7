package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.theory.DistancePrediction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the points of a curve agree with theory, in words.
 *
 * <p><b>With p + 2q = 1 and q above 0</b> they do if sup-distance and distance at the end are the predicted ones from some n
 * on: the slope of the sup-distance over n is that of the prediction within its interval and {@value #SLOPE_ALLOWANCE}, the
 * distances are within {@value #LARGEST_MISFIT} of a power law beside it, and the distance at the end is the predicted one within
 * its interval and {@value #RATIO_ALLOWANCE}. The slope tends to -1/2; where the gradient is small it is steeper for long, and the
 * prediction knows that. What the prediction leaves out is of the next orders in A and d/n, so that the ratio r of measured
 * to predicted distance, or its square, differs from 1 by what falls at least as A_n^2, and log r comes to 0 with a slope over
 * log n of q (1 - 1/r^2) from above, 2 q (1/r - 1) from below. Only where over the last two decades it comes slower than two
 * thirds of that by more than four standard errors, stays, or goes away, they disagree; else there are too few cycles for a
 * verdict. A wrong constant stays, and a wrong flow goes away.
 *
 * <p>Where neurons fire all or none, which of them do changes the loss by an amount that does not shrink with A: an update
 * of drift A^2 then has a noise of A, the slope tends to q - 1/2, and the size of the noise is not predicted. They disagree
 * where the distance falls more slowly than that up to the largest n; where it falls faster, jitter still prevails.
 *
 * <p><b>With q = 0</b> they agree if the distance at the largest n is that of the predicted smoothing bias, and disagree if it is
 * not, even with a noise {@value #NOISE_ALLOWANCE} times smaller or larger than predicted: at a fixed A the next orders stay. <b>Else</b>
 * T_n grows: they do if the accumulated gradient-flow time has the predicted exponent and size.
 *
 * <p>Nothing is judged by points with fewer replicates than {@link EndDistance#FEWEST}, or with replicates that failed.
 *
 * @param outcome whether they agree
 * @param text a sentence
 */
public record Verdict(Outcome outcome, String text) {
    static final double SLOPE_ALLOWANCE = 0.02;
    private static final double RATIO_ALLOWANCE = 0.07;
    static final double LARGEST_MISFIT = 0.07;
    static final double WIDEST_SLOPE = 0.3;
    private static final double WIDEST_RATIO = 0.3;
    private static final double NOISE_ALLOWANCE = 1.5;
    private static final double SHARE_OF_RATE = 2 / 3.0;

    /** What a verdict can be. */
    public enum Outcome {
        /** The measurement is as predicted. */
        AGREES,
        /** It is not. */
        DISAGREES,
        /** There is too little of it. */
        OPEN
    }

    /**
     * Judges a curve.
     *
     * @param largest n that was studied; the curve lacks it if fewer than two replicates came to their end there
     */
    public static Verdict of(Curve curve, int largest) {
        Optional<Verdict> incomplete = incomplete(curve.ends(), largest);
        if (incomplete.isPresent()) {
            return incomplete.get();
        }
        if (!curve.scaling().isBalanced()) {
            return ofGrowth(curve);
        }
        return curve.scaling().isFixedWindow() ? ofPlateau(last(curve)) : ofConvergence(curve);
    }

    /**
     * Says why a study cannot be judged, whatever learns; empty if it can.
     *
     * @param largest n that was studied
     */
    static Optional<Verdict> incomplete(EndDistances ends, int largest) {
        int size = ends.points().size();
        if (size == 0 || ends.points().get(size - 1).n() < largest) {
            return Optional.of(open("at n = " + largest + " fewer than two replicates finished"));
        }
        EndDistance last = ends.points().get(size - 1);
        if (last.failed() > 0) {
            return Optional.of(open(String.format(
                    Locale.ROOT,
                    "at n = %d, %d of %d replicates failed, and the distances of the others alone are not conclusive",
                    last.n(),
                    last.failed(),
                    last.failed() + last.replicates())));
        }
        return last.isSound()
                ? Optional.empty()
                : Optional.of(open("found " + last.replicates() + " replicates at n = " + last.n()
                        + "; with fewer than " + EndDistance.FEWEST + " the intervals are too short"));
    }

    private static PointEstimate last(Curve curve) {
        return curve.points().get(curve.points().size() - 1);
    }

    static Verdict open(String reason) {
        return new Verdict(Outcome.OPEN, "not decided: " + reason);
    }

    private static Verdict ofConvergence(Curve curve) {
        List<PointEstimate> points = curve.slopePoints();
        Optional<PowerLaw> law = curve.supLaw();
        if (law.isEmpty()) {
            int d = last(curve).setting().dimension();
            return open("a slope needs two n of at least " + EndDistances.SLOPE_FROM + " d = "
                    + EndDistances.SLOPE_FROM * (long) d + " with replicates that differ");
        }
        String text = text(curve);
        if (law.get().resolution() > WIDEST_SLOPE) {
            return open("the slope is too uncertain; take more replicates or more n: " + text);
        }
        boolean isLottery = last(curve).setting().isLottery();
        for (int i = 0; i + 2 <= points.size(); i++) {
            int cycles = points.get(i).setting().cycles();
            Curve tail = curve.from(cycles);
            boolean isEnough = isLottery ? points.size() - i > 2 : tail.ratio().isPresent();
            if (agrees(tail) && (i == 0 || isEnough)) {
                String from = i == 0 ? ": " : " from n = " + cycles + " on, below which corrections still matter: ";
                return new Verdict(
                        Outcome.AGREES,
                        (isLottery ? "converges to the flow of the expected loss" : "agrees with Theorem 1")
                                + from
                                + text(tail));
            }
        }
        if (isLottery) {
            return last(curve, 10, Curve::supLaw).slope().lower() > limit(curve) + SLOPE_ALLOWANCE
                    ? new Verdict(
                            Outcome.DISAGREES,
                            "does not converge as predicted for all-or-none spikes, least of all at the largest n: "
                                    + text)
                    : open("the distance falls faster than predicted for all-or-none spikes: the jitter still"
                            + " dominates, or n is too small: "
                            + text);
        }
        String way = String.format(
                Locale.ROOT,
                "; the distance at the end is %.3f x predicted at n = %d and %.3f x at n = %d",
                points.get(0).ratio().estimate(),
                points.get(0).setting().cycles(),
                last(curve).ratio().estimate(),
                last(curve).setting().cycles());
        return isComing(last(curve).ratio(), last(curve, 100, Curve::ratioLaw).slope(), curve)
                ? open("take more cycles; the distance is still approaching the predicted one: " + text + way)
                : new Verdict(
                        Outcome.DISAGREES,
                        "does not agree with Theorem 1: " + text + way
                                + ", and does not approach it; the flow, the noise or the rule is not what is assumed");
    }

    /** The slope that the sup-distance tends to. */
    private static double limit(Curve curve) {
        return last(curve).setting().isLottery() ? curve.scaling().q() - 0.5 : -0.5;
    }

    private static boolean agrees(Curve curve) {
        boolean isLottery = last(curve).setting().isLottery();
        PowerLaw law = (isLottery ? curve.supLaw() : curve.relativeLaw()).orElseThrow();
        return law.resolution() <= WIDEST_SLOPE
                && law.misfit() <= LARGEST_MISFIT
                && law.slope().contains(isLottery ? limit(curve) : 0, SLOPE_ALLOWANCE)
                && (isLottery || curve.ratio().map(Verdict::isOne).orElse(true));
    }

    private static String text(Curve curve) {
        List<PointEstimate> points = curve.slopePoints();
        PointEstimate first = points.get(0);
        Interval slope = curve.supLaw().orElseThrow().slope();
        double predicted = first.setting().isLottery()
                ? limit(curve)
                : slope.estimate() - curve.relativeLaw().orElseThrow().slope().estimate();
        String text = String.format(
                Locale.ROOT,
                "slope of the sup-distance %s over n = %d .. %d (n >= %d d), predicted %+.3f",
                signed(slope),
                first.setting().cycles(),
                points.get(points.size() - 1).setting().cycles(),
                EndDistances.SLOPE_FROM,
                predicted);
        if (first.setting().isLottery()) {
            return text + " = q - 1/2 of all-or-none spikes; the size of the noise is not predicted";
        }
        return text
                + (Math.abs(predicted - limit(curve)) > SLOPE_ALLOWANCE ? " here and -1/2 in the limit" : "")
                + curve.ratio()
                        .map(value -> ", distance at the end " + factor(value) + " x predicted (n >= "
                                + Curve.RATIO_FROM + " d)")
                        .orElse(", and no n of at least " + Curve.RATIO_FROM + " d = "
                                + Curve.RATIO_FROM * (long) first.setting().dimension()
                                + " to compare with the predicted distance");
    }

    /** A law over the points within a factor of the largest n, or the last two. */
    private static PowerLaw last(Curve curve, int factor, Function<Curve, Optional<PowerLaw>> law) {
        List<PointEstimate> points = curve.slopePoints();
        int from = Math.min(
                points.get(points.size() - 2).setting().cycles(),
                (last(curve).setting().cycles() + factor - 1) / factor);
        return law.apply(curve.from(from)).orElseThrow();
    }

    /** Whether a ratio is 1 or comes to it as fast as the next orders vanish, as far as it and its slope are known. */
    private static boolean isComing(Interval ratio, Interval slope, Curve curve) {
        double r = ratio.estimate();
        double rate = curve.scaling().q() * (r > 1 ? 1 - 1 / (r * r) : 2 / r - 2);
        double width = slope.upper() - slope.lower();
        return isOne(ratio) || (r > 1 ? -slope.estimate() : slope.estimate()) + width >= SHARE_OF_RATE * rate;
    }

    private static Verdict ofPlateau(PointEstimate last) {
        DistancePrediction prediction = last.setting().prediction();
        Interval ratio = last.ratio();
        String text = String.format(
                Locale.ROOT,
                "with A fixed at %.4g the distance at the end is %.4g at n = %d, %s x predicted (bias of smoothing %.4g,"
                        + " noise %.4g)",
                last.setting().halfWindow(),
                last.end().rms().estimate(),
                last.setting().cycles(),
                factor(ratio),
                prediction.biasLength(),
                prediction.noise());
        if (prediction.noise() > prediction.biasLength()) {
            return open("the noise still exceeds the bias of smoothing; take more cycles: " + text);
        }
        if (isOne(ratio)) {
            return new Verdict(Outcome.AGREES, "does not converge to the flow, as predicted: " + text);
        }
        double least = Math.hypot(prediction.biasLength(), prediction.noise() / NOISE_ALLOWANCE) / prediction.rms();
        double most = Math.hypot(prediction.biasLength(), prediction.noise() * NOISE_ALLOWANCE) / prediction.rms();
        return ratio.upper() + RATIO_ALLOWANCE < least || ratio.lower() - RATIO_ALLOWANCE > most
                ? new Verdict(Outcome.DISAGREES, "does not agree with the predicted bias: " + text)
                : open("a noise slightly off the predicted one would explain it; take more cycles: " + text);
    }

    private static Verdict ofGrowth(Curve curve) {
        Optional<PowerLaw> law = curve.timeLaw();
        if (law.isEmpty()) {
            return open("an exponent needs two n at which the accumulated gradient-flow time is positive");
        }
        double predicted = curve.scaling().growth();
        Interval slope = law.get().slope();
        PointEstimate last = last(curve);
        Interval ratio = last.accumulatedTime()
                .orElseThrow()
                .times(1 / last.setting().prediction().flowTime());
        String text = String.format(
                Locale.ROOT,
                "the accumulated gradient-flow time scales as n to the power %s, predicted %+.3f; at n = %d it is %s x"
                        + " n alpha kappa(A_n)",
                signed(slope),
                predicted,
                last.setting().cycles(),
                factor(ratio));
        if (law.get().resolution() > WIDEST_SLOPE || ratio.upper() - ratio.lower() > WIDEST_RATIO) {
            return open("the exponent is too uncertain; take more replicates or more n: " + text);
        }
        boolean fits =
                law.get().misfit() <= LARGEST_MISFIT && slope.contains(predicted, SLOPE_ALLOWANCE) && isOne(ratio);
        if (fits) {
            String limit = predicted > 0 ? "diverges: there is no limit" : "vanishes: nothing is learnt in the limit";
            return new Verdict(Outcome.AGREES, limit + ", as predicted: " + text);
        }
        Interval local = last(curve, 100, Curve::timeLaw).slope();
        Interval off = new Interval(local.estimate() - predicted, local.lower() - predicted, local.upper() - predicted);
        return isComing(ratio, off, curve)
                ? open("take more cycles; the accumulated time is still approaching the predicted one: " + text)
                : new Verdict(Outcome.DISAGREES, "does not agree with the predicted growth: " + text);
    }

    private static boolean isOne(Interval ratio) {
        return ratio.contains(1, RATIO_ALLOWANCE);
    }

    static String signed(Interval value) {
        return String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", value.estimate(), value.lower(), value.upper());
    }

    static String factor(Interval value) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value.estimate(), value.lower(), value.upper());
    }
}
