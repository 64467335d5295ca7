package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.analysis.exchange.SonataEdgeFile;
import io.dopaflow.analysis.exchange.SonataTable;
import io.dopaflow.analysis.exchange.SonataTypes;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.schema.spiking.ConnectSettings;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes projections of SONATA's edges. */
final class EdgeImport {
    private final ConfigFile circuit;
    private final Problems problems;
    private final GroupNames names;
    private final NodeImport nodes;
    private final Map<String, int[]> twins;
    private final long stepPs;
    private final List<ProjectionSettings> projections = new ArrayList<>();
    private final List<DataFile> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Nothing so far.
     *
     * @param twins for virtual populations the nodes whose edges further cells repeat
     * @param stepPs what delays are multiples of
     */
    EdgeImport(
            ConfigFile circuit,
            Problems problems,
            GroupNames names,
            NodeImport nodes,
            Map<String, int[]> twins,
            long stepPs) {
        this.circuit = circuit;
        this.problems = problems;
        this.names = names;
        this.nodes = nodes;
        this.twins = twins;
        this.stepPs = stepPs;
    }

    List<ProjectionSettings> projections() {
        return projections;
    }

    List<DataFile> files() {
        return files;
    }

    List<String> notes() {
        return notes;
    }

    /** Reads all edges that the circuit names. */
    void read() {
        JsonNode all = circuit.at("networks.edges");
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).path("enabled").asBoolean(true)) {
                continue;
            }
            String at = "networks.edges." + i;
            Optional<Path> file = circuit.path(at + ".edges_file", all.get(i).path("edges_file"), problems);
            JsonNode named = all.get(i).path("edge_types_file");
            Optional<Path> typesFile = named.isNull() || named.isMissingNode()
                    ? Optional.empty()
                    : circuit.path(at + ".edge_types_file", named, problems);
            try {
                Optional<SonataTypes> types = typesFile.map(path -> SonataTypes.read(path, "edge"));
                if (file.isPresent()) {
                    for (SonataTable table : SonataTable.edges(file.get())) {
                        add(file.get(), table, types.orElseGet(() -> new SonataTypes(Map.of())), typesFile);
                    }
                }
            } catch (WrongFileException e) {
                circuit.wrong(problems, at, String.valueOf(e.getMessage()), "a file of edges");
            }
        }
    }

    private void add(Path file, SonataTable table, SonataTypes types, Optional<Path> typesFile) {
        Optional<NodeParts> from = end(file, table, "source_node_id", 0);
        Optional<NodeParts> to = end(file, table, "target_node_id", 1);
        EdgeValues values = new EdgeValues(circuit, problems, file, table, types, typesFile, stepPs);
        values.check();
        if (from.isEmpty() || to.isEmpty() || !values.isRight()) {
            return;
        }
        if (nodes.virtual().containsKey(to.get().population())) {
            ImportProblem.at(
                    problems,
                    file,
                    table.name() + ", onto the virtual nodes of " + to.get().population(),
                    "onto neurons");
            return;
        }
        int[] sources = table.ids("source_node_id").orElseThrow();
        int[] targets = table.ids("target_node_id").orElseThrow();
        if (isOutside(file, table, "source_node_id", sources, from.get())
                || isOutside(file, table, "target_node_id", targets, to.get())) {
            return;
        }
        notes.addAll(values.notes());
        Map<Integer, List<Integer>> twinsOf = new HashMap<>();
        int[] repeated = twins.getOrDefault(from.get().population(), new int[0]);
        for (int i = 0; i < repeated.length; i++) {
            twinsOf.computeIfAbsent(repeated[i], node -> new ArrayList<>())
                    .add(from.get().size() + i);
        }
        int columns = to.get().groups().size();
        Edges[] parts = new Edges[from.get().groups().size() * columns];
        Arrays.setAll(parts, part -> new Edges());
        for (int edge = 0; edge < sources.length; edge++) {
            int part = from.get().groupOf()[sources[edge]] * columns + to.get().groupOf()[targets[edge]];
            int target = to.get().cellOf()[targets[edge]];
            double weight = values.weight(edge);
            double delay = values.delayMs(edge);
            parts[part].add(from.get().cellOf()[sources[edge]], target, weight, delay);
            for (int twin : twinsOf.getOrDefault(sources[edge], List.of())) {
                parts[part].add(twin, target, weight, delay);
            }
        }
        for (int part = 0; part < parts.length; part++) {
            if (parts[part].size() > 0) {
                add(
                        table.name(),
                        from.get().groups().get(part / columns),
                        from.get().size() + repeated.length,
                        to.get().groups().get(part % columns),
                        to.get().size(),
                        parts[part]);
            }
        }
    }

    private void add(String name, String from, int fromSize, String to, int toSize, Edges edges) {
        String plain = names.like(name);
        double[] weights = edges.weights();
        double[] delays = edges.delaysMs();
        boolean oneWeight = Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
        boolean oneDelay = Arrays.stream(delays).allMatch(delay -> delay == delays[0]);
        SonataEdgeFile content = new SonataEdgeFile(
                plain,
                0,
                from,
                fromSize,
                to,
                toSize,
                edges.sources(),
                edges.targets(),
                oneWeight ? new double[0] : weights,
                oneDelay ? new double[0] : delays);
        String file = plain + ".h5";
        files.add(new DataFile(file, content::writeTo));
        projections.add(new ProjectionSettings(
                Optional.of(plain),
                List.of(from),
                List.of(to),
                new ConnectSettings.ByFile(file),
                oneWeight
                        ? Optional.of(new Measured<>(new Law.Fixed(weights[0]), nodes.weightUnit(to)))
                        : Optional.empty(),
                oneDelay ? Optional.of(new Law.Fixed(delays[0])) : Optional.empty()));
    }

    /** The population at an end: as the file says, or as the name does, {@code external_to_internal}. */
    private Optional<NodeParts> end(Path file, SonataTable table, String ids, int place) {
        String[] words = table.name().split("_to_", -1);
        String population = table.populationOf(ids).orElse(words.length == 2 ? words[place] : "");
        Optional<NodeParts> parts = Optional.ofNullable(nodes.points().get(population))
                .or(() -> Optional.ofNullable(nodes.virtual().get(population)));
        if (parts.isEmpty()) {
            List<String> known = new ArrayList<>(nodes.points().keySet());
            known.addAll(nodes.virtual().keySet());
            ImportProblem.at(
                    problems,
                    file,
                    table.name() + ": " + ids + " of the population " + (population.isEmpty() ? "nothing" : population),
                    "in the attribute node_population: " + String.join(" | ", known));
        }
        return parts;
    }

    private boolean isOutside(Path file, SonataTable table, String what, int[] ids, NodeParts parts) {
        for (int edge = 0; edge < ids.length; edge++) {
            if (ids[edge] >= parts.size()) {
                ImportProblem.at(
                        problems,
                        file,
                        what + " " + ids[edge] + " of edge " + edge + " of " + table.name(),
                        "0 to " + (parts.size() - 1) + ", the nodes of " + parts.population());
                return true;
            }
        }
        return false;
    }
}
