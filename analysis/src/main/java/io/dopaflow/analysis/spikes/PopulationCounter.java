package io.dopaflow.analysis.spikes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Gathers the spikes of a population; those of one neuron in order of time. Memory grows with neurons and bins, not with spikes. */
public final class PopulationCounter {
    private final String name;
    private final int[] cells;
    private final StatisticsWindow window;
    private final TrainCounter[] trains;
    private final BinnedCounts fano;
    private final BinnedCounts counts;
    private final BinnedCounts rates;
    private final IntervalHistogram intervals = new IntervalHistogram();

    /**
     * Before the first spike.
     *
     * @param name of the population
     * @param cells ids of its neurons that were recorded, ascending
     */
    public PopulationCounter(String name, int[] cells, StatisticsWindow window) {
        this.name = name;
        this.cells = cells.clone();
        this.window = window;
        this.trains = IntStream.range(0, cells.length)
                .mapToObj(i -> new TrainCounter())
                .toArray(TrainCounter[]::new);
        this.fano = new BinnedCounts(window, window.fanoBinPs());
        this.counts = new BinnedCounts(window, window.countBinPs());
        this.rates = new BinnedCounts(window, window.rateBinPs());
    }

    /** Takes a spike; one outside the window counts for nothing. */
    public void add(long timePs, int cell) {
        int place = Arrays.binarySearch(cells, cell);
        if (place < 0) {
            throw new IllegalArgumentException("a spike of neuron " + cell + "; allowed: neurons of " + name);
        }
        if (!window.contains(timePs)) {
            return;
        }
        trains[place].add(timePs, intervals);
        int bin = counts.bin(timePs);
        if (bin < counts.size()) {
            trains[place].addToBin(bin);
        }
        fano.add(timePs);
        counts.add(timePs);
        rates.add(timePs);
    }

    /** What was gathered. */
    public PopulationStatistics statistics() {
        long spikes = Arrays.stream(trains).mapToLong(TrainCounter::count).sum();
        List<PopulationStatistics.Train> rows = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            TrainCounter train = trains[i];
            rows.add(new PopulationStatistics.Train(
                    cells[i],
                    train.count(),
                    train.count() / window.seconds(),
                    train.meanIntervalMs(),
                    train.cv(window.fewestSpikes()),
                    train.cv2(window.fewestSpikes())));
        }
        long silent = Arrays.stream(trains).filter(train -> train.count() == 0).count();
        double variances = Arrays.stream(trains)
                .mapToDouble(train -> train.countVariance(counts.size()))
                .sum();
        int n = cells.length;
        return new PopulationStatistics(
                name,
                n,
                spikes,
                n == 0 ? 0 : spikes / window.seconds() / n,
                n == 0 ? 0 : (double) silent / n,
                mean(rows, PopulationStatistics.Train::cv),
                mean(rows, PopulationStatistics.Train::cv2),
                ratio(fano.variance(), fano.mean()),
                ratio(counts.variance() - variances, variances * (n - 1)),
                n < 2 ? OptionalDouble.empty() : ratio(counts.variance(), variances * n),
                rows,
                rate(),
                intervals);
    }

    private PopulationRate rate() {
        double scale = 1e12 / window.rateBinPs() / Math.max(1, cells.length);
        return new PopulationRate(
                window.fromPs(),
                window.rateBinPs(),
                Arrays.stream(rates.counts()).map(count -> count * scale).toArray());
    }

    private static OptionalDouble mean(
            List<PopulationStatistics.Train> rows, Function<PopulationStatistics.Train, OptionalDouble> value) {
        return rows.stream().map(value).flatMapToDouble(OptionalDouble::stream).average();
    }

    private static OptionalDouble ratio(double above, double below) {
        return below > 0 ? OptionalDouble.of(above / below) : OptionalDouble.empty();
    }
}
