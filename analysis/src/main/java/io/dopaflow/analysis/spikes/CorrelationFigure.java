package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;

/**
 * How the activity of populations goes together: with n_a(t) the spikes of population a in bin t, of N, and m_a their mean,
 *
 * <pre>C_ab(k) = sum over t of (n_a(t) - m_a) (n_b(t + k) - m_b) / (N sd_a sd_b)</pre>
 *
 * <p>where both bins are in the window. C_aa(0) = 1 is left out, as it would hide the rest.
 */
record CorrelationFigure(List<PopulationStatistics> populations, SpikeFigures.Counts counted) {
    private static final int MOST_LAGS = 50;
    private static final int USUAL_EACH = 2;
    private static final int MOST_PAIRS = 6;

    Figure figure(String title, List<String> notes) {
        int each = counted.isGiven() ? 1 : USUAL_EACH;
        List<double[]> deviations = populations.stream()
                .map(of -> deviations(of.rate().inBins(each).hertz()))
                .toList();
        int bins = deviations.stream().mapToInt(of -> of.length).max().orElse(0);
        int lags = Math.max(1, Math.min(MOST_LAGS, bins / 4));
        double binMs = VirtualTime.toMilliseconds(each * counted.binPs());
        double[] x =
                IntStream.rangeClosed(-lags, lags).mapToDouble(k -> k * binMs).toArray();
        List<Mark> auto = new ArrayList<>();
        List<Mark> cross = new ArrayList<>();
        int pairs = 0;
        for (int a = 0; a < populations.size(); a++) {
            double[] own = correlation(deviations.get(a), deviations.get(a), lags);
            own[lags] = Double.NaN;
            auto.add(line(populations.get(a).name(), a, x, own));
            for (int b = a + 1; b < populations.size(); b++) {
                if (pairs < MOST_PAIRS) {
                    String name = populations.get(a).name() + " \u2192 "
                            + populations.get(b).name();
                    cross.add(line(
                            name,
                            populations.size() + pairs,
                            x,
                            correlation(deviations.get(a), deviations.get(b), lags)));
                }
                pairs++;
            }
        }
        Axis lag = Axis.linear("lag", "ms", x[0], x[x.length - 1]);
        List<Panel> panels = new ArrayList<>();
        panels.add(panel("autocorrelation, without lag 0", lag, auto));
        if (!cross.isEmpty()) {
            panels.add(panel("cross-correlation; the second follows at positive lags", lag, cross));
        }
        List<String> all = new ArrayList<>(notes);
        all.add("Correlation coefficients of spike counts in bins of "
                + SpikeFigures.milliseconds(each * counted.binPs()) + " ms.");
        if (pairs > MOST_PAIRS) {
            all.add("The first " + MOST_PAIRS + " of " + pairs + " pairs of populations are shown.");
        }
        return new Figure(title, panels.size(), panels, all);
    }

    private static Panel panel(String title, Axis lag, List<Mark> marks) {
        DoubleStream values =
                marks.stream().map(Mark.Line.class::cast).flatMapToDouble(line -> Arrays.stream(line.y()));
        return new Panel(
                title,
                lag,
                Axis.around("correlation", "", DoubleStream.concat(DoubleStream.of(0), values)),
                1.4,
                marks);
    }

    private static Mark line(String name, int index, double[] x, double[] y) {
        return Mark.Line.of(name, Ink.of(index), x, y);
    }

    private static double[] deviations(double[] counts) {
        double mean = StatUtils.mean(counts);
        return Arrays.stream(counts).map(count -> count - mean).toArray();
    }

    /** By lag from the first negative one; gaps where a population does not vary. */
    private static double[] correlation(double[] a, double[] b, int lags) {
        int bins = Math.min(a.length, b.length);
        double norm = Math.sqrt(squares(a) * squares(b));
        double[] correlation = new double[2 * lags + 1];
        for (int k = -lags; k <= lags; k++) {
            double sum = 0;
            for (int t = Math.max(0, -k); t < Math.min(bins, bins - k); t++) {
                sum += a[t] * b[t + k];
            }
            correlation[k + lags] = norm > 0 ? sum / norm : Double.NaN;
        }
        return correlation;
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }
}
