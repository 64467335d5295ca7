package io.dopaflow.simulator.cluster;

import java.util.Arrays;

/**
 * Records of one kind that a part of a network has made. Times and entities are told as differences to the row before, which are small
 * numbers and hence few bytes; before the first row both are 0.
 *
 * @param timeStepsPs how much later than the row before, in ps; may be negative, but the times of one entity ascend
 * @param entitySteps cell, neuron and variable, synapse or modulator
 * @param values of all records, each with the same number of them
 */
record Rows(long[] timeStepsPs, long[] entitySteps, double[] values) {

    int count() {
        return timeStepsPs.length;
    }

    /** Takes a row. */
    @FunctionalInterface
    interface Taker {
        /** Values that the kind of row does not have are 0. */
        void take(long timePs, long entity, double value, double other);
    }

    /** Collects rows. Not safe for use by several threads. */
    static final class Buffer {
        private final int width;
        private long[] timesPs = new long[64];
        private long[] entities = new long[64];
        private double[] values;
        private int count;

        /** Without rows, of which each will have so many values, at most 2. */
        Buffer(int width) {
            this.width = width;
            this.values = new double[64 * width];
        }

        int count() {
            return count;
        }

        long timePs(int row) {
            return timesPs[row];
        }

        long entity(int row) {
            return entities[row];
        }

        private double value(int row, int which) {
            return which < width ? values[row * width + which] : 0;
        }

        void add(long timePs, long entity, double value, double other) {
            if (count == timesPs.length) {
                timesPs = Arrays.copyOf(timesPs, 2 * count);
                entities = Arrays.copyOf(entities, 2 * count);
                values = Arrays.copyOf(values, 2 * count * width);
            }
            set(count, timePs, entity, value, other);
            count++;
        }

        private void set(int row, long timePs, long entity, double value, double other) {
            timesPs[row] = timePs;
            entities[row] = entity;
            if (width > 0) {
                values[row * width] = value;
            }
            if (width > 1) {
                values[row * width + 1] = other;
            }
        }

        void addAll(Rows rows) {
            long timePs = 0;
            long entity = 0;
            for (int i = 0; i < rows.count(); i++) {
                timePs += rows.timeStepsPs[i];
                entity += rows.entitySteps[i];
                add(timePs, entity, width > 0 ? rows.values[i * width] : 0, width > 1 ? rows.values[i * width + 1] : 0);
            }
        }

        /** Gives all rows away. */
        Rows take() {
            Rows taken = new Rows(steps(timesPs, count), steps(entities, count), Arrays.copyOf(values, count * width));
            count = 0;
            return taken;
        }

        private static long[] steps(long[] numbers, int count) {
            long[] steps = Arrays.copyOf(numbers, count);
            for (int i = count - 1; i > 0; i--) {
                steps[i] -= steps[i - 1];
            }
            return steps;
        }

        /** Gives those up to a time away, in their order, and keeps the others. */
        void takeUpTo(long untilPs, Taker taker) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (timesPs[i] <= untilPs) {
                    taker.take(timesPs[i], entities[i], value(i, 0), value(i, 1));
                } else {
                    set(kept++, timesPs[i], entities[i], value(i, 0), value(i, 1));
                }
            }
            count = kept;
        }
    }
}
