package io.dopaflow.scenarios.format;

/**
 * Where in a document a value is being read.
 *
 * @param path the path of its key, such as {@code network.hidden.0.size}; empty at the top
 * @param problems takes what is wrong
 */
public record Reading(String path, Problems problems) {

    /** The reading of something inside: of a key, or of the number of an item. */
    public Reading at(String step) {
        return new Reading(path.isEmpty() ? step : path + "." + step, problems);
    }

    /** Reports that a value is not what is allowed. */
    public void wrong(Node node, String allowed) {
        wrong(node.place(), node.shown(), allowed);
    }

    /** Reports a problem at this path. */
    public void wrong(Place place, String found, String allowed) {
        problems.add(place, path, found, allowed);
    }
}
