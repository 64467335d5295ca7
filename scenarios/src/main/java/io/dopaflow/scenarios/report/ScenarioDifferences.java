package io.dopaflow.scenarios.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** In which keys resolved scenarios differ. */
final class ScenarioDifferences {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String NONE = "\u2013";

    private ScenarioDifferences() {}

    /** A row for each key with a difference: its path, and what each scenario has there. */
    static List<List<String>> rows(List<String> scenarios) {
        List<Map<String, String>> flat =
                scenarios.stream().map(ScenarioDifferences::flat).toList();
        Set<String> paths = new LinkedHashSet<>();
        flat.forEach(values -> paths.addAll(values.keySet()));
        List<List<String>> rows = new ArrayList<>();
        for (String path : paths) {
            List<String> values =
                    flat.stream().map(each -> each.getOrDefault(path, NONE)).toList();
            if (values.stream().distinct().count() > 1) {
                List<String> row = new ArrayList<>(List.of(path));
                row.addAll(values);
                rows.add(row);
            }
        }
        return rows;
    }

    private static Map<String, String> flat(String scenario) {
        Map<String, String> values = new TreeMap<>();
        try {
            add("", YAML.readTree(scenario), values);
        } catch (JsonProcessingException e) {
            values.put("scenario", "cannot be read");
        }
        return values;
    }

    private static void add(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> add(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), values));
        } else if (node.isArray() && node.size() > 0 && node.get(0).isContainerNode()) {
            for (int i = 0; i < node.size(); i++) {
                add(path + "[" + i + "]", node.get(i), values);
            }
        } else {
            values.put(
                    path,
                    node.isArray() ? node.toString() : node.asText().strip().replace('\n', ' '));
        }
    }
}
