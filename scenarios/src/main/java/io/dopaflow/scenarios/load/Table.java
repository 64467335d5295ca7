package io.dopaflow.scenarios.load;

import java.util.List;

/**
 * Rows and columns of text, all rows as long as the header.
 *
 * @param name of the data set
 * @param columns names of the columns, at least two and no two alike
 * @param rows the cells
 * @param cells reports what is wrong with a cell
 */
record Table(String name, List<String> columns, List<List<String>> rows, CellReport cells) {

    /** Reports a cell by the numbers of its row and column, from 0. */
    interface CellReport {
        void wrong(int row, int column, String found, String allowed);
    }
}
