package io.dopaflow.analysis.plasticity;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The mean weight of each projection that learns, while a network runs, without keeping a weight. Any number of threads may call it, in any order: sizes of weights
 * are added as whole numbers of Wmax / 2^40, of which no order changes the sum; where weights have no bound, of 2^-30 in their unit.
 */
public final class MeanWeights {
    private static final double UNITS = 0x1p40;
    private static final double WITHOUT_BOUND = 0x1p10;

    private final List<LearningProjection> projections;
    private final List<TreeMap<Long, Tally>> tallies = new ArrayList<>();

    private static final class Tally {
        private long units;
        private long count;

        double mean() {
            return units / UNITS / count;
        }
    }

    /** Of a network that is about to run. */
    public MeanWeights(SpikingNetwork network) {
        projections = LearningProjection.of(network);
        projections.forEach(any -> tallies.add(new TreeMap<>()));
    }

    /** What has to be looked at: what a plan says, and each projection that it leaves out at the start and at the end. */
    public List<SynapseProbe> probes(SpikingPlan plan) {
        List<SynapseProbe> all = new ArrayList<>(plan.synapses());
        for (LearningProjection projection : projections) {
            if (plan.synapses().stream().noneMatch(probe -> probe.projection() == projection.place())) {
                all.add(new SynapseProbe(projection.place(), new int[0], Long.MAX_VALUE));
            }
        }
        return all;
    }

    private double largest(int place) {
        return projections.get(place).plasticity().map(Plasticity::wMax).orElse(WITHOUT_BOUND);
    }

    /** The weight of a synapse, with its sign, at a time. */
    public synchronized void add(long timePs, long synapse, double weight) {
        int place = 0;
        while (projections.get(place).end() <= synapse) {
            place++;
        }
        double largest = largest(place);
        Tally tally = tallies.get(place).computeIfAbsent(timePs, any -> new Tally());
        tally.units += Math.round(weight / largest * UNITS);
        tally.count++;
    }

    /**
     * How far a projection has come.
     *
     * @param name of the projection
     * @param last the mean weight when it was looked at last, with its sign, in the unit of its model
     * @param halfPs when the size of the mean was first seen at half of Wmax or above, in ps; nothing if it never was, or if weights have no
     *     bound
     */
    public record Learnt(String name, double last, Optional<Long> halfPs) {}

    /** Of each projection that learns and was looked at, in order. */
    public synchronized List<Learnt> learnt() {
        List<Learnt> all = new ArrayList<>();
        for (int p = 0; p < projections.size(); p++) {
            TreeMap<Long, Tally> of = tallies.get(p);
            if (!of.isEmpty()) {
                double largest = largest(p);
                boolean hasBound = projections.get(p).plasticity().isPresent();
                Optional<Long> half = of.entrySet().stream()
                        .filter(entry -> Math.abs(entry.getValue().mean()) >= 0.5 && hasBound)
                        .map(Map.Entry::getKey)
                        .findFirst();
                all.add(new Learnt(
                        projections.get(p).name(), of.lastEntry().getValue().mean() * largest, half));
            }
        }
        return all;
    }
}
