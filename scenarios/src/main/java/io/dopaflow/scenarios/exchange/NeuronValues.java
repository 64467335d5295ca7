package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.analysis.exchange.SonataTable;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.spiking.VariableUnits;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.NeuronSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of parameters and variables of some nodes of one model: from files of types, then from the nodes themselves. */
final class NeuronValues {
    private static final String PARAMETERS = "dynamics_params";

    /** NEST's parameters that change nothing here, or only with other values. */
    private static final Map<String, String> HARMLESS = Map.of(
            "refractory_input", "false",
            "consistent_integration", "true",
            "gsl_error_tol", "",
            "tau_minus", "",
            "tau_minus_triplet", "");

    private final ConfigFile circuit;
    private final Problems problems;
    private final Path file;
    private final NeuronModel model;
    private final List<String> variables;
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    NeuronValues(ConfigFile circuit, Problems problems, Path file, NeuronModel model) {
        this.circuit = circuit;
        this.problems = problems;
        this.file = file;
        this.model = model;
        this.variables = model.standard().variables();
    }

    /**
     * Reads the values.
     *
     * @param nodes their ids
     * @param rowOf the row of each node in the table, by its id
     */
    void read(SonataTable table, Map<Integer, Map<String, String>> types, int[] nodes, int[] rowOf) {
        Map<Integer, Map<String, Double>> ofTypes = new HashMap<>();
        for (int i = 0; i < nodes.length; i++) {
            int cell = i;
            int type = table.type(rowOf[nodes[i]]);
            if (!ofTypes.containsKey(type)) {
                ofTypes.put(type, ofType(types.getOrDefault(type, Map.of())));
            }
            ofTypes.get(type).forEach((name, value) -> set(name, nodes.length, cell, value));
        }
        Set<String> own = table.numbers();
        for (String name : own) {
            if (!name.startsWith(PARAMETERS + "/")) {
                continue;
            }
            String parameter = name.substring(PARAMETERS.length() + 1);
            for (int i = 0; i < nodes.length; i++) {
                if (table.has(name, rowOf[nodes[i]])) {
                    if (!isKnown(parameter)) {
                        unknown(file, table.name() + "/" + name, "a number");
                        break;
                    }
                    double value = table.number(name, rowOf[nodes[i]]);
                    if (!Double.isFinite(value)) {
                        ImportProblem.at(
                                problems, file, value + " in " + name + " of " + table.name(), "finite numbers");
                        break;
                    }
                    set(parameter, nodes.length, i, value);
                }
            }
        }
        table.others().stream()
                .filter(name -> name.startsWith(PARAMETERS + "/"))
                .forEach(name -> unknown(file, table.name() + "/" + name, "no numbers"));
    }

    private boolean isKnown(String name) {
        return model.indexOf(name) >= 0 || variables.contains(name);
    }

    private void set(String name, int size, int cell, double value) {
        double[] column = columns.computeIfAbsent(name, any -> {
            double[] fresh = new double[size];
            int place = model.indexOf(name);
            Arrays.fill(
                    fresh,
                    place < 0 ? Double.NaN : model.parameters().get(place).standard());
            return fresh;
        });
        column[cell] = value;
    }

    private Map<String, Double> ofType(Map<String, String> type) {
        Map<String, Double> values = new LinkedHashMap<>();
        String name = type.getOrDefault(PARAMETERS, "");
        if (name.isEmpty()) {
            return values;
        }
        Optional<Path> folder = circuit.path(
                "components.point_neuron_models_dir", circuit.at("components.point_neuron_models_dir"), problems);
        Optional<JsonNode> json = folder.flatMap(in -> ConfigFile.json(in.resolve(name), problems));
        if (json.isEmpty()) {
            return values;
        }
        Path from = folder.orElseThrow().resolve(name);
        json.get().properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (isKnown(entry.getKey()) && value.isNumber() && Double.isFinite(value.asDouble())) {
                values.put(entry.getKey(), value.asDouble());
            } else if (isKnown(entry.getKey())) {
                ImportProblem.at(problems, from, entry.getKey() + ": " + value, "a finite number");
            } else if (!HARMLESS.containsKey(entry.getKey())
                    || !value.asText().matches(HARMLESS.get(entry.getKey()) + ".*")) {
                unknown(from, entry.getKey(), value.toString());
            }
        });
        return values;
    }

    private void unknown(Path from, String name, String value) {
        ImportProblem.at(
                problems,
                from,
                name + ": " + value,
                "parameters and variables of " + ModelTemplates.template(model) + ": "
                        + String.join(
                                " | ",
                                model.parameters().stream().map(Parameter::name).toList())
                        + " | " + String.join(" | ", variables));
    }

    /**
     * The population; what differs from neuron to neuron goes into a file.
     *
     * @param files takes it
     */
    PopulationSettings settings(String group, int size, List<DataFile> files) {
        Map<String, double[]> own = new LinkedHashMap<>();
        List<Law> laws = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            double[] column = columns.getOrDefault(parameter.name(), new double[] {parameter.standard()});
            if (isOne(column)) {
                laws.add(new Law.Fixed(column[0]));
            } else {
                laws.add(new Law.Fixed(parameter.standard()));
                own.put(parameter.name(), column);
            }
        }
        List<Named<Measured<Law>>> start = new ArrayList<>();
        for (String variable : variables) {
            double[] column = columns.getOrDefault(variable, new double[0]);
            if (Arrays.stream(column).anyMatch(Double::isNaN)) {
                ImportProblem.at(
                        problems,
                        file,
                        variable + " of some neurons of " + group + " and not of others",
                        "of all of one model, or of none");
            } else if (column.length > 0 && isOne(column)) {
                start.add(new Named<>(variable, new Measured<>(new Law.Fixed(column[0]), VariableUnits.of(variable))));
            } else if (column.length > 0) {
                own.put(variable, column);
            }
        }
        Optional<String> values = Optional.empty();
        if (!own.isEmpty()) {
            values = Optional.of(group + "-neurons.csv");
            files.add(new DataFile(values.get(), out -> out.write(csv(own, size).getBytes(StandardCharsets.UTF_8))));
        }
        return new PopulationSettings(
                size, new NeuronSettings(model, laws), start, Optional.empty(), Optional.empty(), values);
    }

    private static boolean isOne(double[] column) {
        return Arrays.stream(column).allMatch(value -> value == column[0]);
    }

    private static String csv(Map<String, double[]> columns, int size) {
        StringBuilder text = new StringBuilder(String.join(",", columns.keySet())).append('\n');
        for (int row = 0; row < size; row++) {
            int at = row;
            text.append(String.join(
                            ",",
                            columns.values().stream()
                                    .map(column -> Double.toString(column[at]))
                                    .toList()))
                    .append('\n');
        }
        return text.toString();
    }
}
