package io.dopaflow.scenarios.load;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.SpikingSchema;
import java.util.List;
import java.util.Optional;

/** Makes a network that spikes freely of a document. */
final class NetworkLoader {

    private NetworkLoader() {}

    /** What the document says; nothing if anything was reported. */
    static Optional<LoadedNetwork> load(Report report) {
        Optional<Values> values = SpikingSchema.read(report.document(), report.problems());
        if (!report.problems().none()) {
            return Optional.empty();
        }
        SpikingScenario scenario = SpikingSchema.scenario(values.orElseThrow());
        SpikingNetwork network = new SpikingNetwork(
                scenario.time(),
                scenario.durationPs(),
                new RandomStreams(scenario.seed()),
                List.of(),
                List.of(),
                List.of(),
                scenario.stopAbove());
        return Optional.of(
                new LoadedNetwork(scenario, network, SpikingPlan.spikesOf(network), List.of(), report.place("model")));
    }
}
