package io.dopaflow.analysis.spikes;

import io.dopaflow.models.time.VirtualTime;
import java.util.OptionalDouble;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/** Gathers the spikes of one neuron in order of time. */
final class TrainCounter {
    private final StreamingStatistics intervals = StreamingStatistics.builder()
            .extrema(false)
            .sumOfLogs(false)
            .sumOfSquares(false)
            .build();
    private long count;
    private long lastPs;
    private long lastInterval;
    private double localVariations;

    /** Of the spikes in bins: how many in the present one, and the sum of the squares of those before. */
    private int bin = -1;

    private long inBin;
    private long squares;
    private long binned;

    /** Takes a spike; the interval before it goes to those of the population, too. */
    void add(long timePs, IntervalHistogram ofPopulation) {
        if (count > 0) {
            long interval = timePs - lastPs;
            if (count > 1) {
                localVariations += 2.0 * Math.abs(interval - lastInterval) / (interval + lastInterval);
            }
            intervals.addValue((double) interval);
            ofPopulation.add(interval);
            lastInterval = interval;
        }
        lastPs = timePs;
        count++;
    }

    void addToBin(int now) {
        if (now != bin) {
            squares += inBin * inBin;
            inBin = 0;
            bin = now;
        }
        inBin++;
        binned++;
    }

    long count() {
        return count;
    }

    OptionalDouble meanIntervalMs() {
        return count < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(intervals.getMean() / VirtualTime.PICOSECONDS_PER_MILLISECOND);
    }

    OptionalDouble cv(int fewestSpikes) {
        return count < fewestSpikes
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(intervals.getPopulationVariance()) / intervals.getMean());
    }

    OptionalDouble cv2(int fewestSpikes) {
        return count < fewestSpikes ? OptionalDouble.empty() : OptionalDouble.of(localVariations / (count - 2));
    }

    /** The variance of the counts in all bins. */
    double countVariance(int bins) {
        double mean = (double) binned / bins;
        return (double) (squares + inBin * inBin) / bins - mean * mean;
    }
}
