package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.scenarios.format.Problems;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which nodes an input means: a name of the file of node sets, a population, or a condition. */
final class NodeSets {
    private static final int DEEPEST = 16;

    private final SonataConfig config;
    private final Problems problems;
    private final NodeImport nodes;
    private final Optional<JsonNode> named;

    NodeSets(SonataConfig config, Problems problems, NodeImport nodes) {
        this.config = config;
        this.problems = problems;
        this.nodes = nodes;
        this.named = file(config.simulation()).or(() -> file(config.circuit()));
    }

    private Optional<JsonNode> file(ConfigFile config) {
        JsonNode node = config.at("node_sets_file");
        return node.isTextual()
                ? config.path("node_sets_file", node, problems).flatMap(path -> ConfigFile.json(path, problems))
                : Optional.empty();
    }

    /** The nodes of each population that are meant, none reported; nothing where the set is wrong, which is reported. */
    Optional<Map<String, BitSet>> of(String at, JsonNode set) {
        return of(at, set, 0);
    }

    private Optional<Map<String, BitSet>> of(String at, JsonNode set, int depth) {
        if (depth > DEEPEST) {
            config.simulation().wrong(problems, at, "node sets that name one another", "sets of other sets");
            return Optional.empty();
        }
        if (set.isMissingNode() || set.isNull()) {
            return Optional.of(where(Map.of()));
        }
        if (set.isTextual()) {
            JsonNode found = named.map(sets -> sets.path(set.asText()))
                    .orElseGet(() -> config.simulation().at("node_sets." + set.asText()));
            if (!found.isMissingNode()) {
                return of(at, found, depth + 1);
            }
            if (set.asText().equals("all")) {
                return Optional.of(where(Map.of()));
            }
            if (nodes.points().containsKey(set.asText()) || nodes.virtual().containsKey(set.asText())) {
                return Optional.of(where(Map.of("population", set)));
            }
            config.simulation().wrong(problems, at, "the node set " + set.asText(), "one of the file of node sets");
            return Optional.empty();
        }
        if (set.isArray()) {
            Map<String, BitSet> union = new LinkedHashMap<>();
            for (JsonNode each : set) {
                Optional<Map<String, BitSet>> part = of(at, each, depth + 1);
                if (part.isEmpty()) {
                    return part;
                }
                part.get()
                        .forEach((population, ids) -> union.computeIfAbsent(population, any -> new BitSet())
                                .or(ids));
            }
            return Optional.of(union);
        }
        if (set.isObject()) {
            Map<String, JsonNode> conditions = new LinkedHashMap<>();
            set.properties().forEach(entry -> conditions.put(entry.getKey(), entry.getValue()));
            return Optional.of(where(conditions));
        }
        config.simulation().wrong(problems, at, set.toString(), "the name of a node set, or conditions");
        return Optional.empty();
    }

    private Map<String, BitSet> where(Map<String, JsonNode> conditions) {
        Map<String, BitSet> found = new LinkedHashMap<>();
        List<NodeParts> all = new ArrayList<>(nodes.points().values());
        all.addAll(nodes.virtual().values());
        for (NodeParts parts : all) {
            BitSet ids = new BitSet();
            for (int node = 0; node < parts.size(); node++) {
                if (fits(parts, node, conditions)) {
                    ids.set(node);
                }
            }
            if (!ids.isEmpty()) {
                found.put(parts.population(), ids);
            }
        }
        return found;
    }

    private boolean fits(NodeParts parts, int node, Map<String, JsonNode> conditions) {
        Map<String, String> type = nodes.types(parts.population()).getOrDefault(parts.types()[node], Map.of());
        return conditions.entrySet().stream().allMatch(condition -> switch (condition.getKey()) {
            case "population" -> isOne(condition.getValue(), parts.population());
            case "node_id" -> isOne(condition.getValue(), Integer.toString(node));
            case "node_type_id" -> isOne(condition.getValue(), Integer.toString(parts.types()[node]));
            default -> isOne(condition.getValue(), type.getOrDefault(condition.getKey(), ""));
        });
    }

    private static boolean isOne(JsonNode allowed, String value) {
        if (!allowed.isArray()) {
            return allowed.asText().equals(value);
        }
        for (JsonNode each : allowed) {
            if (each.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }
}
