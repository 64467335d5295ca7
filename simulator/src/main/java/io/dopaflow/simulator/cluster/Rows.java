package io.dopaflow.simulator.cluster;

import java.util.Arrays;

/**
 * Records of one kind that a part of a network has made.
 *
 * @param timesPs when, in ps; those of one entity ascend
 * @param entities cell, neuron and variable, synapse or modulator
 * @param values of all records, each with the same number of them
 */
record Rows(long[] timesPs, long[] entities, double[] values) {

    int count() {
        return timesPs.length;
    }

    /** Collects rows. Not safe for use by several threads. */
    static final class Buffer {
        private final int width;
        private long[] timesPs = new long[64];
        private long[] entities = new long[64];
        private double[] values;
        private int count;

        /** Without rows, of which each will have so many values. */
        Buffer(int width) {
            this.width = width;
            this.values = new double[64 * width];
        }

        int count() {
            return count;
        }

        void add(long timePs, long entity, double value, double other) {
            if (count == timesPs.length) {
                timesPs = Arrays.copyOf(timesPs, 2 * count);
                entities = Arrays.copyOf(entities, 2 * count);
                values = Arrays.copyOf(values, 2 * count * width);
            }
            timesPs[count] = timePs;
            entities[count] = entity;
            if (width > 0) {
                values[count * width] = value;
            }
            if (width > 1) {
                values[count * width + 1] = other;
            }
            count++;
        }

        void addAll(Rows rows) {
            for (int i = 0; i < rows.count(); i++) {
                add(
                        rows.timesPs[i],
                        rows.entities[i],
                        width > 0 ? rows.values[i * width] : 0,
                        width > 1 ? rows.values[i * width + 1] : 0);
            }
        }

        /** Gives all rows away. */
        Rows take() {
            Rows taken = new Rows(
                    Arrays.copyOf(timesPs, count),
                    Arrays.copyOf(entities, count),
                    Arrays.copyOf(values, count * width));
            count = 0;
            return taken;
        }

        /** Gives those up to a time away, in their order. */
        Rows takeUpTo(long untilPs) {
            Buffer taken = new Buffer(width);
            Buffer left = new Buffer(width);
            for (int i = 0; i < count; i++) {
                (timesPs[i] <= untilPs ? taken : left)
                        .add(
                                timesPs[i],
                                entities[i],
                                width > 0 ? values[i * width] : 0,
                                width > 1 ? values[i * width + 1] : 0);
            }
            timesPs = left.timesPs;
            entities = left.entities;
            values = left.values;
            count = left.count;
            return taken.take();
        }
    }
}
