package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.SpikeKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was recorded, as numbers of events and sums of 64-bit hashes by kind: equal for equal events in any order, and
 * for unequal ones with a probability of some 2^-64.
 */
final class EventDigest implements CycleRecorder {
    private final Map<String, Entry> byKind = new ConcurrentHashMap<>();

    private static final class Entry {
        private final LongAdder count = new LongAdder();
        private final LongAdder hashes = new LongAdder();
    }

    /** Number and sum of the hashes of the events of each kind. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        byKind.forEach((kind, entry) ->
                digests.put(kind, entry.count.sum() + " events, " + Long.toHexString(entry.hashes.sum())));
        return digests;
    }

    private void add(String kind, long... fields) {
        long hash = 0;
        for (long field : fields) {
            hash = mixed(hash + field + 0x9E3779B97F4A7C15L);
        }
        Entry entry = byKind.computeIfAbsent(kind, key -> new Entry());
        entry.count.increment();
        entry.hashes.add(hash);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
        add("spikes", timePs, neuron, kind.ordinal(), bits(amplitude), opportunity, cycle);
    }

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {
        add("arrivals", timePs, synapse, opportunity, cycle);
    }

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        add("rewards", timePs, opportunity, cycle, bits(loss), bits(reward));
    }

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double weight) {
        add("weights", timePs, opportunity, cycle, synapse, bits(weight));
    }
}
