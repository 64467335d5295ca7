package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.scenarios.format.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains of given times. */
final class SpikeTimes {

    private SpikeTimes() {}

    /** The train of times in any order; nothing if two are alike, or one is off the grid, which is reported. */
    static Optional<SpikeSource> train(String path, List<Long> times, Grid grid, Report report) {
        int before = report.problems().count();
        Map<Long, Integer> first = new HashMap<>();
        for (int i = 0; i < times.size(); i++) {
            grid.check(path + "." + i, times.get(i));
            Integer other = first.putIfAbsent(times.get(i), i);
            if (other != null) {
                report.wrong(
                        path + "." + i,
                        Grid.text(times.get(i)) + " a second time",
                        "each time once (item " + other
                                + " is the first): a source spikes once at a time; for twice the effect"
                                + " double the weight");
            }
        }
        return report.problems().count() == before
                ? Optional.of(
                        new SpikeList(times.stream().mapToLong(Long::longValue).toArray()))
                : Optional.empty();
    }
}
