package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.schema.CycleScenario;
import io.dopaflow.scenarios.schema.CycleSchema;
import io.dopaflow.scenarios.schema.NetworkSettings;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.util.Optional;

/** Makes a learning cycle of a document. */
final class CycleLoader {

    private CycleLoader() {}

    /** What the document says; nothing if anything was reported. */
    static Optional<LoadedCycle> load(Report report, Folder folder) {
        Node document = report.document();
        Problems problems = report.problems();
        Optional<NetworkSettings.Graph> graph = CycleSchema.graphOutline(document);
        graph.ifPresent(outline -> GraphCheck.check(outline, report));
        Assembly assembly = new Assembly(report, folder);
        Optional<Values> values = CycleSchema.read(document, problems);
        Optional<TaskSettings> task = values.flatMap(found -> found.find(CycleSchema.TASK));
        Optional<Assembly.Parts> parts = assembly.parts(
                task,
                values.flatMap(found -> found.find(CycleSchema.NETWORK)).or(() -> graph),
                false,
                values.flatMap(CycleSchema::loss),
                values.map(ScenarioSchema::seed).orElse(1L));
        values.ifPresent(found -> checkLearning(found, graph, report));
        if (!problems.none()) {
            return Optional.empty();
        }
        CycleScenario scenario = CycleSchema.scenario(values.orElseThrow())
                .with(task.orElseThrow().resolved(folder.path()));
        Assembly.Parts fitting = parts.orElseThrow();
        return assembly.model(scenario, fitting)
                .map(model -> new LoadedCycle(
                        scenario.with(RecordingPlans.resolved(scenario.record(), RecordingPlans.Size.of(model))),
                        fitting.data(),
                        model));
    }

    private static void checkLearning(Values values, Optional<NetworkSettings.Graph> graph, Report report) {
        values.find(CycleSchema.LEARNING).ifPresent(learning -> {
            LearningCheck check = new LearningCheck(learning, report);
            values.find(CycleSchema.NETWORK).or(() -> graph).ifPresent(check::against);
            values.find(CycleSchema.TIMING).ifPresent(check::against);
        });
    }
}
