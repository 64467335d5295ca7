package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.NeuronSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationOutline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The groups of cells that a scenario can name: populations, and sources with a size. A group that is wrong in itself can still be
 * named, and what is known of it is used.
 */
final class Groups {
    private final Report report;
    private final Map<String, PopulationOutline> populations = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<CellGroup> built = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();

    /**
     * What is known of a source.
     *
     * @param size how many cells it has, if it has a size that is right
     * @param isGroup whether it has a size, or may have
     */
    private record Source(Optional<Integer> size, boolean isGroup) {}

    Groups(Report report) {
        this.report = report;
    }

    /** Makes a population known. */
    void population(String name, PopulationOutline outline) {
        populations.put(name, outline);
    }

    /** Makes a source known. */
    void source(String name, Optional<Integer> size, boolean isGroup) {
        sources.put(name, new Source(size, isGroup));
    }

    /** Whether something has that name already. */
    boolean isKnown(String name) {
        return populations.containsKey(name) || sources.containsKey(name);
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

    /** The neurons of a population; nothing if there is none of that name, or its model is not known. */
    Optional<NeuronSettings> neuron(String name) {
        return outline(name).neuron();
    }

    /** The sign of a population, if it has one that is right. */
    Optional<Sign> sign(String name) {
        return outline(name).sign();
    }

    private PopulationOutline outline(String name) {
        return populations.getOrDefault(name, PopulationOutline.UNKNOWN);
    }

    /** How many cells a group has, if that is known. */
    Optional<Integer> size(String name) {
        return outline(name)
                .size()
                .or(() -> Optional.ofNullable(sources.get(name)).flatMap(Source::size));
    }

    /** The cells of all groups whose size is known. */
    long cells() {
        return Stream.concat(populations.keySet().stream(), sources.keySet().stream())
                .distinct()
                .mapToLong(name -> size(name).orElse(0))
                .sum();
    }

    /** Whether there is a population of that name; reports it otherwise. */
    boolean checkPopulation(String path, String name) {
        if (populations.containsKey(name)) {
            return true;
        }
        report.wrong(
                path,
                sources.containsKey(name) ? name + ", a source" : name,
                "the name of a population: " + String.join(" | ", populations.keySet())
                        + Nearest.hint(name, populations.keySet()));
        return false;
    }

    /** Whether there are cells of that name to come from; reports it otherwise. */
    boolean checkOrigin(String path, String name) {
        if (populations.containsKey(name)
                || Optional.ofNullable(sources.get(name))
                        .filter(Source::isGroup)
                        .isPresent()) {
            return true;
        }
        List<String> names = new ArrayList<>(populations.keySet());
        sources.entrySet().stream()
                .filter(source -> source.getValue().isGroup())
                .map(Map.Entry::getKey)
                .forEach(names::add);
        if (sources.containsKey(name)) {
            report.wrong(
                    path,
                    name + ", a source without size",
                    "a population, or a source with a size: sources." + name + ".size");
        } else {
            report.wrong(
                    path,
                    name,
                    "the name of a group of cells: " + String.join(" | ", names) + Nearest.hint(name, names));
        }
        return false;
    }
}
