package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.plasticity.LearningProjection;
import io.dopaflow.analysis.plasticity.MeanWeights;
import io.dopaflow.analysis.run.NetworkDigest;
import io.dopaflow.analysis.spikes.ActivityRecorder;
import io.dopaflow.analysis.spikes.PopulationStatistics;
import io.dopaflow.analysis.spikes.StatisticsWindow;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sweeps of networks that spike freely: rate, variation and synchrony of each population, over the whole run; of each projection that learns the mean weight
 * at the end, and when it was first seen at half of its largest size; of networks in
 * episodes how well they have learnt.
 *
 * @param first the scenario at the first point, whose populations and projections have columns
 */
record SweptNetworks(LoadedNetwork first) implements SweptFamily {
    private static final String SPIKES = "spikes";
    private static final String EVENTS = "synaptic_events";
    private static final String RATE = "rate_";
    private static final String CV = "cv_";
    private static final String SYNCHRONY = "synchrony_";
    private static final String WEIGHT = "weight_";
    private static final String SECONDS_TO_HALF = "seconds_to_half_";

    private record All(ActivityRecorder activity, MeanWeights weights, Optional<EpisodeScores> episodes)
            implements SpikingRecorder {
        @Override
        public void spikes(long[] timesPs, int[] cells, int count) {
            activity.spikes(timesPs, cells, count);
            episodes.ifPresent(scores -> scores.spikes(timesPs, cells, count));
        }

        @Override
        public void state(long timePs, int cell, int variable, double value) {
            // Not asked for.
        }

        @Override
        public void synapse(long timePs, long synapse, double weight, double eligibility) {
            weights.add(timePs, synapse, weight);
            episodes.ifPresent(scores -> scores.synapse(timePs, synapse, weight, eligibility));
        }

        RunScores scores(SpikingState end) throws RunFailedException, InterruptedException {
            Map<String, Double> numbers = new HashMap<>();
            numbers.put(SPIKES, (double) end.spikes());
            numbers.put(EVENTS, (double) end.synapticEvents());
            if (episodes.isPresent()) {
                numbers.putAll(episodes.get().numbers());
            }
            for (PopulationStatistics of : activity.statistics()) {
                String name = word(of.name());
                numbers.put(RATE + name, of.rateHz());
                of.cv().ifPresent(value -> numbers.put(CV + name, value));
                of.synchrony().ifPresent(value -> numbers.put(SYNCHRONY + name, value));
            }
            for (MeanWeights.Learnt of : weights.learnt()) {
                String name = word(of.name());
                numbers.put(WEIGHT + name, of.last());
                of.halfPs().ifPresent(at -> numbers.put(SECONDS_TO_HALF + name, at / 1e12));
            }
            return new RunScores(numbers, NetworkDigest.of(end), end.timePs());
        }
    }

    @Override
    public List<String> numbers() {
        List<String> names = new ArrayList<>(EpisodeScores.numbers(first.network()));
        names.addAll(List.of(SPIKES, EVENTS));
        for (String kind : List.of(RATE, CV, SYNCHRONY)) {
            first.network().groups().stream()
                    .filter(CellGroup.Population.class::isInstance)
                    .map(population -> kind + word(population.name()))
                    .distinct()
                    .forEach(names::add);
        }
        for (String kind : List.of(WEIGHT, SECONDS_TO_HALF)) {
            LearningProjection.of(first.network()).stream()
                    .map(projection -> kind + word(projection.name()))
                    .distinct()
                    .forEach(names::add);
        }
        return names;
    }

    /** A name as part of the name of a column. */
    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    @Override
    public String digestColumn() {
        return "network_digest";
    }

    @Override
    public String stepsColumn() {
        return "duration_ps";
    }

    /** A step is a millisecond of biological time. */
    @Override
    public long work(LoadedScenario scenario) {
        long durationPs = ((LoadedNetwork) scenario).network().durationPs();
        return Math.max(1, durationPs / VirtualTime.PICOSECONDS_PER_MILLISECOND);
    }

    @Override
    public Optional<RunScores> run(LoadedScenario scenario, MemberEngine engine)
            throws RunFailedException, InterruptedException {
        LoadedNetwork loaded = (LoadedNetwork) scenario;
        SpikingNetwork network = loaded.network();
        ActivityRecorder activity = new ActivityRecorder(network, StatisticsWindow.of(0, network.durationPs()));
        MeanWeights weights = new MeanWeights(network);
        BitSet spikes = SpikingPlan.spikesOf(network).spikes();
        SpikingPlan plan = new SpikingPlan(spikes, List.of(), weights.probes(loaded.plan()), List.of());
        All all = new All(activity, weights, EpisodeScores.of(loaded));
        Optional<SpikingState> end = engine.run(network, plan, all);
        return end.isPresent() ? Optional.of(all.scores(end.get())) : Optional.empty();
    }
}
