package io.dopaflow.scenarios.format;

/**
 * One thing that is wrong with an input: where, what was found, and what is allowed instead.
 *
 * @param place where it was written
 * @param key the path of the key, as {@code --set} would name it ({@code network.hidden.0.size}); empty when the
 *     problem belongs to no key, such as an error of syntax
 * @param found what stands there
 * @param allowed what may stand there
 */
public record Problem(Place place, String key, String found, String allowed) {

    /** The file as the user named it, or the override. */
    public String file() {
        return place.source();
    }

    /** The line, from 1; 0 for an override. */
    public int line() {
        return place.line();
    }

    /** The column, from 1; 0 for an override. */
    public int column() {
        return place.column();
    }

    /** {@code iris.yaml:12: learning.cycles: found -3; allowed: a whole number from 1 to 1000000000}. */
    @Override
    public String toString() {
        return place + ": " + (key.isEmpty() ? "" : key + ": ") + "found " + found + "; allowed: " + allowed;
    }
}
