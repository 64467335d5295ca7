package io.dopaflow.scenarios.exchange;

import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.exchange.SonataSpikeFile;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.schema.spiking.Signal;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The spikes of virtual nodes, on a grid. Where several spikes of a node fall on one point, further cells have the further ones: a cell spikes
 * once at a time, and they repeat the synapses of the node.
 */
final class SpikeInputs {
    private final long stepPs;
    private final Map<String, TreeMap<Long, Map<Integer, Integer>>> counts = new HashMap<>();
    private long rounded;

    /** None so far. */
    SpikeInputs(long stepPs) {
        this.stepPs = stepPs;
    }

    /** Adds spikes of a population. */
    void add(String population, NamedSpikes spikes) {
        TreeMap<Long, Map<Integer, Integer>> ofPopulation = counts.computeIfAbsent(population, any -> new TreeMap<>());
        for (int i = 0; i < spikes.ids().length; i++) {
            long at = onGrid(spikes.timesPs()[i]);
            rounded += at == spikes.timesPs()[i] ? 0 : 1;
            ofPopulation.computeIfAbsent(at, any -> new TreeMap<>()).merge(spikes.ids()[i], 1, Integer::sum);
        }
    }

    /** The nearest point of the grid, of two the later one. */
    private long onGrid(long timePs) {
        return Math.floorDiv(timePs + stepPs / 2, stepPs) * stepPs;
    }

    /** How many spikes were not on the grid. */
    long rounded() {
        return rounded;
    }

    /** The nodes of a population that further cells repeat, in order of these cells. */
    int[] twins(String population) {
        Map<Integer, Integer> most = new TreeMap<>();
        counts.getOrDefault(population, new TreeMap<>())
                .values()
                .forEach(at -> at.forEach((node, count) -> most.merge(node, count - 1, Math::max)));
        List<Integer> twins = new ArrayList<>();
        most.forEach((node, further) -> {
            for (int i = 0; i < further; i++) {
                twins.add(node);
            }
        });
        return twins.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The source of a population of virtual nodes.
     *
     * @param group its name here
     * @param files takes the file of its spikes
     */
    Named<SourceSettings> source(NodeParts parts, String group, List<DataFile> files) {
        int[] twins = twins(parts.population());
        Map<Integer, Integer> firstTwin = new HashMap<>();
        for (int i = twins.length - 1; i >= 0; i--) {
            firstTwin.put(twins[i], parts.size() + i);
        }
        List<Long> times = new ArrayList<>();
        List<Integer> cells = new ArrayList<>();
        counts.getOrDefault(parts.population(), new TreeMap<>())
                .forEach((at, spikes) -> spikes.forEach((node, count) -> {
                    for (int i = 0; i < count; i++) {
                        times.add(at);
                        cells.add(i == 0 ? node : firstTwin.getOrDefault(node, 0) + i - 1);
                    }
                }));
        Signal.Spikes signal = new Signal.Spikes(List.of(), Optional.empty());
        if (!times.isEmpty()) {
            SonataSpikeFile file = new SonataSpikeFile();
            file.add(group, times.size(), taker -> {
                for (int i = 0; i < times.size(); i++) {
                    taker.take(times.get(i), cells.get(i));
                }
            });
            String name = group + "-spikes.h5";
            files.add(new DataFile(name, file::writeTo));
            signal = new Signal.Spikes(List.of(), Optional.of(name));
        }
        return new Named<>(
                group,
                new SourceSettings(
                        signal,
                        List.of(),
                        Optional.of(parts.size() + twins.length),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
