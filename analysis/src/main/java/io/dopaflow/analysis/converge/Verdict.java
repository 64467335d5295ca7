package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.theory.DistancePrediction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the points of a curve agree with theory, in words.
 *
 * <p>With p + 2q = 1 and q above 0 they do if the slope of the sup-distance over n is -1/2 within its interval and
 * {@value #SLOPE_ALLOWANCE} for the next orders in d/n and A, the distances are within {@value #LARGEST_MISFIT} of a power law, and the distance at the end is the predicted one within its
 * interval and {@value #RATIO_ALLOWANCE}. Where neurons fire all or none, which of them do changes the loss by an amount
 * that does not shrink with A: an update of drift A^2 then has a noise of A, the slope is q - 1/2, and the size of the noise is
 * not predicted. With q = 0 they do if the distance at the largest n is that of the predicted
 * smoothing bias. Else, T_n grows: they do if the accumulated gradient-flow time has the predicted exponent and size.
 *
 * @param outcome whether they agree
 * @param text a sentence
 */
public record Verdict(Outcome outcome, String text) {
    private static final double SLOPE_ALLOWANCE = 0.02;
    private static final double RATIO_ALLOWANCE = 0.07;
    private static final double LARGEST_MISFIT = 0.07;
    private static final double WIDEST_SLOPE = 0.3;
    private static final double WIDEST_RATIO = 0.3;

    /** What a verdict can be. */
    public enum Outcome {
        /** The measurement is as predicted. */
        AGREES,
        /** It is not. */
        DISAGREES,
        /** There is too little of it. */
        OPEN
    }

    /** Judges a curve. */
    public static Verdict of(Curve curve) {
        if (curve.points().isEmpty()) {
            return open("no n has two replicates that came to their end");
        }
        if (!curve.scaling().isBalanced()) {
            return ofGrowth(curve);
        }
        return curve.scaling().isFixedWindow() ? ofPlateau(curve) : ofConvergence(curve);
    }

    private static Verdict open(String reason) {
        return new Verdict(Outcome.OPEN, "no verdict: " + reason);
    }

    private static Verdict ofConvergence(Curve curve) {
        List<PointEstimate> points = curve.slopePoints();
        int d = curve.points().get(0).setting().dimension();
        Optional<PowerLaw> law = curve.supLaw();
        if (law.isEmpty()) {
            return open("a slope takes two n of at least " + Curve.SLOPE_FROM + " d = " + Curve.SLOPE_FROM * (long) d
                    + " with replicates that differ");
        }
        Interval slope = law.get().slope();
        boolean isLottery = points.get(0).setting().isLottery();
        double predicted = isLottery ? curve.scaling().q() - 0.5 : -0.5;
        Optional<Interval> ratio = isLottery ? Optional.empty() : curve.ratio();
        String noRatio = isLottery
                ? "the size of the noise is not predicted"
                : "and no n of at least " + Curve.RATIO_FROM + " d = " + Curve.RATIO_FROM * (long) d
                        + " to compare with the predicted distance";
        String text = String.format(
                Locale.ROOT,
                "slope of the sup-distance %s over n = %d .. %d (n >= %d d), %s",
                signed(slope),
                points.get(0).setting().cycles(),
                points.get(points.size() - 1).setting().cycles(),
                Curve.SLOPE_FROM,
                ratio.map(value -> "distance at the end " + factor(value) + " x predicted (n >= " + Curve.RATIO_FROM
                                + " d)")
                        .orElse(noRatio));
        if (law.get().resolution() > WIDEST_SLOPE) {
            return open("the slope is too uncertain, take more replicates or n: " + text);
        }
        boolean isStraight = law.get().misfit() <= LARGEST_MISFIT;
        boolean slopeFits = isStraight && slope.contains(predicted, SLOPE_ALLOWANCE);
        boolean ratioFits = ratio.map(Verdict::isOne).orElse(true);
        if (!slopeFits || !ratioFits) {
            return new Verdict(
                    Outcome.DISAGREES,
                    "does not agree with Theorem 1: " + text
                            + (isStraight ? "" : "; the distances do not follow a power law")
                            + (slopeFits
                                    ? ""
                                    : String.format(Locale.ROOT, "; the slope is predicted to be %.3f", predicted))
                            + (ratioFits ? "" : "; the flow, the noise or the rule is not what it is taken for"));
        }
        return isLottery
                ? new Verdict(
                        Outcome.AGREES,
                        String.format(
                                Locale.ROOT,
                                "converges to the flow of the expected loss, with the slope q - 1/2 = %.3f of all-or-none"
                                        + " spikes: %s",
                                predicted,
                                text))
                : new Verdict(Outcome.AGREES, "agrees with Theorem 1: " + text);
    }

    private static Verdict ofPlateau(Curve curve) {
        PointEstimate last = curve.points().get(curve.points().size() - 1);
        DistancePrediction prediction = last.setting().prediction();
        if (prediction.noise() > prediction.biasLength()) {
            return open(String.format(
                    Locale.ROOT,
                    "A is fixed, but at n = %d the noise, %.4g, still exceeds the bias of smoothing, %.4g: take more cycles",
                    last.setting().cycles(),
                    prediction.noise(),
                    prediction.biasLength()));
        }
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
        return isOne(ratio)
                ? new Verdict(Outcome.AGREES, "does not converge to the flow, as predicted: " + text)
                : new Verdict(Outcome.DISAGREES, "does not agree with the predicted bias: " + text);
    }

    private static Verdict ofGrowth(Curve curve) {
        Optional<PowerLaw> law = curve.timeLaw();
        if (law.isEmpty()) {
            return open("an exponent takes two n at which the accumulated gradient-flow time is positive");
        }
        double predicted = curve.scaling().growth();
        Interval slope = law.get().slope();
        PointEstimate last = curve.points().get(curve.points().size() - 1);
        Interval ratio = last.accumulatedTime()
                .orElseThrow()
                .times(1 / last.setting().prediction().flowTime());
        String text = String.format(
                Locale.ROOT,
                "the accumulated gradient-flow time goes with n to the power %s, predicted %+.3f; at n = %d it is %s x"
                        + " n alpha kappa(A_n)",
                signed(slope),
                predicted,
                last.setting().cycles(),
                factor(ratio));
        if (law.get().resolution() > WIDEST_SLOPE || ratio.upper() - ratio.lower() > WIDEST_RATIO) {
            return open("the exponent is too uncertain, take more replicates or n: " + text);
        }
        boolean fits =
                law.get().misfit() <= LARGEST_MISFIT && slope.contains(predicted, SLOPE_ALLOWANCE) && isOne(ratio);
        String limit = predicted > 0 ? "diverges: there is no limit" : "vanishes: nothing is learnt in the limit";
        return fits
                ? new Verdict(Outcome.AGREES, limit + ", as predicted: " + text)
                : new Verdict(Outcome.DISAGREES, "does not agree with the predicted growth: " + text);
    }

    private static boolean isOne(Interval ratio) {
        return ratio.contains(1, RATIO_ALLOWANCE);
    }

    private static String signed(Interval value) {
        return String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", value.estimate(), value.lower(), value.upper());
    }

    private static String factor(Interval value) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value.estimate(), value.lower(), value.upper());
    }
}
