package io.dopaflow.scenarios.laboratory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.RunListener;

/** Follows a run and tells what has happened since it was last asked. */
sealed interface Live extends RunListener permits LiveNetwork, LiveCycles {

    /** For a run of a scenario. */
    static Live of(LoadedScenario scenario) {
        if (scenario instanceof LoadedPhased) {
            throw new IllegalArgumentException(
                    "a live run of phased learning; allowed: a learning cycle or a spiking network");
        }
        return scenario instanceof LoadedNetwork network
                ? new LiveNetwork(network.network())
                : new LiveCycles(((LoadedCycle) scenario).model());
    }

    /** What does not change while the run goes on. */
    ObjectNode about();

    /** What has happened since the last call. Called by one thread. */
    ObjectNode frame();
}
