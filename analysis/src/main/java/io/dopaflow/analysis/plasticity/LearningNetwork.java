package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.run.SynapseList;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A network whose synapses learn, with where they lead. */
public final class LearningNetwork {
    private final SpikingNetwork network;
    private final List<LearningProjection> projections;

    /** A network. */
    public LearningNetwork(SpikingNetwork network) {
        this.network = network;
        this.projections = LearningProjection.of(network);
    }

    SpikingNetwork network() {
        return network;
    }

    /** Its projections that learn, in order. */
    List<LearningProjection> projections() {
        return projections;
    }

    /** Tells the synapses of a projection in the order of their ids. */
    void each(LearningProjection of, SynapseList.Taker taker) {
        SynapseList.of(network, of.projection(), of.first(), taker);
    }

    /** How users call some synapses of a projection: by their two neurons, and by their ids where several lead from one to another. */
    Map<Long, String> names(LearningProjection of, long... synapses) {
        Set<Long> wanted = LongStream.of(synapses).boxed().collect(Collectors.toSet());
        Map<Long, String> names = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Set<String> several = new HashSet<>();
        each(of, (synapse, projection, pre, post, delayPs, weight) -> {
            if (wanted.contains(synapse)) {
                String name = network.nameOf(pre) + " \u2192 " + network.nameOf(post);
                names.put(synapse, name);
                if (!seen.add(name)) {
                    several.add(name);
                }
            }
        });
        names.replaceAll((synapse, name) -> several.contains(name) ? name + ", synapse " + synapse : name);
        return names;
    }
}
