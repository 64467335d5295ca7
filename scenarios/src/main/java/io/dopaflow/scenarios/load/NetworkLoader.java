package io.dopaflow.scenarios.load;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.load.spiking.InputFiles;
import io.dopaflow.scenarios.load.spiking.NetworkBuilder;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.SpikingSchema;
import java.util.Optional;

/** Makes a network that spikes freely of a document. */
final class NetworkLoader {

    private NetworkLoader() {}

    /** What the document says; nothing if anything was reported. */
    static Optional<LoadedNetwork> load(Report report, Folder folder) {
        Optional<Values> values = SpikingSchema.read(report.document(), report.problems());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        InputFiles files = new InputFiles(folder, report);
        NetworkBuilder builder = new NetworkBuilder(report, values.get(), files);
        if (!report.problems().none()) {
            return Optional.empty();
        }
        SpikingScenario scenario = SpikingSchema.scenario(values.get())
                .withFiles(name -> files.resolved(name).toString());
        SpikingNetwork network = builder.network(scenario);
        return Optional.of(new LoadedNetwork(
                scenario,
                network,
                builder.plan(scenario, network),
                builder.warnings(scenario, network),
                files.all(),
                report.place("model")));
    }
}
