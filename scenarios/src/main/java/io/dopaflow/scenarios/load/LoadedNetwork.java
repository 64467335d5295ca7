package io.dopaflow.scenarios.load;

import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.episode.Presentation;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Warning;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import io.dopaflow.scenarios.schema.SpikingScenario;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scenario of a network that spikes freely, which can run.
 *
 * @param scenario what was written, with every default resolved
 * @param network all that decides the bits of a run
 * @param plan what is recorded
 * @param heldOut samples of its task that are not trained on, as the network is presented them; none without a task
 * @param warnings what is allowed but does nothing, in the order of the file
 * @param inputs the files that it names, as they were read
 * @param family where the file says which family it is
 */
public record LoadedNetwork(
        SpikingScenario scenario,
        SpikingNetwork network,
        SpikingPlan plan,
        List<Presentation> heldOut,
        List<Warning> warnings,
        List<InputFile> inputs,
        Place family)
        implements LoadedScenario {

    /** Copies the lists. */
    public LoadedNetwork {
        heldOut = List.copyOf(heldOut);
        warnings = List.copyOf(warnings);
        inputs = List.copyOf(inputs);
    }

    /** Files are named as the run keeps them. */
    @Override
    public String resolvedForRun() {
        Map<String, String> kept =
                inputs.stream().collect(Collectors.toMap(input -> input.origin().toString(), InputFile::path));
        return ScenarioSchema.resolved(scenario.withFiles(file -> kept.getOrDefault(file, file)));
    }

    @Override
    public LoadedCycle cycle() throws InvalidScenarioException {
        throw InvalidScenarioException.of(
                family, "model", SpikingNetwork.FAMILY, LearningCycle.FAMILY + ", as this is about learning cycles");
    }
}
