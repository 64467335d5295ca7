package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.hdf5.Hdf5Group;
import io.dopaflow.analysis.hdf5.Hdf5Writer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Nodes of one population, of one type, as a file of SONATA has them.
 *
 * @param population its name
 * @param size how many nodes
 * @param type the id of their type
 * @param parameters values of each node, by the names of parameters of its model
 */
public record SonataNodeFile(String population, int size, int type, Map<String, double[]> parameters) {
    /** Copies the map. */
    public SonataNodeFile {
        parameters = Map.copyOf(parameters);
    }

    /** Writes it. */
    public void writeTo(OutputStream out) throws IOException {
        Hdf5Group root = SonataFormat.root();
        Hdf5Group group = root.group("nodes").group(population);
        SonataFormat.all(group, "node_type_id", size, type);
        SonataFormat.count(group, "node_id", size);
        SonataFormat.all(group, "node_group_id", size, 0);
        SonataFormat.count(group, "node_group_index", size);
        Hdf5Group own = group.group("0");
        if (!parameters.isEmpty()) {
            Hdf5Group values = own.group("dynamics_params");
            parameters.keySet().stream()
                    .sorted()
                    .forEach(name -> SonataFormat.reals(values, name, parameters.getOrDefault(name, new double[0])));
        }
        Hdf5Writer.write(root, out);
    }
}
