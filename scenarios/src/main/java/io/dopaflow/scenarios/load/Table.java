package io.dopaflow.scenarios.load;

import java.util.List;

/**
 * Rows and columns of text, all rows as long as the header.
 *
 * @param name of the data set
 * @param columns names of the columns as the eye sees them, at least two; some may be empty or alike
 * @param rows the cells, without blanks around them
 * @param cells reports what is wrong with a cell
 */
record Table(String name, List<String> columns, List<List<String>> rows, CellReport cells) {

    /** The row of the names of the columns. */
    static final int HEADER = -1;

    /** Reports a cell by the numbers of its row and column, from 0. */
    interface CellReport {
        void wrong(int row, int column, String found, String allowed);
    }

    /** The cells of a column, from the first row on. */
    List<String> column(int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }
}
