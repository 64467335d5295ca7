package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.analysis.exchange.SonataTable;
import io.dopaflow.analysis.exchange.SonataTypes;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes populations of SONATA's nodes, and knows the virtual ones. */
final class NodeImport {
    private static final List<String> POINTS = List.of("point_neuron", "point_process");

    private final ConfigFile circuit;
    private final Problems problems;
    private final GroupNames names;
    private final Map<String, NodeParts> points = new LinkedHashMap<>();
    private final Map<String, NodeParts> virtual = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Map<String, String>>> types = new LinkedHashMap<>();
    private final List<Named<PopulationSettings>> populations = new ArrayList<>();
    private final Map<String, String> units = new LinkedHashMap<>();
    private final List<DataFile> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    NodeImport(ConfigFile circuit, Problems problems, GroupNames names) {
        this.circuit = circuit;
        this.problems = problems;
        this.names = names;
    }

    /** The populations of neurons, in order. */
    List<Named<PopulationSettings>> populations() {
        return populations;
    }

    /** Files of values of single neurons. */
    List<DataFile> files() {
        return files;
    }

    /** What became different, in sentences. */
    List<String> notes() {
        return notes;
    }

    /** Neurons by the names of their populations in SONATA. */
    Map<String, NodeParts> points() {
        return points;
    }

    /** Virtual nodes by the names of their populations in SONATA. */
    Map<String, NodeParts> virtual() {
        return virtual;
    }

    /** What the file of types says of the types of a population. */
    Map<Integer, Map<String, String>> types(String population) {
        return types.getOrDefault(population, Map.of());
    }

    /** The unit of weights onto a group. */
    String weightUnit(String group) {
        return units.getOrDefault(group, "pA");
    }

    /** Reads all nodes that the circuit names. */
    void read() {
        JsonNode all = circuit.at("networks.nodes");
        if (!all.isArray() || all.isEmpty()) {
            circuit.wrong(problems, "networks.nodes", "nothing", "a list of files of nodes");
        }
        for (int i = 0; i < all.size(); i++) {
            String at = "networks.nodes." + i;
            Optional<Path> file = circuit.path(at + ".nodes_file", all.get(i).path("nodes_file"), problems);
            Optional<Path> typesFile =
                    circuit.path(at + ".node_types_file", all.get(i).path("node_types_file"), problems);
            try {
                Optional<SonataTypes> ofNodes = typesFile.map(path -> SonataTypes.read(path, "node"));
                if (file.isPresent() && ofNodes.isPresent()) {
                    for (SonataTable table : SonataTable.nodes(file.get())) {
                        add(file.get(), typesFile.orElseThrow(), table, ofNodes.get());
                    }
                }
            } catch (WrongFileException e) {
                circuit.wrong(problems, at, String.valueOf(e.getMessage()), "a file of nodes");
            }
        }
    }

    private void add(Path file, Path typesFile, SonataTable table, SonataTypes ofNodes) {
        int before = problems.count();
        if (points.containsKey(table.name()) || virtual.containsKey(table.name())) {
            ImportProblem.at(problems, file, "population " + table.name() + " a second time", "each once");
        } else if (table.size() == 0) {
            ImportProblem.at(problems, file, "population " + table.name() + " without nodes", "at least one node");
        }
        int[] cells = cells(file, table);
        Map<Integer, Optional<NeuronModel>> models = new LinkedHashMap<>();
        for (int i = 0; i < table.size(); i++) {
            int type = table.type(i);
            if (!models.containsKey(type)) {
                models.put(
                        type,
                        model(
                                file,
                                typesFile,
                                table.name(),
                                type,
                                ofNodes.types().get(type)));
            }
        }
        if (problems.count() > before) {
            return;
        }
        types.put(table.name(), ofNodes.types());
        int[] typeOf = new int[table.size()];
        int[] rowOf = new int[table.size()];
        for (int row = 0; row < table.size(); row++) {
            typeOf[cells[row]] = table.type(row);
            rowOf[cells[row]] = row;
        }
        List<Optional<NeuronModel>> kinds = models.values().stream().distinct().toList();
        if (kinds.size() > 1 && kinds.contains(Optional.<NeuronModel>empty())) {
            ImportProblem.at(
                    problems, file, "virtual nodes and neurons in population " + table.name(), "one kind of both");
            return;
        }
        int[] groupOf = new int[table.size()];
        int[] cellOf = new int[table.size()];
        int[] sizes = new int[kinds.size()];
        for (int node = 0; node < groupOf.length; node++) {
            groupOf[node] = kinds.indexOf(models.get(typeOf[node]));
            cellOf[node] = sizes[groupOf[node]]++;
        }
        List<String> groups = kinds.stream()
                .map(kind -> names.like(
                        kinds.size() == 1
                                ? table.name()
                                : table.name() + "-"
                                        + kind.map(NodeImport::word).orElse("")))
                .toList();
        NodeParts parts = new NodeParts(table.name(), groups, groupOf, cellOf, typeOf);
        if (kinds.contains(Optional.<NeuronModel>empty())) {
            virtual.put(table.name(), parts);
            return;
        }
        points.put(table.name(), parts);
        if (kinds.size() > 1) {
            notes.add("the nodes of " + table.name() + " are of several models: they became "
                    + String.join(", ", groups) + ", each numbered from 0");
        }
        for (int k = 0; k < kinds.size(); k++) {
            NeuronModel model = kinds.get(k).orElseThrow();
            int kind = k;
            int[] nodes = IntStream.range(0, groupOf.length)
                    .filter(node -> groupOf[node] == kind)
                    .toArray();
            NeuronValues values = new NeuronValues(circuit, problems, file, model);
            values.read(table, ofNodes.types(), nodes, rowOf);
            units.put(groups.get(k), model.weightUnit());
            populations.add(new Named<>(groups.get(k), values.settings(groups.get(k), nodes.length, files)));
        }
    }

    private static String word(NeuronModel model) {
        return model.synapses().isEmpty() ? model.name() : model.name() + "-" + model.synapses();
    }

    /** The number of each row's node: its id where the file has ids. */
    private int[] cells(Path file, SonataTable table) {
        int[] ids = table.ids("node_id")
                .orElseGet(() -> IntStream.range(0, table.size()).toArray());
        boolean[] taken = new boolean[ids.length];
        for (int id : ids) {
            if (id >= taken.length || taken[id]) {
                ImportProblem.at(
                        problems,
                        file,
                        "the node_id " + id + " of population " + table.name()
                                + (id >= taken.length ? "" : " a second time"),
                        "each of 0 to " + (taken.length - 1) + " once");
                return new int[ids.length];
            }
            taken[id] = true;
        }
        return Arrays.copyOf(ids, ids.length);
    }

    /** The model of a type; nothing of virtual nodes, and where something is wrong, which is reported. */
    private Optional<NeuronModel> model(
            Path file, Path typesFile, String population, int id, @Nullable Map<String, String> type) {
        String what = "node_type_id " + id + " of population " + population;
        if (type == null) {
            ImportProblem.at(problems, file, what + ", which " + typesFile + " does not have", "types that it has");
            return Optional.empty();
        }
        String kind = type.getOrDefault("model_type", "nothing");
        if (kind.equals("virtual")) {
            return Optional.empty();
        }
        if (!POINTS.contains(kind)) {
            ImportProblem.at(problems, typesFile, "model_type " + kind + " of " + what, "point_neuron or virtual");
            return Optional.empty();
        }
        String template = type.getOrDefault("model_template", "nothing");
        Optional<NeuronModel> model = ModelTemplates.model(template);
        if (model.isEmpty()) {
            ImportProblem.at(
                    problems, typesFile, "model_template " + template + " of " + what, ModelTemplates.allowed());
        }
        return model;
    }
}
