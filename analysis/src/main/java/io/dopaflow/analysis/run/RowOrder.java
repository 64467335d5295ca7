package io.dopaflow.analysis.run;

/**
 * Whether rows came in the order of their file, and from which to which key they go: what comes in order need not be
 * sorted. Engines that compute cycle by cycle hand over most tables in order, actors do not.
 */
final class RowOrder {

    private final int[] key;
    private final long[] least;
    private final long[] greatest;
    private boolean empty = true;
    private boolean known = true;
    private boolean sorted = true;

    RowOrder(RunTable table) {
        key = table.key();
        least = new long[key.length];
        greatest = new long[key.length];
    }

    /** Looks at the next rows. */
    void add(Rows rows) {
        if (!(rows instanceof ColumnBatch batch)) {
            known = false;
            return;
        }
        for (int row = 0; row < batch.count(); row++) {
            if (empty) {
                set(least, batch, row);
                set(greatest, batch, row);
                empty = false;
            } else if (compare(batch, row, greatest) >= 0) {
                set(greatest, batch, row);
            } else {
                sorted = false;
                if (compare(batch, row, least) < 0) {
                    set(least, batch, row);
                }
            }
        }
    }

    /** Whether all rows came in order. */
    boolean isSorted() {
        return known && sorted;
    }

    /** Whether no row belongs before one of the others. */
    boolean follows(RowOrder others) {
        if (!known || !others.known) {
            return false;
        }
        if (empty || others.empty) {
            return true;
        }
        for (int i = 0; i < key.length; i++) {
            if (least[i] != others.greatest[i]) {
                return least[i] > others.greatest[i];
            }
        }
        return true;
    }

    private void set(long[] target, ColumnBatch batch, int row) {
        for (int i = 0; i < key.length; i++) {
            target[i] = batch.value(key[i], row);
        }
    }

    private int compare(ColumnBatch batch, int row, long[] other) {
        for (int i = 0; i < key.length; i++) {
            int order = Long.compare(batch.value(key[i], row), other[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
