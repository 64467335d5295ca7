package io.dopaflow.analysis.converge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether weights that learn in episodes come to the gradient flow of the expected loss as n grows.
 *
 * <p>They do if from some n on the distance at the end falls as n^(-1/2), within the interval of the slope and {@value Verdict#SLOPE_ALLOWANCE}, is within {@value Verdict#LARGEST_MISFIT} of that power law, and, where
 * it is predicted, is the predicted one within its interval and {@value #RATIO_ALLOWANCE}. Only points with n of at least {@value EndDistances#SLOPE_FROM} n45 are judged. A mean update that is not the gradient leaves a distance
 * that does not fall; noise of another size, or noise that replicates share, another ratio.
 */
public final class EpisodeVerdict {
    private static final double RATIO_ALLOWANCE = 0.05;
    private static final double LIMIT = -0.5;

    private EpisodeVerdict() {}

    /**
     * Judges.
     *
     * @param ends with n45 as the unit of n
     * @param largest n that was studied
     */
    public static Verdict of(EndDistances ends, int largest) {
        return Verdict.incomplete(ends, largest).orElseGet(() -> judged(ends));
    }

    private static Verdict judged(EndDistances ends) {
        List<EndDistance> points = ends.judged(EndDistances.SLOPE_FROM);
        for (EndDistance point : points) {
            Interval rms = point.measured().rms();
            if (rms.estimate() > 0 && point.measured().logVariance() == 0) {
                return new Verdict(
                        Verdict.Outcome.DISAGREES,
                        "all replicates of n = " + point.n()
                                + " ended at the same distance; each is to have its own noise");
            }
        }
        Optional<PowerLaw> law = ends.law();
        if (law.isEmpty()) {
            return Verdict.open(String.format(
                    Locale.ROOT,
                    "a slope needs two n of at least %d n45 = %.0f with replicates that differ",
                    EndDistances.SLOPE_FROM,
                    EndDistances.SLOPE_FROM
                            * ends.points().get(ends.points().size() - 1).unit()));
        }
        if (law.get().resolution() > Verdict.WIDEST_SLOPE) {
            return Verdict.open("the slope is too uncertain; take more replicates or more n: " + text(ends));
        }
        for (int i = 0; i + 2 <= points.size(); i++) {
            EndDistances tail = ends.from(points.get(i).n());
            if (agrees(tail)) {
                String from = i == 0
                        ? ": "
                        : " from n = " + points.get(i).n() + " on, below which corrections still matter: ";
                return new Verdict(
                        Verdict.Outcome.AGREES, "follows the gradient flow of the expected loss" + from + text(tail));
            }
        }
        return new Verdict(
                Verdict.Outcome.DISAGREES,
                "does not follow the gradient flow of the expected loss: " + text(ends)
                        + "; the mean update is not the gradient, or the noise is another");
    }

    private static boolean agrees(EndDistances ends) {
        PowerLaw law = ends.law().orElseThrow();
        return law.resolution() <= Verdict.WIDEST_SLOPE
                && law.misfit() <= Verdict.LARGEST_MISFIT
                && law.slope().contains(LIMIT, Verdict.SLOPE_ALLOWANCE)
                && ends.ratio(EndDistances.SLOPE_FROM)
                        .map(ratio -> ratio.contains(1, RATIO_ALLOWANCE))
                        .orElse(true);
    }

    private static String text(EndDistances ends) {
        List<EndDistance> points = ends.judged(EndDistances.SLOPE_FROM);
        return String.format(
                        Locale.ROOT,
                        "slope of the distance at the end %s over n = %d .. %d (n >= %d n45), predicted -1/2",
                        Verdict.signed(ends.law().orElseThrow().slope()),
                        points.get(0).n(),
                        points.get(points.size() - 1).n(),
                        EndDistances.SLOPE_FROM)
                + ends.ratio(EndDistances.SLOPE_FROM)
                        .map(ratio -> ", distance " + Verdict.factor(ratio) + " x predicted")
                        .orElse("; its size is not predicted");
    }
}
