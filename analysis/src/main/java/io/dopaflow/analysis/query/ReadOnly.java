package io.dopaflow.analysis.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides from the syntax tree of a statement whether it only reads the views. DuckDB itself is closed to files as well; this
 * says so in plain words, and also refuses what would be harmless.
 */
final class ReadOnly {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest", "repeat");
    private static final Set<String> NO_FUNCTIONS = Set.of("getenv", "current_setting", "getvariable", "nextval");

    private final Set<String> views;

    ReadOnly(Set<String> views) {
        this.views = views;
    }

    /**
     * Does nothing if the statement is one that only reads the views.
     *
     * @param tree as DuckDB's {@code json_serialize_sql} gives it
     * @throws QueryException if it is not
     */
    void require(String tree) {
        JsonNode root;
        try {
            root = MAPPER.readTree(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB gave a syntax tree that is no JSON", e);
        }
        if (root.path("error").asBoolean()) {
            boolean isSyntax = root.path("error_type").asText().equals("parser");
            throw new QueryException(
                    isSyntax
                            ? "found " + root.path("error_message").asText() + "; allowed: one SELECT over the views"
                            : "found another statement; allowed: one SELECT over the views");
        }
        int statements = root.path("statements").size();
        if (statements != 1) {
            throw new QueryException("found " + statements + " statements; allowed: one SELECT over the views");
        }
        Set<String> names = new HashSet<>(views);
        addCommonTables(root, names);
        problem(root, names).ifPresent(found -> {
            throw new QueryException("found " + found + "; allowed: the views " + String.join(", ", sorted()));
        });
    }

    private Iterable<String> sorted() {
        return views.stream().sorted().toList();
    }

    /** The names that WITH gives. */
    private static void addCommonTables(JsonNode node, Set<String> names) {
        node.path("cte_map")
                .path("map")
                .forEach(entry -> names.add(entry.path("key").asText().toLowerCase(Locale.ROOT)));
        node.forEach(child -> addCommonTables(child, names));
    }

    private static Optional<String> problem(JsonNode node, Set<String> names) {
        String type = node.path("type").asText();
        if (type.equals("BASE_TABLE")) {
            String name = node.path("table_name").asText();
            boolean qualified = !node.path("schema_name").asText().isEmpty()
                    || !node.path("catalog_name").asText().isEmpty();
            if (qualified || !names.contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of("the table " + name);
            }
        }
        if (type.equals("SHOW_REF") && !node.path("table_name").asText().isEmpty()) {
            return Optional.of("SHOW " + node.path("table_name").asText());
        }
        String function = node.path("function_name").asText().toLowerCase(Locale.ROOT);
        if (NO_FUNCTIONS.contains(function)) {
            return Optional.of("the function " + function);
        }
        if (type.equals("TABLE_FUNCTION")) {
            String table = node.path("function").path("function_name").asText().toLowerCase(Locale.ROOT);
            if (!TABLE_FUNCTIONS.contains(table)) {
                return Optional.of("the function " + table);
            }
        }
        for (JsonNode child : node) {
            Optional<String> deeper = problem(child, names);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }
}
