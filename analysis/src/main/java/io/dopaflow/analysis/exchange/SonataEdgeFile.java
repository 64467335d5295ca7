package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.hdf5.Hdf5Group;
import io.dopaflow.analysis.hdf5.Hdf5Value;
import io.dopaflow.analysis.hdf5.Hdf5Writer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Edges of one population, of one type, as a file of SONATA has them.
 *
 * @param population its name
 * @param type the id of its type
 * @param source the population of the sources
 * @param sourceNodes how many nodes that has
 * @param target the population of the targets
 * @param targetNodes how many nodes that has
 * @param sources of each edge
 * @param targets of each edge
 * @param weights of each edge, in the unit of the target's model; empty where they are all the same
 * @param delaysMs of each edge in ms; empty where they are all the same
 */
public record SonataEdgeFile(
        String population,
        int type,
        String source,
        int sourceNodes,
        String target,
        int targetNodes,
        int[] sources,
        int[] targets,
        double[] weights,
        double[] delaysMs) {

    /** Writes it, with indices of sources and of targets. */
    public void writeTo(OutputStream out) throws IOException {
        Hdf5Group root = SonataFormat.root();
        Hdf5Group group = root.group("edges").group(population);
        SonataFormat.ids(group, "source_node_id", sources).attribute("node_population", Hdf5Value.of(source));
        SonataFormat.ids(group, "target_node_id", targets).attribute("node_population", Hdf5Value.of(target));
        SonataFormat.all(group, "edge_type_id", sources.length, type);
        SonataFormat.all(group, "edge_group_id", sources.length, 0);
        SonataFormat.count(group, "edge_group_index", sources.length);
        Hdf5Group own = group.group("0");
        if (weights.length > 0) {
            SonataFormat.reals(own, "syn_weight", weights);
        }
        if (delaysMs.length > 0) {
            SonataFormat.reals(own, "delay", delaysMs);
        }
        Hdf5Group indices = group.group("indices");
        EdgeIndex.of(sources, sourceNodes).addTo(indices.group("source_to_target"));
        EdgeIndex.of(targets, targetNodes).addTo(indices.group("target_to_source"));
        Hdf5Writer.write(root, out);
    }
}
