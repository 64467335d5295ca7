package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Edges of one population of a SONATA file: {@code /edges/POPULATION/source_node_id}, {@code target_node_id} and, in its group {@code
 * 0}, {@code syn_weight} and {@code delay}, if the edges have their own.
 *
 * @param sources a node id for each edge, within the population that it comes from
 * @param targets the same of those that it goes to
 * @param weights of each edge, in the unit of the target's model; nothing if the file has none
 * @param delaysMs of each edge, in ms; nothing if the file has none
 */
public record SonataEdges(
        List<Integer> sources, List<Integer> targets, Optional<List<Double>> weights, Optional<List<Double>> delaysMs) {

    /**
     * Reads a file.
     *
     * @throws io.dopaflow.analysis.store.FileException if it cannot be read, or what it holds are no edges of one population, with
     *     one group of attributes
     */
    public static SonataEdges read(Path file) {
        return Hdf5.read(file, opened -> {
            if (!(opened.getChild("edges") instanceof Group edges)) {
                throw new WrongFileException(file, "found no group /edges; allowed: the edges of a SONATA file");
            }
            List<Group> populations = groups(edges);
            if (populations.size() != 1) {
                throw new WrongFileException(
                        file, "/edges: found " + populations.size() + " populations; allowed: one, for one projection");
            }
            return population(file, populations.get(0));
        });
    }

    private static List<Group> groups(Group parent) {
        List<Group> groups = new ArrayList<>();
        for (Node child : parent) {
            if (child instanceof Group group && !group.getName().equals("indices")) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static SonataEdges population(Path file, Group population) {
        int[] sources = ids(file, population, "source_node_id");
        int[] targets = ids(file, population, "target_node_id");
        if (sources.length != targets.length) {
            throw new WrongFileException(
                    file,
                    population.getPath() + ": found " + sources.length + " source_node_id and " + targets.length
                            + " target_node_id; allowed: one of each for an edge");
        }
        List<Group> attributes = groups(population);
        if (attributes.size() > 1) {
            throw new WrongFileException(
                    file, population.getPath() + ": found " + attributes.size() + " groups; allowed: one");
        }
        Optional<Group> own = attributes.stream().findFirst();
        int[] places = population.getChild("edge_group_index") == null
                ? IntStream.range(0, sources.length).toArray()
                : ids(file, population, "edge_group_index");
        if (places.length != sources.length) {
            throw new WrongFileException(
                    file,
                    population.getPath() + ": found " + places.length + " edge_group_index; allowed: " + sources.length
                            + ", one for an edge");
        }
        return new SonataEdges(
                IntStream.of(sources).boxed().toList(),
                IntStream.of(targets).boxed().toList(),
                own.flatMap(group -> values(file, group, "syn_weight", places)),
                own.flatMap(group -> values(file, group, "delay", places)));
    }

    private static int[] ids(Path file, Group group, String name) {
        return Hdf5.ids(file, Hdf5.dataset(file, group, name, "source_node_id and target_node_id"));
    }

    private static Optional<List<Double>> values(Path file, Group group, String name, int[] places) {
        if (!(group.getChild(name) instanceof Dataset dataset)) {
            return Optional.empty();
        }
        double[] values = Hdf5.doubles(file, dataset);
        List<Double> ofEdges = new ArrayList<>(places.length);
        for (int place : places) {
            if (place >= values.length || !Double.isFinite(values[place])) {
                throw new WrongFileException(
                        file,
                        dataset.getPath() + ": found "
                                + (place < values.length ? values[place] : "nothing at the place " + place)
                                + "; allowed: a finite number for each edge");
            }
            ofEdges.add(values[place]);
        }
        return Optional.of(ofEdges);
    }
}
