package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The groups of cells that a scenario can name: populations, and sources with a size. A group that is wrong in itself can still be
 * named.
 */
final class Groups {
    private final Report report;
    private final Map<String, Optional<PopulationSettings>> populations = new LinkedHashMap<>();
    private final Map<String, Optional<Integer>> sources = new LinkedHashMap<>();
    private final Set<String> wrongSources = new HashSet<>();
    private final List<CellGroup> built = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();

    Groups(Report report) {
        this.report = report;
    }

    /** Makes a population known; without settings if these are wrong. */
    void population(String name, Optional<PopulationSettings> settings) {
        populations.put(name, settings);
    }

    /** Makes a source known; without a size if it has none. */
    void source(String name, Optional<Integer> size) {
        sources.put(name, size);
    }

    /** Makes a source known that is wrong in itself. */
    void wrongSource(String name) {
        wrongSources.add(name);
    }

    /** Adds a group of cells to the network. */
    int add(CellGroup group) {
        built.add(group);
        places.put(group.name(), built.size() - 1);
        return built.size() - 1;
    }

    List<CellGroup> built() {
        return built;
    }

    /** The place of a group in the network; nothing if it was not made. */
    Optional<Integer> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    Set<String> populations() {
        return populations.keySet();
    }

    /** What a population is; nothing if it is none, or wrong in itself. */
    Optional<PopulationSettings> settings(String name) {
        return populations.getOrDefault(name, Optional.empty());
    }

    /** How many cells a group has, if that is known. */
    Optional<Integer> size(String name) {
        return settings(name).map(PopulationSettings::size).or(() -> sources.getOrDefault(name, Optional.empty()));
    }

    /** Whether there is a population of that name; reports it otherwise. */
    boolean checkPopulation(String path, String name) {
        if (populations.containsKey(name)) {
            return true;
        }
        report.wrong(
                path,
                sources.containsKey(name) || wrongSources.contains(name) ? name + ", a source" : name,
                "the name of a population: " + String.join(" | ", populations.keySet())
                        + Nearest.hint(name, populations.keySet()));
        return false;
    }

    /** Whether there are cells of that name to come from; reports it otherwise. */
    boolean checkOrigin(String path, String name) {
        if (populations.containsKey(name) || wrongSources.contains(name)) {
            return true;
        }
        if (sources.containsKey(name)) {
            if (sources.get(name).isPresent()) {
                return true;
            }
            report.wrong(
                    path,
                    name + ", a source without size",
                    "a population, or a source with a size: sources." + name + ".size");
            return false;
        }
        List<String> names = new ArrayList<>(populations.keySet());
        sources.forEach((source, size) -> size.ifPresent(cells -> names.add(source)));
        report.wrong(
                path, name, "the name of a group of cells: " + String.join(" | ", names) + Nearest.hint(name, names));
        return false;
    }
}
