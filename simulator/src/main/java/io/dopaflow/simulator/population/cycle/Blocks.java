package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.simulator.population.Team;
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
    private final int[] firstOfPart;

    /** The blocks of a level, in parts of about as many slots where there are enough. */
    Blocks(Layout.Level level, Synapses synapses, int slotsOfPart) {
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
        firstOfPart = parts(blocks, Math.max(slotsOfPart, level.slots() / (Team.MOST_PARTS / 2)));
    }

    private static int[] parts(Block[] blocks, int slotsOfPart) {
        int[] first = new int[blocks.length + 1];
        int parts = 0;
        long slots = 0;
        for (int i = 0; i < blocks.length; i++) {
            slots += blocks[i].count();
            if (slots >= slotsOfPart || i == blocks.length - 1) {
                first[++parts] = i + 1;
                slots = 0;
            }
        }
        return Arrays.copyOf(first, parts + 1);
    }

    /** How many parts there are. */
    int parts() {
        return firstOfPart.length - 1;
    }

    @Override
    public void part(int part, int worker) {
        for (int i = firstOfPart[part]; i < firstOfPart[part + 1]; i++) {
            sums[i] = synapses.cycle(blocks[i], worker);
        }
    }

    /** Computes all blocks on one thread. */
    void all() {
        for (int i = 0; i < blocks.length; i++) {
            sums[i] = synapses.cycle(blocks[i], 0);
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
