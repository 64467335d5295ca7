package io.dopaflow.simulator.population;

import io.dopaflow.models.numerics.FixedOrderSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a level, cut into the blocks of their sums. Blocks are computed by any thread and in any order; each has a
 * place for its sum, and these are added in a fixed order.
 */
final class Blocks implements Team.Work {

    /**
     * A block.
     *
     * @param row that it is cut from
     * @param position of its first slot in the row
     * @param count slots, a multiple of {@link FixedOrderSum#LANES}
     */
    record Block(Layout.Row row, int position, int count) {}

    private final Synapses synapses;
    private final Block[] blocks;
    private final double[] sums;
    private final int[] firstOfRow;
    private final int[] firstOfWorker;

    /** The blocks of a level, dealt out to as many workers. */
    Blocks(Layout.Level level, Synapses synapses, int workers) {
        this.synapses = synapses;
        List<Block> cut = new ArrayList<>();
        firstOfRow = new int[level.rows().size() + 1];
        for (int i = 0; i < level.rows().size(); i++) {
            Layout.Row row = level.rows().get(i);
            for (int position = 0; position < row.padded(); position += FixedOrderSum.BLOCK) {
                cut.add(new Block(row, position, Math.min(FixedOrderSum.BLOCK, row.padded() - position)));
            }
            firstOfRow[i + 1] = cut.size();
        }
        blocks = cut.toArray(Block[]::new);
        sums = new double[blocks.length];
        firstOfWorker = deal(blocks, level.slots(), workers);
    }

    /** To each worker neighbouring blocks with about as many slots, in every cycle the same, which its cache then has. */
    private static int[] deal(Block[] blocks, long slots, int workers) {
        int[] first = new int[workers + 1];
        Arrays.fill(first, 1, workers + 1, blocks.length);
        long before = 0;
        int worker = 1;
        for (int i = 0; i < blocks.length; i++) {
            while (worker < workers && before + blocks[i].count() / 2 >= slots * worker / workers) {
                first[worker++] = i;
            }
            before += blocks[i].count();
        }
        return first;
    }

    /** Computes the blocks of a worker. */
    @Override
    public void part(int worker) {
        for (int i = firstOfWorker[worker]; i < firstOfWorker[worker + 1]; i++) {
            sums[i] = synapses.cycle(blocks[i], worker);
        }
    }

    /** The sum over the row of the given number in the level. */
    double sum(int row) {
        double sum = 0.0;
        for (int i = firstOfRow[row]; i < firstOfRow[row + 1]; i++) {
            sum += sums[i];
        }
        return sum;
    }
}
