package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.hdf5.Hdf5Dataset;
import io.dopaflow.analysis.hdf5.Hdf5Group;
import io.dopaflow.analysis.hdf5.Hdf5Type;
import java.util.List;

/**
 * Where the edges of each node stand in a file: for each node a range of ranges, and these of edges that follow one another.
 *
 * @param firstRange of each node, and behind the last one how many there are
 * @param from the first edge of each range
 * @param to behind the last edge of each range
 */
record EdgeIndex(int[] firstRange, int[] from, int[] to) {

    /** The index of edges by their sources, or by their targets. */
    static EdgeIndex of(int[] nodes, int size) {
        int[] firstRange = new int[size + 1];
        for (int edge = 0; edge < nodes.length; edge++) {
            if (begins(nodes, edge)) {
                firstRange[nodes[edge] + 1]++;
            }
        }
        for (int node = 0; node < size; node++) {
            firstRange[node + 1] += firstRange[node];
        }
        int[] next = firstRange.clone();
        int[] from = new int[firstRange[size]];
        int[] to = new int[from.length];
        for (int edge = 0; edge < nodes.length; edge++) {
            int range = begins(nodes, edge) ? next[nodes[edge]]++ : next[nodes[edge]] - 1;
            if (begins(nodes, edge)) {
                from[range] = edge;
            }
            to[range] = edge + 1;
        }
        return new EdgeIndex(firstRange, from, to);
    }

    private static boolean begins(int[] nodes, int edge) {
        return edge == 0 || nodes[edge] != nodes[edge - 1];
    }

    /**
     * Adds it to the indices of a population. The developer guide and the tools that follow it call the first dataset {@code
     * node_id_to_ranges}, BMTK and published files {@code node_id_to_range}: it has both names.
     */
    void addTo(Hdf5Group group) {
        int size = firstRange.length - 1;
        Hdf5Dataset ranges = group.dataset("node_id_to_ranges", Hdf5Type.UINT64, List.of((long) size, 2L), out -> {
            for (int node = 0; node < size; node++) {
                out.put((long) firstRange[node]);
                out.put((long) firstRange[node + 1]);
            }
        });
        group.link("node_id_to_range", ranges);
        group.dataset("range_to_edge_id", Hdf5Type.UINT64, List.of((long) from.length, 2L), out -> {
            for (int range = 0; range < from.length; range++) {
                out.put((long) from[range]);
                out.put((long) to[range]);
            }
        });
    }
}
