package io.dopaflow.analysis.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Counts over the synapses of a network, made where the table is. */
public final class SynapseTallies {
    private final RunDatabase database;

    SynapseTallies(RunDatabase database) {
        this.database = database;
    }

    /**
     * The synapses of a projection.
     *
     * @param name of it
     * @param synapses how many
     * @param leastWeight of them
     * @param mostWeight of them
     * @param firstPre the first cell that they come from
     * @param lastPre the last one
     * @param firstPost the first cell that they end at
     * @param lastPost the last one
     */
    public record Projection(
            String name,
            long synapses,
            double leastWeight,
            double mostWeight,
            int firstPre,
            int lastPre,
            int firstPost,
            int lastPost) {}

    /** All projections between cells of the network, in order of their synapses. */
    public List<Projection> projections() {
        List<Projection> rows = new ArrayList<>();
        database.query(
                Set.of(SpikingTable.SYNAPSES),
                "SELECT projection, count(*), min(weight), max(weight), min(pre), max(pre), min(post), max(post)"
                        + " FROM synapses WHERE pre IS NOT NULL GROUP BY 1 ORDER BY min(synapse)",
                List.of(),
                row -> rows.add(new Projection(
                        row.getString(1),
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getInt(8))));
        return rows;
    }

    /** The weights of a projection in equal bins between its least and its most, which is in the last. */
    public double[] histogram(Projection of, int bins) {
        double[] counts = new double[bins];
        double width = (of.mostWeight - of.leastWeight) / bins;
        database.query(
                Set.of(SpikingTable.SYNAPSES),
                "SELECT least(CAST(floor((weight - ?) / ?) AS INTEGER), ?), count(*) FROM synapses"
                        + " WHERE projection = ? AND pre IS NOT NULL GROUP BY 1",
                List.of(of.leastWeight, width, bins - 1, of.name),
                row -> counts[row.getInt(1)] += row.getLong(2));
        return counts;
    }

    /**
     * The sum of the weights between cells, in so many of these in a row and a column.
     *
     * @param each cells of a row, and of a column
     * @return by row and column; NaN where there is no synapse
     */
    public double[][] matrix(Projection of, int each) {
        int rows = (of.lastPre - of.firstPre) / each + 1;
        int columns = (of.lastPost - of.firstPost) / each + 1;
        double[][] sums = new double[rows][columns];
        for (double[] row : sums) {
            Arrays.fill(row, Double.NaN);
        }
        database.query(
                Set.of(SpikingTable.SYNAPSES),
                "SELECT (pre - ?) // ?, (post - ?) // ?, sum(weight) FROM synapses WHERE projection = ? AND pre IS NOT NULL"
                        + " GROUP BY 1, 2",
                List.of(of.firstPre, each, of.firstPost, each, of.name),
                row -> sums[row.getInt(1)][row.getInt(2)] = row.getDouble(3));
        return sums;
    }
}
