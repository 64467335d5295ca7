package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.exchange.SpikeFile;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.Selection;
import io.dopaflow.scenarios.schema.spiking.Signal;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the inputs of a simulation: spikes of virtual nodes, and currents into neurons. */
final class InputImport {
    private final ConfigFile simulation;
    private final Problems problems;
    private final GroupNames names;
    private final NodeImport nodes;
    private final NodeSets sets;
    private final SpikeInputs spikes;
    private final List<Named<SourceSettings>> currents = new ArrayList<>();

    InputImport(SonataConfig config, Problems problems, GroupNames names, NodeImport nodes, SpikeInputs spikes) {
        this.simulation = config.simulation();
        this.problems = problems;
        this.names = names;
        this.nodes = nodes;
        this.sets = new NodeSets(config, problems, nodes);
        this.spikes = spikes;
    }

    /** Currents, in the order of the file. */
    List<Named<SourceSettings>> currents() {
        return currents;
    }

    /** Reads all inputs. */
    void read() {
        simulation.at("inputs").properties().forEach(entry -> {
            String at = "inputs." + entry.getKey();
            JsonNode input = entry.getValue();
            String type = input.path("input_type").asText("nothing");
            if (!input.path("enabled").asBoolean(true)) {
                return;
            }
            if (type.equals("spikes")) {
                readSpikes(at, input);
            } else if (type.equals("current_clamp")) {
                readCurrent(at, entry.getKey(), input);
            } else {
                simulation.wrong(problems, at + ".input_type", type, "spikes | current_clamp");
            }
        });
    }

    private void readSpikes(String at, JsonNode input) {
        Optional<Path> file = simulation.path(at + ".input_file", input.path("input_file"), problems);
        Optional<Map<String, BitSet>> meant = sets.of(at + ".node_set", input.path("node_set"));
        if (file.isEmpty() || meant.isEmpty()) {
            return;
        }
        List<String> populations = meant.get().keySet().stream()
                .filter(nodes.virtual()::containsKey)
                .toList();
        if (populations.isEmpty()) {
            simulation.wrong(
                    problems,
                    at + ".node_set",
                    input.path("node_set") + ", without virtual nodes",
                    "virtual nodes: " + String.join(" | ", nodes.virtual().keySet()));
            return;
        }
        try {
            for (NamedSpikes each : SpikeFile.read(file.get())) {
                addSpikes(at, file.get(), each, populations, meant.get());
            }
        } catch (WrongFileException e) {
            simulation.wrong(problems, at + ".input_file", String.valueOf(e.getMessage()), "a file of spikes");
        }
    }

    /** Of a file with several populations those that are meant are taken. */
    private void addSpikes(
            String at, Path file, NamedSpikes found, List<String> populations, Map<String, BitSet> meant) {
        Optional<String> population = found.population().isPresent()
                ? found.population().filter(populations::contains)
                : Optional.of(populations.get(0)).filter(only -> populations.size() == 1);
        if (population.isEmpty()) {
            if (found.population().isEmpty()) {
                ImportProblem.at(
                        problems,
                        file,
                        "spikes of no population, for " + String.join(", ", populations),
                        "a node set of one population");
            }
            return;
        }
        BitSet allowed = meant.getOrDefault(population.get(), new BitSet());
        for (int i = 0; i < found.ids().length; i++) {
            if (!allowed.get(found.ids()[i]) || found.timesPs()[i] < 0) {
                ImportProblem.at(
                        problems,
                        file,
                        "a spike of node " + found.ids()[i] + " at " + VirtualTime.toMilliseconds(found.timesPs()[i])
                                + " ms",
                        "from 0 ms on, nodes of " + at + ".node_set, in " + population.get());
                return;
            }
        }
        spikes.add(population.get(), found);
    }

    private void readCurrent(String at, String name, JsonNode input) {
        Optional<Map<String, BitSet>> meant = sets.of(at + ".node_set", input.path("node_set"));
        List<Double> amplitudes = numbers(at + ".amp", input.path("amp"));
        List<Double> delays = numbers(at + ".delay", input.path("delay"));
        List<Double> durations = numbers(at + ".duration", input.path("duration"));
        if (amplitudes.size() != delays.size() || amplitudes.size() != durations.size()) {
            simulation.wrong(
                    problems,
                    at,
                    amplitudes.size() + " amp, " + delays.size() + " delay, " + durations.size() + " duration",
                    "as many of each");
            return;
        }
        if (meant.isEmpty() || amplitudes.isEmpty()) {
            return;
        }
        List<Signal.Step> steps = new ArrayList<>();
        for (int i = 0; i < amplitudes.size(); i++) {
            long from = VirtualTime.fromMilliseconds(delays.get(i));
            long to = from + VirtualTime.fromMilliseconds(durations.get(i));
            Signal.Step last = steps.isEmpty() ? new Signal.Step(0, 0) : steps.get(steps.size() - 1);
            if (from < 0 || to <= from || (!steps.isEmpty() && from < last.fromPs())) {
                simulation.wrong(
                        problems,
                        at,
                        "a current from " + delays.get(i) + " ms for " + durations.get(i) + " ms",
                        "currents one after the other, each above 0 ms long");
                return;
            }
            if (!steps.isEmpty() && from == last.fromPs()) {
                steps.remove(steps.size() - 1);
            }
            steps.add(new Signal.Step(from, amplitudes.get(i)));
            steps.add(new Signal.Step(to, 0));
        }
        for (Map.Entry<String, BitSet> of : meant.get().entrySet()) {
            NodeParts parts = nodes.points().get(of.getKey());
            if (parts != null) {
                addCurrents(name, parts, of.getValue(), steps);
            }
        }
    }

    private void addCurrents(String name, NodeParts parts, BitSet ids, List<Signal.Step> steps) {
        Map<Integer, BitSet> cells = new LinkedHashMap<>();
        int[] sizes = new int[parts.groups().size()];
        for (int node = 0; node < parts.size(); node++) {
            sizes[parts.groupOf()[node]]++;
            if (ids.get(node)) {
                cells.computeIfAbsent(parts.groupOf()[node], any -> new BitSet())
                        .set(parts.cellOf()[node]);
            }
        }
        cells.forEach((group, chosen) -> {
            String to = parts.groups().get(group);
            String unit = nodes.weightUnit(to).startsWith("mV") && isOfVolts(to) ? "mV/ms" : "pA";
            currents.add(new Named<>(
                    names.like(cells.size() == 1 ? name : name + "-" + to),
                    new SourceSettings(
                            new Signal.Current(new Measured<>(new Signal.CurrentCourse.Steps(steps), unit)),
                            List.of(to),
                            Optional.empty(),
                            chosen.cardinality() == sizes[group] ? Optional.empty() : Optional.of(selection(chosen)),
                            Optional.empty(),
                            Optional.empty())));
        });
    }

    /** Whether the currents of a group's model are in mV/ms, as Izhikevich's. */
    private boolean isOfVolts(String group) {
        return nodes.populations().stream()
                .filter(population -> population.name().equals(group))
                .map(population -> population.value().neuron().model())
                .anyMatch(model ->
                        model.parameters().get(model.indexOf("I_e")).unit().equals("mV/ms"));
    }

    private static Selection selection(BitSet cells) {
        List<Selection.Range> ranges = new ArrayList<>();
        for (int from = cells.nextSetBit(0); from >= 0; ) {
            int end = cells.nextClearBit(from);
            ranges.add(new Selection.Range(from, end - 1));
            from = cells.nextSetBit(end);
        }
        return new Selection(ranges);
    }

    private List<Double> numbers(String at, JsonNode node) {
        List<Double> numbers = new ArrayList<>();
        List<JsonNode> all = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(all::add);
        } else {
            all.add(node);
        }
        for (JsonNode each : all) {
            if (each.isNumber() && Double.isFinite(each.asDouble()) && Math.abs(each.asDouble()) < 1e12) {
                numbers.add(each.asDouble());
            } else {
                simulation.wrong(problems, at, each.isMissingNode() ? "nothing" : each.toString(), "a finite number");
            }
        }
        return numbers;
    }
}
