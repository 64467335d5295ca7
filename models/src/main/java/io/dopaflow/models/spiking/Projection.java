package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;

/**
 * Synapses from the cells of one group to the neurons of another, or the same.
 *
 * @param name unique in the network
 * @param id keys its draws; unique among projections and drives
 * @param from the group it comes from: its place in the network
 * @param to the population it goes to: its place in the network
 * @param rule which cells are connected
 * @param weight in the unit of the target's model; of synapses that learn, what they start from
 * @param delay in ms
 * @param model what else the synapses are
 */
public record Projection(
        String name,
        int id,
        int from,
        int to,
        ConnectionRule rule,
        Distribution weight,
        Distribution delay,
        SynapseModel model) {

    /** With synapses whose weights stay. */
    public Projection(
            String name, int id, int from, int to, ConnectionRule rule, Distribution weight, Distribution delay) {
        this(name, id, from, to, rule, weight, delay, SynapseModel.STATIC);
    }
}
