package io.dopaflow.analysis.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Batches to be filled again. There are never more of them than the queue, the buffers and the writer thread hold at one
 * time, which bounds the memory.
 */
final class BatchPool {

    private final Map<RunTable, ConcurrentLinkedQueue<ColumnBatch>> free = new EnumMap<>(RunTable.class);

    BatchPool() {
        for (RunTable table : RunTable.values()) {
            free.put(table, new ConcurrentLinkedQueue<>());
        }
    }

    ColumnBatch take(RunTable table) {
        ColumnBatch batch = queue(table).poll();
        return batch == null ? new ColumnBatch(table) : batch;
    }

    /** Takes back a batch whose rows were appended; rows of other kinds are left to the garbage collector. */
    void giveBack(Rows rows) {
        if (rows instanceof ColumnBatch batch) {
            batch.clear();
            queue(batch.table()).add(batch);
        }
    }

    private ConcurrentLinkedQueue<ColumnBatch> queue(RunTable table) {
        return free.computeIfAbsent(table, ignored -> new ConcurrentLinkedQueue<>());
    }
}
