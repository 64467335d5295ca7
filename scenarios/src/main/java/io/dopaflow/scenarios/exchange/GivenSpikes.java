package io.dopaflow.scenarios.exchange;

import io.dopaflow.analysis.exchange.SonataSpikeFile;
import io.dopaflow.analysis.exchange.SpikeOrder;
import java.io.IOException;
import java.util.Arrays;

/** Spikes of virtual nodes in memory that grows. */
final class GivenSpikes {
    private static final int FIRST = 64;

    /** How many spikes of inputs are written. */
    static final int MOST = 50_000_000;

    private int size;
    private long[] timesPs = new long[FIRST];
    private int[] nodes = new int[FIRST];

    void add(long timePs, int node) {
        if (size == timesPs.length) {
            int larger = size + (size >> 1);
            timesPs = Arrays.copyOf(timesPs, larger);
            nodes = Arrays.copyOf(nodes, larger);
        }
        timesPs[size] = timePs;
        nodes[size++] = node;
    }

    int size() {
        return size;
    }

    long lastPs() {
        return Arrays.stream(timesPs, 0, size).max().orElse(0);
    }

    /** A file with them, in the order of time, at one time of node. */
    DataFile file(String name, String population) {
        int[] order = SpikeOrder.of(timesPs, nodes, size);
        SonataSpikeFile file = new SonataSpikeFile();
        file.add(population, size, taker -> all(order, taker));
        return new DataFile(name, file::writeTo);
    }

    private void all(int[] order, SonataSpikeFile.Taker taker) throws IOException {
        for (int place : order) {
            taker.take(timesPs[place], nodes[place]);
        }
    }
}
