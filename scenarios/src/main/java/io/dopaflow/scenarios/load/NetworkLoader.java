package io.dopaflow.scenarios.load;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.load.spiking.InputFiles;
import io.dopaflow.scenarios.load.spiking.NetworkBuilder;
import io.dopaflow.scenarios.schema.DataSource;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.SpikingSchema;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.util.List;
import java.util.Optional;

/** Makes a network that spikes freely of a document. */
final class NetworkLoader {

    private NetworkLoader() {}

    /** The samples of a task, of which a run keeps the file; nothing if something is wrong with them. */
    private static Optional<Samples> samples(
            TaskSettings task, Values values, Report report, Folder folder, InputFiles files) {
        if (task.data() instanceof DataSource.RunData) {
            report.wrong("task.data", task.data().place(), "data that come with Dopaflow, inline, or a CSV file");
            return Optional.empty();
        }
        if (task.isRegression()) {
            report.wrong("task.kind", "regression", "classification, with an output neuron for each class");
            return Optional.empty();
        }
        if (task.scale() == TaskSettings.Scaling.NONE) {
            report.wrong("task.scale", "none", "min-max, as features from 0 to 1 become spikes");
            return Optional.empty();
        }
        long seed = ScenarioSchema.seed(values);
        return DataLoader.load(task, folder, files::open, seed, report)
                .flatMap(data -> Samples.of(data, task, new RandomStreams(seed), report));
    }

    /** What the document says; nothing if anything was reported. */
    static Optional<LoadedNetwork> load(Report report, Folder folder) {
        Optional<Values> values = SpikingSchema.read(report.document(), report.problems());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        InputFiles files = new InputFiles(folder, report);
        Optional<TaskSettings> task = values.get().find(SpikingSchema.TASK);
        Optional<Samples> samples = task.flatMap(settings -> samples(settings, values.get(), report, folder, files));
        NetworkBuilder builder = new NetworkBuilder(
                report,
                values.get(),
                files,
                samples.map(all -> all.split().training()).orElse(List.of()));
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
                samples.map(all -> builder.presented(all.split().heldOut())).orElse(List.of()),
                builder.warnings(scenario, network),
                files.all(),
                report.place("model")));
    }
}
