package io.dopaflow.analysis.hdf5;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group of a file that is to be written; the root of a file is one. */
public final class Hdf5Group extends Hdf5Node {
    private final Map<String, Hdf5Node> children = new LinkedHashMap<>();

    /** An empty root. */
    public Hdf5Group() {
        // Children and attributes come later.
    }

    /** Another group in it; the one of that name, if there is one. */
    public Hdf5Group group(String name) {
        if (children.get(name) instanceof Hdf5Group known) {
            return known;
        }
        return add(name, new Hdf5Group());
    }

    /**
     * A dataset in it.
     *
     * @param dimensions none for one element
     * @param content writes as many elements as these say
     */
    public Hdf5Dataset dataset(String name, Hdf5Type type, List<Long> dimensions, Hdf5Dataset.Content content) {
        return add(name, new Hdf5Dataset(type, dimensions, content, List.of()));
    }

    /** A dataset of one text. */
    public Hdf5Dataset dataset(String name, String text) {
        return add(name, new Hdf5Dataset(Hdf5Type.TEXT, List.of(), to -> {}, List.of(text)));
    }

    /** A dataset of texts. */
    public Hdf5Dataset dataset(String name, List<String> texts) {
        return add(name, new Hdf5Dataset(Hdf5Type.TEXT, List.of((long) texts.size()), to -> {}, texts));
    }

    /** Gives something in this file a second name, here. */
    public void link(String name, Hdf5Node node) {
        add(name, node);
    }

    private <N extends Hdf5Node> N add(String name, N child) {
        if (name.isEmpty() || name.equals(".") || name.indexOf('/') >= 0 || children.containsKey(name)) {
            throw new IllegalArgumentException("the name " + name + "; allowed in a group: a new one without /");
        }
        children.put(name, child);
        return child;
    }

    Map<String, Hdf5Node> children() {
        return Collections.unmodifiableMap(children);
    }
}
