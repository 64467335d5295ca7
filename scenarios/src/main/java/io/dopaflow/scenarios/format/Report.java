package io.dopaflow.scenarios.format;

import java.util.List;

/** Takes problems of a document by the path of their key and adds where it was written. */
public record Report(Node document, Problems problems) {

    /** Reports what is wrong at a path. */
    public void wrong(String path, String found, String allowed) {
        problems.add(place(path), path, found, allowed);
    }

    /** Whether something was reported at a path or below it. */
    public boolean isWrong(String path) {
        return problems.isWrong(path);
    }

    /** Where a path was written, or the nearest key above it. */
    public Place place(String path) {
        return place(List.of(path.split("\\.", -1)), document, document.place());
    }

    /** The place of the path below a node, or of the nearest key above it that was written. */
    private static Place place(List<String> path, Node node, Place place) {
        if (path.isEmpty()) {
            return place;
        }
        String step = path.get(0);
        List<String> further = path.subList(1, path.size());
        if (node instanceof Node.Mapping mapping) {
            return mapping.find(step)
                    .map(entry -> place(further, entry.value(), entry.place()))
                    .orElse(place);
        }
        if (node instanceof Node.Sequence sequence
                && Integer.parseInt(step) < sequence.items().size()) {
            Node item = sequence.items().get(Integer.parseInt(step));
            return place(further, item, item.place());
        }
        return place;
    }
}
