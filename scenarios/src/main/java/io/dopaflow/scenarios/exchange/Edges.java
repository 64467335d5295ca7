package io.dopaflow.scenarios.exchange;

import java.util.Arrays;

/** Edges one after the other, in memory that grows. */
final class Edges {
    private static final int FIRST = 64;

    private int size;
    private int[] sources = new int[FIRST];
    private int[] targets = new int[FIRST];
    private double[] weights = new double[FIRST];
    private double[] delaysMs = new double[FIRST];

    void add(int source, int target, double weight, double delayMs) {
        if (size == sources.length) {
            int larger = size + (size >> 1);
            sources = Arrays.copyOf(sources, larger);
            targets = Arrays.copyOf(targets, larger);
            weights = Arrays.copyOf(weights, larger);
            delaysMs = Arrays.copyOf(delaysMs, larger);
        }
        sources[size] = source;
        targets[size] = target;
        weights[size] = weight;
        delaysMs[size++] = delayMs;
    }

    int size() {
        return size;
    }

    int[] sources() {
        return Arrays.copyOf(sources, size);
    }

    int[] targets() {
        return Arrays.copyOf(targets, size);
    }

    double[] weights() {
        return Arrays.copyOf(weights, size);
    }

    double[] delaysMs() {
        return Arrays.copyOf(delaysMs, size);
    }
}
