package io.dopaflow.simulator.population.phased;

import java.util.stream.IntStream;

/** The presynaptic units of a block, by row. */
final class Senders {
    private final int[] units;
    private final boolean areConsecutive;

    Senders(int[] units) {
        this.units = units;
        this.areConsecutive = IntStream.range(0, units.length).allMatch(row -> units[row] == units[0] + row);
    }

    int count() {
        return units.length;
    }

    int unit(int row) {
        return units[row];
    }

    /**
     * Reads what they sent.
     *
     * @param sent by unit
     * @param into by row
     */
    void read(double[] sent, double[] into) {
        if (areConsecutive) {
            System.arraycopy(sent, units[0], into, 0, units.length);
            return;
        }
        for (int row = 0; row < units.length; row++) {
            into[row] = sent[units[row]];
        }
    }
}
