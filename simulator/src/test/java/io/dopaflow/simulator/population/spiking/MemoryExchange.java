package io.dopaflow.simulator.population.spiking;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/** Where parts meet that run in one process. Now and then a part comes late. */
final class MemoryExchange {
    private static final int OFTEN = 16;
    private static final int LATE_NS = 100_000;

    private final long seed;
    private final Round<PartExtent> extents;
    private final Round<WindowSpikes> spikes;

    MemoryExchange(int parts, long seed) {
        this.seed = seed;
        this.extents = new Round<>(parts);
        this.spikes = new Round<>(parts);
    }

    /** What all parts have given, once they have. */
    private static final class Round<T> {
        private final int parts;
        private final TreeMap<Integer, T> given = new TreeMap<>();
        private CompletableFuture<List<T>> all = new CompletableFuture<>();

        Round(int parts) {
            this.parts = parts;
        }

        List<T> swap(int part, T own) throws InterruptedException {
            try {
                return give(part, own).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized CompletableFuture<List<T>> give(int part, T own) {
            CompletableFuture<List<T>> mine = all;
            given.put(part, own);
            if (given.size() == parts) {
                all.complete(List.copyOf(given.values()));
                given.clear();
                all = new CompletableFuture<>();
            }
            return mine;
        }
    }

    /** Of a part, by its place among all. */
    Exchange of(int part) {
        Random random = new Random(seed + part);
        return new Exchange() {
            @Override
            public List<PartExtent> meet(PartExtent own) throws InterruptedException {
                return extents.swap(part, own);
            }

            @Override
            public List<WindowSpikes> swap(WindowSpikes own) throws InterruptedException {
                if (random.nextInt(OFTEN) == 0) {
                    LockSupport.parkNanos(random.nextInt(LATE_NS));
                }
                return spikes.swap(part, own);
            }
        };
    }
}
