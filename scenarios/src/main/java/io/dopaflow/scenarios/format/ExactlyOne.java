package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says that exactly one of some keys is to be written. An override of the command line takes the place of the other
 * keys in the file.
 *
 * @param keys the names of the keys
 * @param example what may be written to begin with
 */
record ExactlyOne(List<String> keys, String example) {

    Node.Mapping overridden(Node.Mapping mapping) {
        List<Node.Entry> written = written(mapping);
        List<Node.Entry> overrides =
                written.stream().filter(entry -> entry.place().isOverride()).toList();
        Node.Mapping left = mapping;
        if (overrides.size() == 1) {
            for (Node.Entry entry : written) {
                left = entry.place().isOverride() ? left : left.without(entry.key());
            }
        }
        return left;
    }

    /** The mapping without these keys, if there are several of them. */
    Node.Mapping single(Node.Mapping mapping) {
        List<Node.Entry> written = written(mapping);
        Node.Mapping left = mapping;
        for (Node.Entry entry : written.size() > 1 ? written : List.<Node.Entry>of()) {
            left = left.without(entry.key());
        }
        return left;
    }

    void check(Node.Mapping mapping, Set<String> misspelt, Reading reading) {
        List<Node.Entry> written = written(mapping);
        String allowed = "exactly one of " + String.join(", ", keys);
        if (written.isEmpty() && keys.stream().anyMatch(misspelt::contains)) {
            return;
        }
        if (written.isEmpty()) {
            reading.wrong(mapping.place(), "none of " + String.join(", ", keys), allowed + ", such as " + example);
        } else if (written.size() > 1) {
            String found = written.stream().map(Node.Entry::key).collect(Collectors.joining(" and "));
            reading.wrong(written.get(1).place(), found, allowed);
        }
    }

    ArrayNode jsonSchema() {
        ArrayNode alternatives = JsonNodeFactory.instance.arrayNode();
        for (String key : keys) {
            ObjectNode alternative = JsonNodeFactory.instance.objectNode();
            alternative.putArray("required").add(key);
            alternatives.add(alternative);
        }
        return alternatives;
    }

    private List<Node.Entry> written(Node.Mapping mapping) {
        return mapping.entries().stream()
                .filter(entry -> keys.contains(entry.key()))
                .toList();
    }
}
