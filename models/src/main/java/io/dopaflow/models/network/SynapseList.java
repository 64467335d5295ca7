package io.dopaflow.models.network;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Synapses whose ids are their positions, in 8 bytes each: a {@link Synapse} is made when it is asked for. Grows at its
 * end only.
 */
final class SynapseList extends AbstractList<Synapse> implements RandomAccess {
    private int[] pre = new int[16];
    private int[] post = new int[16];
    private int size;

    /** The synapses of a list, whose ids are their positions; the list itself if it is one of these. */
    static SynapseList of(List<Synapse> synapses) {
        if (synapses instanceof SynapseList compact) {
            return compact;
        }
        SynapseList list = new SynapseList();
        synapses.forEach(synapse -> list.connect(synapse.pre(), synapse.post()));
        return list;
    }

    /** Appends a synapse from one neuron to another, given by their ids. */
    void connect(int from, int to) {
        if (size == pre.length) {
            int capacity = Math.max(size + 1, (int) Math.min(size * 2L, Integer.MAX_VALUE - 8));
            pre = Arrays.copyOf(pre, capacity);
            post = Arrays.copyOf(post, capacity);
        }
        pre[size] = from;
        post[size] = to;
        size++;
        modCount++;
    }

    int pre(int synapse) {
        return pre[synapse];
    }

    int post(int synapse) {
        return post[synapse];
    }

    @Override
    public Synapse get(int position) {
        Objects.checkIndex(position, size);
        return new Synapse(position, pre[position], post[position]);
    }

    @Override
    public int size() {
        return size;
    }
}
