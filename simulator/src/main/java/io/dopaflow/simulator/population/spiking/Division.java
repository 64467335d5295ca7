package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;

/**
 * The cells of a shard: the same share of each group. They have numbers of their own, group by group.
 *
 * @param network that is divided
 * @param shard from 0
 * @param shards how many there are
 */
record Division(SpikingNetwork network, int shard, int shards) {

    private int size(int group) {
        return network.groups().get(group).size();
    }

    /** The first cell of a group, numbered within the group. */
    int from(int group) {
        return (int) ((long) size(group) * shard / shards);
    }

    /** Behind its last cell. */
    int to(int group) {
        return (int) ((long) size(group) * (shard + 1) / shards);
    }

    /** The shard's own number of the first cell of a group. */
    int first(int group) {
        int first = 0;
        for (int g = 0; g < group; g++) {
            first += to(g) - from(g);
        }
        return first;
    }

    /** How many cells the shard has. */
    int cells() {
        return first(network.groups().size());
    }

    /** The network's number of the first cell of a group in the shard. */
    int firstCell(int group) {
        return network.first(group) + from(group);
    }
}
