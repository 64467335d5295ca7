package io.dopaflow.scenarios.load;

import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.scenarios.format.FileStore;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.schema.CycleSchema;
import io.dopaflow.scenarios.schema.NetworkSettings;
import io.dopaflow.scenarios.schema.PhasedLearningSettings;
import io.dopaflow.scenarios.schema.PhasedNetwork;
import io.dopaflow.scenarios.schema.PhasedScenario;
import io.dopaflow.scenarios.schema.PhasedSchema;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import io.dopaflow.scenarios.schema.TaskSettings;
import io.dopaflow.scenarios.schema.phased.RuleChoice;
import io.dopaflow.scenarios.schema.phased.RuleSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes phased learning of a document. */
final class PhasedLoader {
    private static final String RULE = "learning.rule";

    private PhasedLoader() {}

    /** What the document says; nothing if anything was reported. */
    static Optional<LoadedPhased> load(Report report, Folder folder) {
        Optional<NetworkSettings.Graph> graph = CycleSchema.graphOutline(report.document());
        graph.ifPresent(outline -> GraphCheck.check(outline, report));
        Optional<Values> values = PhasedSchema.read(report.document(), report.problems());
        Optional<TaskSettings> task = values.flatMap(found -> found.find(PhasedSchema.TASK));
        Optional<PhasedNetwork> network = values.flatMap(found -> found.find(PhasedSchema.NETWORK));
        boolean signed = network.map(PhasedNetwork::weights).orElse(WeightForm.SIGNED) == WeightForm.SIGNED;
        Optional<Assembly.Parts> parts = new Assembly(report, folder)
                .parts(
                        task,
                        network.map(PhasedNetwork::network).or(() -> graph),
                        signed,
                        values.flatMap(PhasedSchema::loss),
                        values.map(ScenarioSchema::seed).orElse(1L));
        PhasedAssembly assembly = new PhasedAssembly(report);
        network.ifPresent(assembly::check);
        Optional<RuleSettings> rule =
                PhasedSchema.rule(report.document()).flatMap(choice -> rule(choice, report, folder));
        rule.ifPresent(found -> assembly.check(
                found.rule(), signed, task.filter(TaskSettings::isRegression).isPresent()));
        rule.ifPresent(found -> parts.ifPresent(
                all -> assembly.check(found.rule(), all.network(), task.flatMap(TaskSettings::environment))));
        rule.ifPresent(found -> network.ifPresent(own -> assembly.check(found.rule(), own)));
        values.flatMap(all -> all.find(PhasedSchema.LEARNING))
                .filter(learning -> learning.tasks() > 1)
                .filter(learning -> task.flatMap(TaskSettings::environment).isPresent())
                .ifPresent(learning -> report.wrong(
                        "learning.tasks", learning.tasks() + " in an environment", "1; samples make several tasks"));
        rule.ifPresent(found -> values.flatMap(all -> all.find(PhasedSchema.LEARNING))
                .flatMap(PhasedLearningSettings::answerWaves)
                .ifPresent(waves -> assembly.checkAnswer(found.rule())));
        if (!report.problems().none()) {
            return Optional.empty();
        }
        PhasedScenario written = PhasedSchema.scenario(values.orElseThrow());
        RuleSettings known = rule.orElseThrow();
        PhasedLearningSettings learning = written.learning().with(known);
        PhasedScenario scenario = written.with(task.orElseThrow().resolved(folder.path()))
                .with(learning.atRate(learning.rate().orElse(known.rule().rate())));
        Assembly.Parts fitting = PhasedAssembly.placed(scenario, known.rule(), parts.orElseThrow());
        return assembly.model(scenario, known.rule(), fitting)
                .map(model -> new LoadedPhased(
                        scenario.with(RecordingPlans.resolved(scenario.record(), RecordingPlans.Size.of(model))),
                        fitting.data(),
                        model));
    }

    private static Optional<RuleSettings> rule(RuleChoice choice, Report report, Folder folder) {
        if (choice instanceof RuleSettings itself) {
            return Optional.of(itself);
        }
        return choice instanceof RuleChoice.BuiltIn builtIn
                ? builtIn(builtIn.name(), report)
                : folder.find(RULE, ((RuleChoice.InFile) choice).path(), report)
                        .flatMap(file -> file(file, folder.files(), report));
    }

    private static Optional<RuleSettings> builtIn(String name, Report report) {
        Optional<RuleSettings> rule = RuleCatalog.find(name);
        if (rule.isEmpty()) {
            report.wrong(
                    RULE,
                    name,
                    ofPhases() + " | the path of a rule file, ending in .yaml, or the rule"
                            + " itself; of learning cycles: " + String.join(" | ", CycleSchema.rules())
                            + Nearest.hint(name, RuleCatalog.names()));
        }
        return rule;
    }

    private static String ofPhases() {
        return RuleCatalog.names().stream()
                .filter(name -> !CycleSchema.rules().contains(name))
                .collect(Collectors.joining(" | "));
    }

    private static Optional<RuleSettings> file(Path file, FileStore files, Report report) {
        try {
            ScenarioSource source = ScenarioLoader.source(file, "a rule file", files);
            return RuleCatalog.read(source.text(), source.file(), report.problems());
        } catch (InvalidScenarioException e) {
            report.problems().addAll(e);
            return Optional.empty();
        }
    }
}
