package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The nodes, or the edges, of one population of a SONATA file: the type of each, and what its group of attributes says of it. */
public final class SonataTable {
    private static final String PARAMETERS = "dynamics_params";

    private final String name;
    private final int[] types;
    private final int[] groups;
    private final int[] places;
    private final Map<Integer, Map<String, double[]>> numbers;
    private final Map<Integer, Set<String>> others;
    private final Map<String, int[]> ids;
    private final Map<String, String> populations;

    private SonataTable(
            String name,
            int[] types,
            int[] groups,
            int[] places,
            Map<Integer, Map<String, double[]>> numbers,
            Map<Integer, Set<String>> others,
            Map<String, int[]> ids,
            Map<String, String> populations) {
        this.name = name;
        this.types = types;
        this.groups = groups;
        this.places = places;
        this.numbers = numbers;
        this.others = others;
        this.ids = ids;
        this.populations = populations;
    }

    /**
     * The populations of nodes of a file.
     *
     * @throws io.dopaflow.analysis.store.FileException if it cannot be read, or has no nodes
     */
    public static List<SonataTable> nodes(Path file) {
        return Hdf5.read(file, opened -> read(file, opened.getChild("nodes"), "node", List.of(), List.of("node_id")));
    }

    /**
     * The populations of edges of a file.
     *
     * @throws io.dopaflow.analysis.store.FileException if it cannot be read, or has no edges
     */
    public static List<SonataTable> edges(Path file) {
        return Hdf5.read(
                file,
                opened -> read(
                        file,
                        opened.getChild("edges"),
                        "edge",
                        List.of("source_node_id", "target_node_id"),
                        List.of()));
    }

    private static List<SonataTable> read(
            Path file, Object root, String kind, List<String> required, List<String> optional) {
        if (!(root instanceof Group all)) {
            throw new WrongFileException(
                    file, "found no group /" + kind + "s; allowed: the " + kind + "s of a SONATA file");
        }
        List<SonataTable> tables = new ArrayList<>();
        for (Group population : Hdf5.groups(all)) {
            tables.add(population(file, population, kind, required, optional));
        }
        return tables;
    }

    private static SonataTable population(
            Path file, Group population, String kind, List<String> required, List<String> optional) {
        String allowed = kind + "_type_id, with an id for each " + kind;
        int[] types = Hdf5.ids(file, Hdf5.dataset(file, population, kind + "_type_id", allowed));
        Map<String, int[]> ids = new HashMap<>();
        Map<String, String> populations = new HashMap<>();
        for (String each : required) {
            Dataset dataset = Hdf5.dataset(file, population, each, "an id for each " + kind);
            ids.put(each, oneEach(file, dataset, types.length));
            if (dataset.getAttribute("node_population") != null) {
                populations.put(
                        each,
                        String.valueOf(dataset.getAttribute("node_population").getData()));
            }
        }
        for (String each : optional) {
            if (population.getChild(each) instanceof Dataset dataset) {
                ids.put(each, oneEach(file, dataset, types.length));
            }
        }
        int[] groups = population.getChild(kind + "_group_id") instanceof Dataset dataset
                ? oneEach(file, dataset, types.length)
                : new int[types.length];
        int[] places = population.getChild(kind + "_group_index") instanceof Dataset dataset
                ? oneEach(file, dataset, types.length)
                : IntStream.range(0, types.length).toArray();
        Map<Integer, Map<String, double[]>> numbers = new HashMap<>();
        Map<Integer, Set<String>> others = new HashMap<>();
        for (Group group : Hdf5.groups(population)) {
            if (group.getName().matches("\\d{1,9}")) {
                int number = Integer.parseInt(group.getName());
                numbers.put(number, new HashMap<>());
                others.put(number, new TreeSet<>());
                addColumns(file, group, "", numbers.get(number), others.get(number));
                if (group.getChild(PARAMETERS) instanceof Group parameters) {
                    addColumns(file, parameters, PARAMETERS + "/", numbers.get(number), others.get(number));
                }
            }
        }
        check(file, population, groups, places, numbers);
        return new SonataTable(population.getName(), types, groups, places, numbers, others, ids, populations);
    }

    private static int[] oneEach(Path file, Dataset dataset, int count) {
        int[] found = Hdf5.ids(file, dataset);
        if (found.length != count) {
            throw new WrongFileException(
                    file,
                    dataset.getPath() + ": found " + found.length + " elements; allowed: " + count
                            + ", as there are types");
        }
        return found;
    }

    private static void addColumns(
            Path file, Group group, String prefix, Map<String, double[]> numbers, Set<String> others) {
        group.getChildren().forEach((name, child) -> {
            if (child instanceof Dataset dataset && dataset.getDimensions().length == 1) {
                Class<?> type = dataset.getJavaType();
                if (type == String.class || !(type.isPrimitive() || Number.class.isAssignableFrom(type))) {
                    others.add(prefix + name);
                } else {
                    numbers.put(prefix + name, Hdf5.doubles(file, dataset));
                }
            } else if (!name.equals(PARAMETERS)) {
                others.add(prefix + name);
            }
        });
    }

    /** Each element has its place in each column of its group. */
    private static void check(
            Path file, Group population, int[] groups, int[] places, Map<Integer, Map<String, double[]>> numbers) {
        Map<Integer, Integer> largest = new HashMap<>();
        for (int i = 0; i < groups.length; i++) {
            largest.merge(groups[i], places[i], Math::max);
        }
        numbers.forEach((group, columns) -> columns.forEach((name, values) -> {
            if (largest.getOrDefault(group, -1) >= values.length) {
                throw new WrongFileException(
                        file,
                        population.getPath() + "/" + group + "/" + name + ": found " + values.length
                                + " values; allowed: one for each place up to " + largest.get(group));
            }
        }));
    }

    /** The name of the population. */
    public String name() {
        return name;
    }

    /** How many nodes or edges. */
    public int size() {
        return types.length;
    }

    /** The type of a node or edge. */
    public int type(int element) {
        return types[element];
    }

    /** The ids of a dataset of the population itself, such as {@code target_node_id}, if there is one. */
    public Optional<int[]> ids(String dataset) {
        return Optional.ofNullable(ids.get(dataset));
    }

    /** The population whose nodes a dataset of ids means, if the file says so. */
    public Optional<String> populationOf(String dataset) {
        return Optional.ofNullable(populations.get(dataset));
    }

    /** The names of the numbers that any group has; of parameters of a model with {@code dynamics_params/} before them. */
    public Set<String> numbers() {
        Set<String> names = new TreeSet<>();
        numbers.values().forEach(columns -> names.addAll(columns.keySet()));
        return names;
    }

    /** The names of what any group has beside numbers. */
    public Set<String> others() {
        Set<String> names = new TreeSet<>();
        others.values().forEach(names::addAll);
        return names;
    }

    /** Whether the group of a node or edge has a number of that name. */
    public boolean has(String attribute, int element) {
        return numbers.getOrDefault(groups[element], Map.of()).containsKey(attribute);
    }

    /** That number; not a number where there is none. */
    public double number(String attribute, int element) {
        double[] values = numbers.getOrDefault(groups[element], Map.of()).get(attribute);
        return values == null ? Double.NaN : values[places[element]];
    }
}
