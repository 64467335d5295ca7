package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.analysis.exchange.SonataTable;
import io.dopaflow.analysis.exchange.SonataTypes;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Quantities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Weights and delays of edges: of each, else of its type, else of the parameters of its type, else NEST's defaults. */
final class EdgeValues {
    private static final String WEIGHT = "syn_weight";
    private static final String DELAY = "delay";
    private static final String COUNT = "nsyns";
    private static final List<String> TEMPLATES = List.of("static_synapse", "nest:static_synapse");
    private static final List<String> HARMLESS = List.of("receptor_type", "synapse_model");

    private final ConfigFile circuit;
    private final Problems problems;
    private final Path file;
    private final SonataTable table;
    private final Map<Integer, Map<String, String>> types;
    private final Path typesFile;
    private final long stepPs;
    private final Map<Integer, OfType> known = new HashMap<>();
    private final int before;

    /**
     * What holds for the edges of a type that have none of their own.
     *
     * @param hasDelay whether the type says a delay
     */
    private record OfType(double weight, double delayMs, boolean hasWeight, boolean hasDelay) {}

    EdgeValues(
            ConfigFile circuit,
            Problems problems,
            Path file,
            SonataTable table,
            SonataTypes types,
            Optional<Path> typesFile,
            long stepPs) {
        this.circuit = circuit;
        this.problems = problems;
        this.file = file;
        this.table = table;
        this.types = types.types();
        this.typesFile = typesFile.orElse(file);
        this.stepPs = stepPs;
        this.before = problems.count();
    }

    boolean isRight() {
        return problems.count() == before;
    }

    /** Looks at each type, and at each edge's own values; of each kind the first that is wrong is reported. */
    void check() {
        for (int edge = 0; edge < table.size(); edge++) {
            int type = table.type(edge);
            if (!known.containsKey(type)) {
                known.put(type, ofType(type));
            }
        }
        for (int edge = 0; edge < table.size() && isRight(); edge++) {
            if (!Double.isFinite(weight(edge))) {
                wrong("weight " + weight(edge) + " of edge " + edge, "a finite number");
            }
            double delay = delayMs(edge);
            if (!Double.isFinite(delay) || delay < 0 || delay > VirtualTime.toMilliseconds(Long.MAX_VALUE / 2)) {
                wrong("delay " + delay + " of edge " + edge, "from 0 ms on");
            } else if (VirtualTime.fromMilliseconds(delay) < stepPs
                    || VirtualTime.fromMilliseconds(delay) % stepPs != 0) {
                wrong(
                        "delay " + Quantities.TIME.text(delay) + " of edge " + edge,
                        "positive multiples of the step, " + Quantities.TIME.text(VirtualTime.toMilliseconds(stepPs))
                                + ": of run.dt, or of --dt");
            }
        }
    }

    private void wrong(String found, String allowed) {
        ImportProblem.at(problems, file, table.name() + ": " + found, allowed);
    }

    private OfType ofType(int id) {
        Map<String, String> type = types.get(id);
        String what = "edge_type_id " + id + " of " + table.name();
        if (type == null) {
            ImportProblem.at(problems, file, what + ", which " + typesFile + " does not have", "types that it has");
            return new OfType(1, 1, true, true);
        }
        String template = type.getOrDefault("model_template", TEMPLATES.get(0));
        if (!TEMPLATES.contains(template)) {
            ImportProblem.at(
                    problems, typesFile, "model_template " + template + " of " + what, String.join(" | ", TEMPLATES));
        }
        if (type.containsKey("weight_function")) {
            ImportProblem.at(
                    problems,
                    typesFile,
                    "weight_function " + type.get("weight_function") + " of " + what,
                    "none: weights as numbers, syn_weight");
        }
        Map<String, Double> parameters = parameters(type.getOrDefault("dynamics_params", ""));
        Optional<Double> weight = number(what, type, WEIGHT).or(() -> Optional.ofNullable(parameters.get("weight")));
        Optional<Double> delay = number(what, type, DELAY).or(() -> Optional.ofNullable(parameters.get(DELAY)));
        return new OfType(weight.orElse(1.0), delay.orElse(1.0), weight.isPresent(), delay.isPresent());
    }

    private Optional<Double> number(String what, Map<String, String> type, String column) {
        String cell = type.get(column);
        if (cell == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            ImportProblem.at(problems, typesFile, column + " " + cell + " of " + what, "a number");
            return Optional.empty();
        }
    }

    private Map<String, Double> parameters(String name) {
        Map<String, Double> values = new HashMap<>();
        if (name.isEmpty()) {
            return values;
        }
        Optional<Path> folder =
                circuit.path("components.synaptic_models_dir", circuit.at("components.synaptic_models_dir"), problems);
        Optional<JsonNode> json = folder.flatMap(in -> ConfigFile.json(in.resolve(name), problems));
        json.ifPresent(root -> root.properties().forEach(entry -> {
            if (List.of("weight", DELAY).contains(entry.getKey())
                    && entry.getValue().isNumber()) {
                values.put(entry.getKey(), entry.getValue().asDouble());
            } else if (!HARMLESS.contains(entry.getKey())) {
                ImportProblem.at(
                        problems,
                        folder.orElseThrow().resolve(name),
                        entry.getKey() + ": " + entry.getValue(),
                        "weight and delay, numbers: synapses are static");
            }
        }));
        return values;
    }

    /** The weight of an edge, times the number of synapses that it stands for. */
    double weight(int edge) {
        double weight = table.has(WEIGHT, edge)
                ? table.number(WEIGHT, edge)
                : known(edge).weight();
        return table.has(COUNT, edge) ? weight * table.number(COUNT, edge) : weight;
    }

    /** The delay of an edge in ms. */
    double delayMs(int edge) {
        return table.has(DELAY, edge) ? table.number(DELAY, edge) : known(edge).delayMs();
    }

    private OfType known(int edge) {
        return known.getOrDefault(table.type(edge), new OfType(1, 1, true, true));
    }

    /** What was taken for what the files do not say, in sentences. */
    List<String> notes() {
        boolean weighed = true;
        boolean delayed = true;
        boolean counted = false;
        for (int edge = 0; edge < table.size(); edge++) {
            weighed &= table.has(WEIGHT, edge) || known(edge).hasWeight();
            delayed &= table.has(DELAY, edge) || known(edge).hasDelay();
            counted |= table.has(COUNT, edge);
        }
        List<String> notes = new ArrayList<>();
        if (!weighed) {
            notes.add("edges of " + table.name() + " without a weight got 1, NEST's default");
        }
        if (!delayed) {
            notes.add("edges of " + table.name() + " without a delay got 1 ms, NEST's default");
        }
        if (counted) {
            notes.add("weights of " + table.name() + " are multiplied by nsyns, the number of synapses of an edge");
        }
        return notes;
    }
}
