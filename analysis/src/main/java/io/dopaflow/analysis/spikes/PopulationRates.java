package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rates of some populations in bins that make a readable figure.
 *
 * @param names of the populations
 * @param rates of each
 * @param binPs the length of a bin
 */
record PopulationRates(List<String> names, List<PopulationRate> rates, long binPs) {
    private static final int MOST_BINS = 500;
    private static final int FEWEST_BINS = 25;
    private static final double FEWEST_SPIKES = 6;

    /**
     * From finely counted spikes.
     *
     * @param isAsked whether the bins are those that a user asked for
     */
    static PopulationRates of(List<PopulationStatistics> populations, boolean isAsked) {
        int each = isAsked ? 1 : each(populations);
        return new PopulationRates(
                populations.stream().map(PopulationStatistics::name).toList(),
                populations.stream().map(of -> of.rate().inBins(each)).toList(),
                populations.isEmpty() ? 0 : each * populations.get(0).rate().binPs());
    }

    /**
     * The smallest of 1, 2, 5, 10 ... bins in one, such that there are no more than can be drawn, and in the mean several
     * spikes in each, of the population that has fewest: fewer would draw a comb. Some bins are left in any case.
     */
    private static int each(List<PopulationStatistics> populations) {
        int bins = populations.stream()
                .mapToInt(of -> of.rate().hertz().length)
                .max()
                .orElse(0);
        double fewest = populations.stream()
                .mapToLong(PopulationStatistics::spikes)
                .filter(spikes -> spikes > 0)
                .min()
                .orElse(Long.MAX_VALUE);
        int each = 1;
        for (int i = 0;
                bins / each > MOST_BINS || (bins / each > FEWEST_BINS && fewest / bins * each < FEWEST_SPIKES);
                i++) {
            each = i % 3 == 1 ? each / 2 * 5 : each * 2;
        }
        return each;
    }

    Panel panel(Axis time, double height) {
        List<Mark> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            PopulationRate rate = rates.get(i);
            double[] middles = new double[rate.hertz().length];
            Arrays.setAll(middles, bin -> rate.middlePs(bin) / VirtualTime.PICOSECONDS_PER_MILLISECOND);
            Mark.Stroke stroke = i < Ink.count() ? Mark.Stroke.NORMAL : Mark.Stroke.DASHED;
            lines.add(new Mark.Line(names.get(i), Ink.of(i), middles, rate.hertz(), stroke, false));
        }
        Axis hertz = Axis.fromZero("rate", "Hz", rates.stream().flatMapToDouble(rate -> Arrays.stream(rate.hertz())));
        return new Panel("", time, hertz, height, lines);
    }

    String note() {
        return "Rates are spikes a second and neuron, in bins of " + SpikeFigures.milliseconds(binPs) + " ms.";
    }
}
