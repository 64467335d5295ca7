package io.dopaflow.analysis.hdf5;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A group or dataset of a file that is to be written. */
public abstract sealed class Hdf5Node permits Hdf5Group, Hdf5Dataset {
    private final Map<String, Hdf5Value> attributes = new LinkedHashMap<>();

    Hdf5Node() {}

    /** Says something of it. */
    public void attribute(String name, Hdf5Value value) {
        attributes.put(name, value);
    }

    Map<String, Hdf5Value> attributes() {
        return Collections.unmodifiableMap(attributes);
    }
}
