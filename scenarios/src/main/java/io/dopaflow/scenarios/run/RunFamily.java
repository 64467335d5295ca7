package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.KeptRows;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a family of models brings to its runs. All else about a run is the same for all. */
sealed interface RunFamily permits CycleFamily, NetworkFamily, PhasedFamily {

    /** That of a scenario. */
    static RunFamily of(LoadedScenario scenario) {
        if (scenario instanceof LoadedCycle cycle) {
            return new CycleFamily(cycle);
        }
        return scenario instanceof LoadedPhased phased
                ? new PhasedFamily(phased)
                : new NetworkFamily((LoadedNetwork) scenario);
    }

    /** What is run. */
    LoadedScenario scenario();

    /** The word for the family in manifests. */
    String word();

    /** The version of the dynamics that decides the bits. */
    int dynamics();

    /** What a state has one number for: synapses, or cells. */
    int size();

    /** The digest of the data set that is learnt from, or of the files that the scenario names, if there are any. */
    Optional<String> dataDigest();

    /** What a run is going to do. */
    RunWork planned();

    /** The engine. */
    EngineFactory.Chosen choose(EngineFactory engines, EngineChoice choice, OptionalInt threads);

    /** Which rows a run has up to a checkpoint. */
    KeptRows kept(Checkpoint checkpoint);

    /**
     * How large the model is and where the run begins, for the log.
     *
     * @param fromStep steps done before, 0 for a new run
     */
    Map<String, Object> details(long fromStep);

    /** How much was done, for the log. */
    Map<String, Object> details(RunWork done);

    /** What the log says of a score beside its learning opportunity. */
    default Map<String, Object> details(Progress score) {
        return Map.of();
    }

    /** Begins to execute; the course is the caller's to finish. */
    RunCourse begin(RunSetting setting);

    /** What the states of a run belong to. */
    default Checkpoint.Origin origin(RunManifest manifest) {
        return new Checkpoint.Origin(word(), dynamics(), manifest.scenarioDigest(), manifest.dataDigest(), size());
    }
}
