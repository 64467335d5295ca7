package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Place;
import java.util.Optional;

/** Where the value of a path was written. */
interface Places {

    /** The place of the path, or of the nearest key above it that was written. */
    Place of(String path);

    /** The places of a document. */
    static Places in(Node document) {
        return path -> {
            Place place = document.place();
            Optional<Node> node = Optional.of(document);
            for (String step : path.split("\\.", -1)) {
                if (node.orElseThrow() instanceof Node.Mapping mapping) {
                    Optional<Node.Entry> entry = mapping.find(step);
                    place = entry.map(Node.Entry::place).orElse(place);
                    node = entry.map(Node.Entry::value);
                } else if (node.orElseThrow() instanceof Node.Sequence sequence) {
                    int index = Integer.parseInt(step);
                    node = index < sequence.items().size()
                            ? Optional.of(sequence.items().get(index))
                            : Optional.empty();
                    place = node.map(Node::place).orElse(place);
                } else {
                    node = Optional.empty();
                }
                if (node.isEmpty()) {
                    break;
                }
            }
            return place;
        };
    }
}
