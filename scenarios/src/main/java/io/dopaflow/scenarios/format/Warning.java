package io.dopaflow.scenarios.format;

/**
 * Something in an input that is allowed but most likely not meant.
 *
 * @param place where it was written
 * @param key the path of the key, as {@code --set} would name it
 * @param text what it is, in words
 */
public record Warning(Place place, String key, String text) {

    /** {@code net.yaml:12: projections.0: makes no synapse}. */
    @Override
    public String toString() {
        return place + ": " + key + ": " + text;
    }
}
