package io.dopaflow.scenarios.sweep;

import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.List;
import java.util.Optional;

/** What a sweep asks the runs of a family for. */
sealed interface SweptFamily permits SweptCycles, SweptNetworks, SweptPhased {

    /** That of a scenario. */
    static SweptFamily of(LoadedScenario scenario) {
        if (scenario instanceof LoadedPhased phased) {
            return new SweptPhased(phased.model());
        }
        return scenario instanceof LoadedCycle ? new SweptCycles() : new SweptNetworks((LoadedNetwork) scenario);
    }

    /** Names of the numbers of a run, which are those of columns of the results. */
    List<String> numbers();

    /** The column of the digest. */
    String digestColumn();

    /** The column of the steps done. */
    String stepsColumn();

    /** How many steps the counters of an engine will have counted at the end of a run. */
    long work(LoadedScenario scenario);

    /** Executes a run; nothing if the sweep was cancelled. */
    Optional<RunScores> run(LoadedScenario scenario, MemberEngine engine)
            throws RunFailedException, InterruptedException;
}
