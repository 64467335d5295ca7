package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;

/**
 * The cells of a shard, or of neighbouring ones: the same share of each group. They have numbers of their own, group by group.
 *
 * @param network that is divided
 * @param shards whose cells they are
 */
record Division(SpikingNetwork network, ShardRange shards) {

    private int size(int group) {
        return network.groups().get(group).size();
    }

    /** The first cell of a group, numbered within the group. */
    int from(int group) {
        return shards.from(size(group));
    }

    /** Behind its last cell. */
    int to(int group) {
        return shards.to(size(group));
    }

    /** The division's own number of the first cell of a group. */
    int first(int group) {
        int first = 0;
        for (int g = 0; g < group; g++) {
            first += to(g) - from(g);
        }
        return first;
    }

    /** How many cells there are. */
    int cells() {
        return first(network.groups().size());
    }

    /** The network's number of the first cell of a group in the division. */
    int firstCell(int group) {
        return network.first(group) + from(group);
    }
}
