package io.dopaflow.simulator.population.phased;

/**
 * In which order the synapses of a block stand in its arrays: line after line, so that the loops along a line have no
 * dependencies and the compiler makes vectors of them. A line holds the synapses of one presynaptic unit, a row, or, where
 * rows are short, those onto one postsynaptic unit, a column.
 *
 * @param rows number of presynaptic units
 * @param columns number of postsynaptic units
 * @param areColumns whether a line is a column
 */
record Lines(int rows, int columns, boolean areColumns) {
    /** Rows from which on nothing is gained by longer lines. */
    private static final int LONG = 24;

    /** The longer lines, but for rows that are long enough: what a silent unit did not send can be left out there. */
    static Lines of(int rows, int columns) {
        return new Lines(rows, columns, columns < LONG && columns < rows);
    }

    /** Synapses in the block. */
    int size() {
        return rows * columns;
    }

    /** Number of lines. */
    int count() {
        return areColumns ? columns : rows;
    }

    /** Synapses in a line. */
    int length() {
        return areColumns ? rows : columns;
    }

    /** Where a synapse stands. */
    int index(int row, int column) {
        return areColumns ? column * rows + row : row * columns + column;
    }

    /** The row of the synapse that stands there. */
    int row(int index) {
        return areColumns ? index % rows : index / columns;
    }
}
