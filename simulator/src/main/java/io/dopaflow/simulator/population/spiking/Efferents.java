package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.connection.Incoming;
import java.util.Arrays;

/**
 * The synapses of a projection onto the neurons of a shard, by source: the row of a source has them in order of delay, then target, then as
 * drawn. Places in this order are in the order of synapse ids for each target. Four bytes a synapse, with weights of their own
 * eight more, with delays of their own two or, in continuous time, eight more.
 */
final class Efferents {
    private static final int LONGEST_SHORT_DELAY = Character.MAX_VALUE;

    final int sourceGroup;
    final int targetGroup;

    /** The shard's number of the first target. */
    final int firstTarget;

    final int[] offsets;

    /** Numbered from the first target on. */
    final int[] targets;

    final double weight;
    /** Empty where all are the same. */
    double[] weights;

    /** In the unit of time; 0 where each synapse has its own. */
    final long delay;

    final char[] shortDelays;
    final long[] longDelays;

    /** By place: the number among those of the shard, in the order of ids; empty for static synapses. */
    private final int[] synapses;

    /** In the unit of time; 0 without synapses. */
    final long longestDelay;

    /** In ps; the largest number without synapses. */
    final long shortestDelayPs;

    /**
     * Those of a projection as a run has them from its start on.
     *
     * @param number of the projection: its place in the network
     */
    Efferents(SpikingSimulation simulation, int number, Division division) {
        SpikingNetwork network = simulation.network();
        Projection projection = network.projections().get(number);
        int to = projection.to();
        Afferents afferents = simulation.afferents(number, division.from(to), division.to(to));
        boolean isStatic = projection.model().isStatic();
        Incoming incoming = afferents.incoming();
        long unit = network.time().unitPs();
        int size = incoming.size();
        sourceGroup = projection.from();
        targetGroup = to;
        firstTarget = division.first(to);
        offsets = offsets(incoming, network.groups().get(sourceGroup).size());
        targets = new int[size];
        weight = afferents.weight();
        weights = afferents.hasOneWeight() ? new double[0] : new double[size];
        delay = afferents.hasOneDelay() ? afferents.delayPs() / unit : 0;
        shortestDelayPs = afferents.shortestDelayPs();
        longestDelay = afferents.longestDelayPs() / unit;
        boolean isShort = longestDelay <= LONGEST_SHORT_DELAY;
        shortDelays = afferents.hasOneDelay() || !isShort ? new char[0] : new char[size];
        longDelays = afferents.hasOneDelay() || isShort ? new long[0] : new long[size];
        synapses = new int[isStatic ? 0 : size];
        fill(afferents, unit);
        if (!afferents.hasOneDelay()) {
            sortByDelay();
        }
    }

    private static int[] offsets(Incoming incoming, int sources) {
        int[] offsets = new int[sources + 1];
        int size = incoming.size();
        for (int place = 0; place < size; place++) {
            offsets[incoming.source(place) + 1]++;
        }
        for (int s = 0; s < sources; s++) {
            offsets[s + 1] += offsets[s];
        }
        return offsets;
    }

    private void fill(Afferents afferents, long unit) {
        Incoming incoming = afferents.incoming();
        int[] next = Arrays.copyOf(offsets, offsets.length - 1);
        for (int t = 0; t < incoming.targets(); t++) {
            int target = incoming.firstTarget() + t;
            int end = incoming.to(target);
            for (int from = incoming.from(target); from < end; from++) {
                int place = next[incoming.source(from)]++;
                targets[place] = t;
                if (synapses.length > 0) {
                    synapses[place] = from;
                }
                if (weights.length > 0) {
                    weights[place] = afferents.weight(from);
                }
                if (shortDelays.length > 0) {
                    shortDelays[place] = (char) (afferents.delayPs(from) / unit);
                } else if (longDelays.length > 0) {
                    longDelays[place] = afferents.delayPs(from) / unit;
                }
            }
        }
    }

    private void sortByDelay() {
        Row row = new Row();
        for (int s = 0; s + 1 < offsets.length; s++) {
            row.sort(offsets[s], offsets[s + 1]);
        }
    }

    /** The delay of the synapse at a place, in the unit of time. */
    long delay(int place) {
        if (delay > 0) {
            return delay;
        }
        return shortDelays.length > 0 ? shortDelays[place] : longDelays[place];
    }

    /** The weight of the synapse at a place. */
    double weight(int place) {
        return weights.length == 0 ? weight : weights[place];
    }

    /** The number of the synapse at a place among those of the shard, in the order of ids; known where they are not static. */
    int synapse(int place) {
        return synapses[place];
    }

    /** The source of the synapse at a place. */
    int sourceOf(int place) {
        int from = 0;
        int to = offsets.length - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (offsets[middle + 1] <= place) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The weights, by place, to be changed; they are kept here no longer. */
    double[] takeWeights() {
        double[] taken = weights;
        if (taken.length == 0) {
            taken = new double[targets.length];
            Arrays.fill(taken, weight);
        }
        weights = new double[0];
        return taken;
    }

    /** Their sizes, in the same way. */
    double[] takeSizes() {
        double[] sizes = takeWeights();
        for (int place = 0; place < sizes.length; place++) {
            sizes[place] = Math.abs(sizes[place]);
        }
        return sizes;
    }

    /** Behind the last place of a row that has the delay of another place. */
    int endOfRun(int place, int endOfRow) {
        if (delay > 0) {
            return endOfRow;
        }
        long first = delay(place);
        int end = place + 1;
        while (end < endOfRow && delay(end) == first) {
            end++;
        }
        return end;
    }

    /** Sorts rows by delay, those of equal delay in the order in which they are. */
    private final class Row {
        private long[] keys = new long[64];

        void sort(int from, int to) {
            int size = to - from;
            if (size > keys.length) {
                keys = new long[2 * size];
            }
            // Rows are short and delays below 2^40 units, so that both fit a key.
            boolean isSorted = true;
            for (int i = 0; i < size; i++) {
                isSorted &= i == 0 || delay(from + i) >= delay(from + i - 1);
            }
            if (isSorted) {
                return;
            }
            int[] order = order(from, size);
            int[] rowTargets = Arrays.copyOfRange(targets, from, to);
            int[] rowSynapses = synapses.length == 0 ? synapses : Arrays.copyOfRange(synapses, from, to);
            double[] rowWeights = weights.length == 0 ? weights : Arrays.copyOfRange(weights, from, to);
            char[] rowShort = shortDelays.length == 0 ? shortDelays : Arrays.copyOfRange(shortDelays, from, to);
            long[] rowLong = longDelays.length == 0 ? longDelays : Arrays.copyOfRange(longDelays, from, to);
            for (int i = 0; i < size; i++) {
                targets[from + i] = rowTargets[order[i]];
                if (rowSynapses.length > 0) {
                    synapses[from + i] = rowSynapses[order[i]];
                }
                if (rowWeights.length > 0) {
                    weights[from + i] = rowWeights[order[i]];
                }
                if (rowShort.length > 0) {
                    shortDelays[from + i] = rowShort[order[i]];
                } else {
                    longDelays[from + i] = rowLong[order[i]];
                }
            }
        }

        private int[] order(int from, int size) {
            int[] order = new int[size];
            if (shortDelays.length > 0) {
                for (int i = 0; i < size; i++) {
                    keys[i] = ((long) shortDelays[from + i] << Integer.SIZE) | i;
                }
                Arrays.sort(keys, 0, size);
                for (int i = 0; i < size; i++) {
                    order[i] = (int) keys[i];
                }
                return order;
            }
            Integer[] boxed = new Integer[size];
            Arrays.setAll(boxed, i -> i);
            Arrays.sort(boxed, (a, b) -> Long.compare(longDelays[from + a], longDelays[from + b]));
            Arrays.setAll(order, i -> boxed[i]);
            return order;
        }
    }
}
