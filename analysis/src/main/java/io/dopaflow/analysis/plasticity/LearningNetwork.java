package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.SynapseList;
import io.dopaflow.analysis.store.WrongFileException;
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

    /** The latest rewiring of a synapse. */
    private record Latest(long timePs, int pre) {}

    /** Of those synapses of a projection that were replaced before a time. */
    private Map<Long, Latest> rewired(SpikingRunReader run, LearningProjection of, long beforePs) {
        Map<Long, Latest> latest = new HashMap<>();
        int group = of.projection().from();
        if (of.projection().model().rewiring().isPresent()) {
            run.rewirings().before(of.first(), of.end(), beforePs, (time, synapse, pre) -> {
                if (pre < network.first(group) || pre >= network.first(group + 1)) {
                    throw new WrongFileException(
                            run.directory().path(),
                            "its table rewirings has a synapse of " + of.name() + " from neuron " + pre
                                    + ", which is none of "
                                    + network.groups().get(group).name());
                }
                latest.put(synapse, new Latest(time, pre));
            });
        }
        return latest;
    }

    /** Tells the synapses of a projection of which the weights are that were recorded at a time. */
    void eachAt(SpikingRunReader run, LearningProjection of, long timePs, SynapseList.Taker taker) {
        Map<Long, Latest> rewired = rewired(run, of, timePs);
        each(of, (synapse, projection, pre, post, delayPs, weight) -> {
            Latest latest = rewired.get(synapse);
            taker.take(synapse, projection, latest == null ? pre : latest.pre, post, delayPs, weight);
        });
    }

    /**
     * How users call some synapses of a projection as they are at the end: by their two neurons, by the time at which they were replaced, and by their ids where several lead from one
     * to another.
     */
    Map<Long, String> names(SpikingRunReader run, LearningProjection of, long... synapses) {
        Set<Long> wanted = LongStream.of(synapses).boxed().collect(Collectors.toSet());
        Map<Long, String> names = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Set<String> several = new HashSet<>();
        Map<Long, Latest> rewired = rewired(run, of, Long.MAX_VALUE);
        each(of, (synapse, projection, pre, post, delayPs, weight) -> {
            if (wanted.contains(synapse)) {
                Latest latest = rewired.get(synapse);
                long dendriticPs = delayPs - of.projection().model().axonalPs();
                String source = latest == null
                        ? network.nameOf(pre)
                        : network.nameOf(latest.pre) + " (since " + Seconds.text(latest.timePs - dendriticPs) + ")";
                String name = source + " \u2192 " + network.nameOf(post);
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
