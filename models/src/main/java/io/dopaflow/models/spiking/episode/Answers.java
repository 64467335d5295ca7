package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/**
 * What outputs answer, episode after episode: their spikes, without those of pauses. For one thread.
 */
public final class Answers {
    private static final int FEW = 4;

    private final Episodes episodes;
    private final long[][] spikes;
    private final int[] counts;
    private long episode;
    private long end;

    /** Takes an answer. */
    @FunctionalInterface
    public interface Taker {
        /**
         * An episode has ended.
         *
         * @param episode its number
         * @param spikesMs of each output, in ms from its beginning, ascending
         */
        void answer(long episode, double[][] spikesMs);
    }

    /**
     * From the first episode on.
     *
     * @param outputs how many they are
     */
    public Answers(Episodes episodes, int outputs) {
        this.episodes = episodes;
        this.spikes = new long[outputs][FEW];
        this.counts = new int[outputs];
        turnTo(0);
    }

    private void turnTo(long next) {
        episode = next;
        end = episodes.begin(next) + episodes.durationPs();
    }

    /** An output has spiked. Times ascend; the taker hears of episodes that have ended before. */
    public void spike(long timePs, int output, Taker taker) {
        reached(timePs - 1, taker);
        if (episodes.isWithin(timePs)) {
            add(output, timePs);
        }
    }

    private void add(int output, long timePs) {
        if (counts[output] == spikes[output].length) {
            spikes[output] = Arrays.copyOf(spikes[output], 2 * counts[output]);
        }
        spikes[output][counts[output]++] = timePs;
    }

    /** All spikes up to a time are known; the taker hears of episodes that have ended until then. */
    public void reached(long timePs, Taker taker) {
        while (timePs >= end) {
            long begin = episodes.begin(episode);
            double[][] answer = new double[spikes.length][];
            for (int i = 0; i < answer.length; i++) {
                answer[i] = new double[counts[i]];
                for (int k = 0; k < counts[i]; k++) {
                    answer[i][k] = VirtualTime.toMilliseconds(spikes[i][k] - begin);
                }
            }
            Arrays.fill(counts, 0);
            long ended = episode;
            turnTo(ended + 1);
            taker.answer(ended, answer);
        }
    }

    /** How many numbers {@link #write} writes. */
    int size() {
        return 1 + 2 * Arrays.stream(counts).sum();
    }

    /** Writes the episode and its spikes so far. */
    void write(long[] into, int from) {
        int place = from;
        into[place++] = episode;
        for (int i = 0; i < counts.length; i++) {
            for (int k = 0; k < counts[i]; k++) {
                into[place++] = i;
                into[place++] = spikes[i][k];
            }
        }
    }

    /** Goes on from what was written, up to the end of the array. */
    void restore(long[] from, int first) {
        turnTo(from[first]);
        Arrays.fill(counts, 0);
        for (int place = first + 1; place < from.length; place += 2) {
            add((int) from[place], from[place + 1]);
        }
    }
}
