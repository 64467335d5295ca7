package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.NetworkDigest;
import io.dopaflow.analysis.spikes.ActivityRecorder;
import io.dopaflow.analysis.spikes.PopulationStatistics;
import io.dopaflow.analysis.spikes.StatisticsWindow;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sweeps of networks that spike freely: rate, variation and synchrony of each population, over the whole run.
 *
 * @param first the scenario at the first point, whose populations have columns
 */
record SweptNetworks(LoadedNetwork first) implements SweptFamily {
    private static final String SPIKES = "spikes";
    private static final String EVENTS = "synaptic_events";
    private static final String RATE = "rate_";
    private static final String CV = "cv_";
    private static final String SYNCHRONY = "synchrony_";

    @Override
    public List<String> numbers() {
        List<String> names = new ArrayList<>(List.of(SPIKES, EVENTS));
        for (String kind : List.of(RATE, CV, SYNCHRONY)) {
            first.network().groups().stream()
                    .filter(CellGroup.Population.class::isInstance)
                    .map(population -> kind + word(population.name()))
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
        SpikingNetwork network = ((LoadedNetwork) scenario).network();
        ActivityRecorder activity = new ActivityRecorder(network, StatisticsWindow.of(0, network.durationPs()));
        return engine.run(network, SpikingPlan.spikesOf(network), activity)
                .map(end -> scores(end, activity.statistics()));
    }

    private static RunScores scores(SpikingState end, List<PopulationStatistics> statistics) {
        Map<String, Double> numbers = new HashMap<>();
        numbers.put(SPIKES, (double) end.spikes());
        numbers.put(EVENTS, (double) end.synapticEvents());
        for (PopulationStatistics of : statistics) {
            String name = word(of.name());
            numbers.put(RATE + name, of.rateHz());
            of.cv().ifPresent(value -> numbers.put(CV + name, value));
            of.synchrony().ifPresent(value -> numbers.put(SYNCHRONY + name, value));
        }
        return new RunScores(numbers, NetworkDigest.of(end), end.timePs());
    }
}
