package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.analysis.run.KeptRows;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs of networks that spike freely. */
record NetworkFamily(LoadedNetwork scenario) implements RunFamily {

    @Override
    public String word() {
        return SpikingNetwork.FAMILY;
    }

    @Override
    public int dynamics() {
        return SpikingNetwork.DYNAMICS;
    }

    @Override
    public int size() {
        return scenario.network().cells();
    }

    @Override
    public Optional<String> dataDigest() {
        return InputFile.digest(scenario.inputs());
    }

    @Override
    public RunWork planned() {
        SpikingNetwork network = scenario.network();
        return RunWork.OfNetwork.planned(size(), Math.round(network.expectedSynapses()), network.durationPs());
    }

    @Override
    public EngineFactory.Chosen choose(EngineFactory engines, EngineChoice choice, OptionalInt threads) {
        return engines.choose(choice, threads, scenario.network());
    }

    @Override
    public KeptRows kept(Checkpoint checkpoint) {
        return KeptRows.ofNetwork(scenario.network(), checkpoint.steps());
    }

    @Override
    public Map<String, Object> details(long fromStep) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("neurons", size());
        details.put("synapses", Math.round(scenario.network().expectedSynapses()));
        details.put("duration_ms", VirtualTime.toMilliseconds(scenario.network().durationPs()));
        details.put("from_ms", VirtualTime.toMilliseconds(fromStep));
        return details;
    }

    @Override
    public Map<String, Object> details(RunWork done) {
        return done instanceof RunWork.OfNetwork own
                ? Map.of("biological_ms", VirtualTime.toMilliseconds(own.donePs()))
                : Map.of();
    }

    @Override
    public RunCourse begin(RunSetting setting) {
        return new NetworkCourse(scenario, setting);
    }
}
