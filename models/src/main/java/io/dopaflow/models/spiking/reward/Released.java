package io.dopaflow.models.spiking.reward;

import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * A modulator as it is released while a network runs: takes the spikes that release it or are judged, in order of time and cell, and gives what arrives, in order of
 * time. What arrives at one time is added in the order of the modulator's releases and, within one, of cells.
 */
public final class Released {
    private static final Comparator<Arrival> ORDER = Comparator.comparingLong(Arrival::timePs)
            .thenComparingInt(Arrival::release)
            .thenComparingLong(Arrival::rank);

    private final Modulator modulator;
    private final long unitPs;
    private final List<RewardRule.Judge> judges = new ArrayList<>();

    /** By release: where its judge puts rewards. */
    private final List<RewardRule.Rewards> sinks = new ArrayList<>();

    /** By release: the groups whose spikes matter to it. */
    private final List<BitSet> heard = new ArrayList<>();

    private final List<Arrival> waiting = new ArrayList<>();
    private final long[] ranks;
    private final int[] next;
    private long reachedPs = Long.MIN_VALUE;

    private record Arrival(long timePs, int release, long rank, double amount) {}

    /** Takes what arrives. */
    @FunctionalInterface
    public interface Sink {
        /** At a time, in ps, an amount. */
        void arrive(long timePs, double amount);
    }

    /**
     * What a run that is resumed must know.
     *
     * @param times of what is under way, in ps
     * @param releases by which, by their places
     * @param ranks within these
     * @param amounts of each
     * @param given how much each release has given so far
     * @param memories of the judges; empty for releases without one
     */
    public record State(
            long[] times, int[] releases, long[] ranks, double[] amounts, long[] given, List<long[]> memories) {}

    /**
     * Nothing has been released.
     *
     * @param streams of the run
     * @param id of the modulator in the network
     * @param unitPs rewards arrive at multiples of it
     */
    public Released(Modulator modulator, RandomStreams streams, int id, long unitPs) {
        this.modulator = modulator;
        this.unitPs = unitPs;
        int releases = modulator.releases().size();
        this.ranks = new long[releases];
        this.next = new int[releases];
        for (int r = 0; r < releases; r++) {
            int place = r;
            sinks.add((at, amount) -> add(onUnit(at), place, amount));
            heard.add(heard(modulator.releases().get(r)));
            judges.add(
                    modulator.releases().get(r) instanceof Release.ByReward reward
                            ? reward.rule().judge(streams.derived(id, r))
                            : Deaf.JUDGE);
        }
    }

    /** Hears nothing. */
    private enum Deaf implements RewardRule.Judge {
        JUDGE;

        @Override
        public void spike(long timePs, int group, int number, RewardRule.Rewards rewards) {}

        @Override
        public void reached(long timePs, RewardRule.Rewards rewards) {}

        @Override
        public long[] memory() {
            return new long[0];
        }

        @Override
        public void restore(long... memory) {}
    }

    private static BitSet heard(Release release) {
        BitSet groups = new BitSet();
        if (release instanceof Release.BySpikes spikes) {
            groups.set(spikes.group());
        } else if (release instanceof Release.ByReward reward) {
            reward.rule().groups().forEach(groups::set);
        }
        return groups;
    }

    /** Whether spikes of a group matter. */
    public boolean hears(int group) {
        for (int r = 0; r < heard.size(); r++) {
            if (heard.get(r).get(group)) {
                return true;
            }
        }
        return false;
    }

    /** A cell has spiked. */
    public void spike(long timePs, int group, int number) {
        for (int r = 0; r < judges.size(); r++) {
            Release release = modulator.releases().get(r);
            if (!heard.get(r).get(group)) {
                continue;
            }
            if (release instanceof Release.BySpikes spikes) {
                add(timePs + spikes.delayPs(), r, spikes.amount());
            } else {
                judges.get(r).spike(timePs, group, number, sinks.get(r));
            }
        }
    }

    private long onUnit(long timePs) {
        return (timePs + unitPs - 1) / unitPs * unitPs;
    }

    private void add(long timePs, int release, double amount) {
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException("an amount of " + modulator.name() + " at " + timePs + " ps is " + amount
                    + "; allowed: finite amounts");
        }
        if (timePs <= reachedPs) {
            throw new IllegalArgumentException(modulator.name() + " comes at " + timePs + " ps, when " + reachedPs
                    + " ps are reached; allowed: later by the least delay of its release");
        }
        waiting.add(new Arrival(timePs, release, ranks[release]++, amount));
    }

    /**
     * Goes on.
     *
     * @param nowPs all spikes up to it have been told
     * @param untilPs what arrives up to it is known, and is given
     */
    public void reach(long nowPs, long untilPs, Sink sink) {
        for (int r = 0; r < judges.size(); r++) {
            judges.get(r).reached(nowPs, sinks.get(r));
            if (modulator.releases().get(r) instanceof Release.ByScript script) {
                while (next[r] < script.timesPs().length && script.timesPs()[next[r]] <= untilPs) {
                    add(script.timesPs()[next[r]], r, script.amounts()[next[r]++]);
                }
            }
        }
        reachedPs = untilPs;
        if (waiting.isEmpty()) {
            return;
        }
        waiting.sort(ORDER);
        int taken = 0;
        while (taken < waiting.size() && waiting.get(taken).timePs <= untilPs) {
            long time = waiting.get(taken).timePs;
            double amount = 0;
            while (taken < waiting.size() && waiting.get(taken).timePs == time) {
                amount += waiting.get(taken++).amount;
            }
            sink.arrive(time, amount);
        }
        waiting.subList(0, taken).clear();
    }

    /** What is under way and remembered. */
    public State state() {
        return new State(
                waiting.stream().mapToLong(Arrival::timePs).toArray(),
                waiting.stream().mapToInt(Arrival::release).toArray(),
                waiting.stream().mapToLong(Arrival::rank).toArray(),
                waiting.stream().mapToDouble(Arrival::amount).toArray(),
                ranks.clone(),
                judges.stream().map(RewardRule.Judge::memory).toList());
    }

    /** Goes on from a state instead, of which what arrives up to a time has arrived. */
    public void restore(State state, long untilPs) {
        waiting.clear();
        reachedPs = untilPs;
        for (int i = 0; i < state.times.length; i++) {
            waiting.add(new Arrival(state.times[i], state.releases[i], state.ranks[i], state.amounts[i]));
        }
        System.arraycopy(state.given, 0, ranks, 0, ranks.length);
        for (int r = 0; r < judges.size(); r++) {
            judges.get(r).restore(state.memories.get(r));
            if (modulator.releases().get(r) instanceof Release.ByScript script) {
                int place = Arrays.binarySearch(script.timesPs(), untilPs + 1);
                next[r] = place < 0 ? -place - 1 : place;
            }
        }
    }
}
